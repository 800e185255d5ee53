/// What a node with lazy inputs did next, having been given certain values.
///
/// The result of such a node depends on the inputs that it asked for and on no other: a change in a
/// branch that was not chosen re-runs nothing. Which it asks for is known only by running it, so it
/// is remembered step by step: given its strict inputs it asked for input *i*; given that too, it
/// asked for *j*, or for nothing more. By these steps the fingerprint of its result is found again
/// without running it. (A constructive trace, one step at a time: Mokhov, Mitchell, Peyton Jones,
/// "Build systems à la carte", ICFP 2018, §4.2.)
enum TraceStep: Sendable, Hashable {
  /// It asked for the input at this place.
  case asked(Int)
  /// It asked for no more.
  case ended
}

extension TraceStep {
  /// The step as the bytes of a file.
  func bytes(of fingerprint: Fingerprint) -> [UInt8] {
    Array("\(fingerprint) \(number)".utf8)
  }

  /// The step of the bytes of a file, if they are those of that fingerprint.
  init?(bytes: [UInt8], of fingerprint: Fingerprint) {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard parts.count == 2, parts[0] == fingerprint.description, let number = Int(parts[1]),
      number >= -1
    else { return nil }
    self = number < 0 ? .ended : .asked(number)
  }

  private var number: Int {
    switch self {
    case .asked(let input): input
    case .ended: -1
    }
  }
}
