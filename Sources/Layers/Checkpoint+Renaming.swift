import Tensors

extension Checkpoint {
  /// The same tensors under the names a table of rules gives them.
  ///
  /// - Throws: ``WeightError`` if a tensor has other rows than its rule divides, or if two tensors
  ///   would have the same name.
  public func renamed(by renaming: KeyRenaming) throws(WeightError) -> Checkpoint {
    var renamed: [String: Entry] = [:]
    renamed.reserveCapacity(entries.count)
    for name in names {
      guard let entry = entries[name] else { continue }
      for (newName, newEntry) in try renaming.presentations(of: entry, named: name) {
        if let other = renamed.updateValue(newEntry, forKey: newName) {
          throw WeightError(
            file: entry.file, key: entry.storedName, fault: .duplicate(of: other.storedName))
        }
      }
    }
    return Checkpoint(path: path, entries: renamed, reads: reads, precision: precision)
  }
}

extension KeyRenaming {
  /// The tensors that a stored one is presented as, by name.
  fileprivate func presentations(
    of entry: Checkpoint.Entry, named name: String
  ) throws(WeightError) -> [(String, Checkpoint.Entry)] {
    let components = name.split(separator: ".", omittingEmptySubsequences: false)
    for rule in rules {
      guard let match = rule.pattern.match(components) else { continue }
      switch rule.action {
      case .rename(let pattern):
        return [(pattern.filled(by: match), entry)]
      case .split(let rows, let patterns):
        let parts = try entry.dividedRows(rows)
        return zip(patterns, parts).map { ($0.filled(by: match), $1) }
      }
    }
    return [(name, entry)]
  }
}

extension Checkpoint.Entry {
  /// Views of consecutive rows.
  fileprivate func dividedRows(_ rows: [Int]) throws(WeightError) -> [Checkpoint.Entry] {
    let count = rows.reduce(0, +)
    guard shape.first == count else { throw unfit("of \(count) rows", found: "\(shape)") }
    return try divided(rows).map { source in
      Checkpoint.Entry(source: source, file: file, storedName: storedName)
    }
  }

  private func divided(_ rows: [Int]) throws(WeightError) -> [Source] {
    guard let matrix = packedMatrix else {
      return try tensor().split(rows, axis: 0).map { .memory($0) }
    }
    var start = 0
    return rows.map { count in
      defer { start += count }
      return .packed(matrix.sliced(rows: start..<start + count))
    }
  }
}
