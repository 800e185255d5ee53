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
    return Checkpoint(path: path, entries: renamed, reads: reads)
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
      case .join(let ranges, let pattern):
        return [(pattern.filled(by: match), try entry.reorderedRows(ranges))]
      }
    }
    return [(name, entry)]
  }
}

extension Checkpoint.Entry {
  /// Views of consecutive rows.
  fileprivate func dividedRows(_ rows: [Int]) throws(WeightError) -> [Checkpoint.Entry] {
    try tensor(rows: rows.reduce(0, +)).split(rows, axis: 0).map(with)
  }

  /// A copy with the rows in another order.
  fileprivate func reorderedRows(_ ranges: [Range<Int>]) throws(WeightError) -> Checkpoint.Entry {
    let tensor = try tensor(rows: ranges.reduce(0) { $0 + $1.count })
    return with(.concatenate(ranges.map { tensor.sliced(axis: 0, $0) }, axis: 0))
  }

  private func tensor(rows: Int) throws(WeightError) -> Tensor {
    guard shape.first == rows else { throw unfit("of \(rows) rows", found: "\(shape)") }
    return try tensor()
  }

  private func with(_ tensor: Tensor) -> Checkpoint.Entry {
    Checkpoint.Entry(source: .memory(tensor), file: file, storedName: storedName)
  }
}
