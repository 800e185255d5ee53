/// Where a node that takes steps keeps what it needs to go on after an interruption.
///
/// It is there only if the run was asked for it (`--resume-steps`): each step then costs a file of
/// the size of the state. What is kept is removed when the node has finished.
public struct NodeSteps: Sendable {
  let cache: CacheFolder
  let fingerprint: Fingerprint

  /// The state that was kept last.
  ///
  /// - Returns: The number of steps that were finished then, and the bytes that were kept; nil if
  ///   there are none, or they are damaged.
  public func last() -> (steps: Int, state: [UInt8])? {
    guard let bytes = cache.read(.steps, fingerprint),
      let entry = try? StoredEntry(bytes: bytes), entry.outputs.count == 2,
      case .text(let text) = entry.outputs[0], let steps = Int(text),
      case .bytes(let state) = entry.outputs[1]
    else { return nil }
    return (steps, state)
  }

  /// Keeps the state after so many finished steps, in place of what was kept before.
  ///
  /// A step that cannot be kept is no fault: the run then begins further back.
  public func keep(_ state: [UInt8], after steps: Int) {
    let entry = StoredEntry(
      kind: "", seconds: 0, outputs: [.text(String(steps)), .bytes(state)])
    try? cache.write(entry.bytes, .steps, fingerprint)
  }

  /// Removes what was kept.
  func forget() {
    cache.remove(.steps, fingerprint)
  }
}
