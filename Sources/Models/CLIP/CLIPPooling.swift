import Tensors

/// Which token's state stands for the whole text: the one that ends it.
///
/// Files written before transformers' PR 24773 give 2 as their end token, which no CLIP vocabulary
/// has. There, the place is that of the largest id, because the real end token had the largest; in
/// newer files it is the first place of the end token, or the first place of all if it is absent.
/// The two part when a vocabulary has added tokens.
enum CLIPPooling: Sendable, Hashable {
  case atLargestToken
  case atFirst(token: Int)

  init(endToken: Int) {
    self = endToken == 2 ? .atLargestToken : .atFirst(token: endToken)
  }

  /// The place in a text, from 0.
  func place(in ids: ArraySlice<Int64>) -> Int {
    let found =
      switch self {
      case .atLargestToken: ids.max().flatMap { ids.firstIndex(of: $0) }
      case .atFirst(let token): ids.firstIndex(of: Int64(token))
      }
    return (found ?? ids.startIndex) - ids.startIndex
  }

  /// The state at each text's place.
  ///
  /// - Parameters:
  ///   - tokens: States, `[batch, tokens, width]`.
  ///   - ids: The tokens' ids, `[batch, tokens]`.
  /// - Returns: `[batch, width]`.
  func callAsFunction(_ tokens: Tensor, ids: Tensor) -> Tensor {
    let length = ids.shape[1]
    let all = ids.int64s()
    let rows = (0..<ids.shape[0]).map { text in
      Int64(text * length + place(in: all[text * length..<(text + 1) * length]))
    }
    return tokens.reshaped([-1, tokens.shape[2]])
      .gatheredRows(Tensor(rows, shape: [rows.count]))
  }
}
