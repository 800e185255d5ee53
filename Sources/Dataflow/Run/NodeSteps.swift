/// Where a node that takes steps keeps what it needs to go on after an interruption.
///
/// It is there only if the run was asked for it (`--resume-steps`): each step then costs a file of
/// the size of the state. What is kept is removed when the node has finished.
public struct NodeSteps: Sendable {
  let cache: CacheFolder
  let fingerprint: Fingerprint

  /// The state that was kept last.
  ///
  /// - Returns: The number of steps that were finished then, and the bytes of the state; nil if
  ///   there are none, or they are damaged.
  public func last() -> (steps: Int, state: StoredBytes)? {
    guard let entry = try? StoredEntry.read(.steps, fingerprint, of: cache),
      entry.outputs.count == 2, case .text(let text) = entry.outputs[0], let steps = Int(text),
      case .bytes(let state) = entry.outputs[1]
    else { return nil }
    return (steps, state)
  }

  /// Keeps the state after so many finished steps, in place of what was kept before.
  ///
  /// A step that cannot be kept is no fault: the run then begins further back.
  public func keep(_ state: some StorableValue, after steps: Int) {
    try? StoredEntry.write(
      kind: "", seconds: 0, values: [steps, state], to: cache, .steps, fingerprint)
  }

  /// Removes what was kept.
  func forget() {
    cache.remove(.steps, fingerprint)
  }
}
