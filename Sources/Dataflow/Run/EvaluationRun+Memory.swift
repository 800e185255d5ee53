// Where memory is limited, results that wait to be used are let go from it if they are kept on disk: what
// takes their place is made of the mapped file, from which the system reads what is touched.

extension EvaluationRun {
  /// Results smaller than this, in bytes, stay: a file takes some pages too.
  private static let smallestLetGo = 64 << 10

  /// What is left of the limit.
  var memoryLeft: MemoryLimit? { services.memory?.lessened(by: heldByteCount) }

  /// Counts the results of a cell as in memory.
  func hold(_ values: [any GraphValue], of cell: Int) {
    held[cell] = values.reduce(0) { $0 + $1.byteCount }
  }

  /// Counts the results of a cell, which come from disk, as in memory only if they are not mapped.
  func holdMapped(_ cell: Int) {
    if let count = held[cell], count >= StoredMemory.smallestMapped { held[cell] = nil }
  }

  /// Lets results go until the limit is kept, the largest first, as far as they are kept on disk.
  func keepToMemory() {
    guard let limit = services.memory?.bytes, heldByteCount > limit else { return }
    let largest = held.filter { $0.value >= Self.smallestLetGo }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (cell, _) in largest where heldByteCount > limit {
      guard case .done = states[cell], isKeptOnDisk(cell),
        case .known(let fingerprint) = identities[cell],
        let values = services.store.mapped(fingerprint, as: graph.nodes[cell].outputTypes)
      else { continue }
      states[cell] = .done(values)
      held[cell] = nil
      if let shared = scope.shared, shared.isSame[cell] { shared.keep(values, of: fingerprint) }
      tell(.evicted(name(cell)))
    }
  }

  private var heldByteCount: Int { held.values.reduce(0, +) }
}
