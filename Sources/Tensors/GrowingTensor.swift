/// A tensor that grows along its axis of tokens, `[batch, heads, tokens, width]`: the keys or the values
/// that a language model has seen.
///
/// Appending writes behind what is there, in room that is doubled when it is used up; what is there is
/// not copied again for every token, and views taken earlier stay as they are. A copy of the value
/// shares the room until one of the two is appended to.
public struct GrowingTensor: Sendable {
  /// Bytes that one value alone may write behind its tokens.
  private final class Room: Sendable {
    let storage: Storage
    let capacity: Int

    init(rows: Int, width: Int, capacity: Int) {
      storage = Storage(byteCount: rows * capacity * width * MemoryLayout<Float>.stride)
      self.capacity = capacity
    }
  }

  /// Batches, heads and numbers of a token in a head.
  private let batch: Int
  private let heads: Int
  private let width: Int
  private var room: Room
  /// How many tokens there are.
  public private(set) var count = 0

  /// A tensor without tokens.
  ///
  /// - Parameters:
  ///   - batch: Length of the first axis.
  ///   - heads: Length of the second.
  ///   - width: Length of the last.
  ///   - capacity: For how many tokens there is room at first.
  public init(batch: Int, heads: Int, width: Int, capacity: Int = 0) {
    (self.batch, self.heads, self.width) = (batch, heads, width)
    room = Room(rows: batch * heads, width: width, capacity: capacity)
  }

  /// The tokens, float32 `[batch, heads, count, width]`: a view.
  public var tensor: Tensor {
    let all = Tensor(
      storage: room.storage, byteOffset: 0, shape: [batch, heads, room.capacity, width],
      elementType: .float32)
    return all.sliced(axis: 2, 0..<count)
  }

  /// Adds tokens behind those that are there.
  ///
  /// - Parameter tokens: `[batch, heads, any, width]`.
  public mutating func append(_ tokens: Tensor) {
    precondition(
      tokens.rank == 4 && tokens.shape[0] == batch && tokens.shape[1] == heads
        && tokens.shape[3] == width,
      "append of \(tokens) to tokens of [\(batch), \(heads), _, \(width)]")
    let needed = count + tokens.shape[2]
    if needed > room.capacity || !isKnownUniquelyReferenced(&room) {
      let old = tensor
      room = Room(
        rows: batch * heads, width: width,
        capacity: needed > room.capacity ? max(needed, 2 * room.capacity) : room.capacity)
      write(old, at: 0)
    }
    write(tokens, at: count)
    count = needed
  }

  /// Writes tokens into the room, from a place on.
  private func write(_ tokens: Tensor, at place: Int) {
    let source = tokens.readAsFloat32().contiguous()
    guard !room.storage.isRehearsed else { return }
    let row = width * MemoryLayout<Float>.stride
    let size = tokens.shape[2] * row
    for head in 0..<batch * heads {
      (room.storage.base + (head * room.capacity + place) * row)
        .copyMemory(from: source.start + head * size, byteCount: size)
    }
    withExtendedLifetime(source) {}
  }
}
