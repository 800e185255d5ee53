/// Results kept in memory from run to run, under a budget.
///
/// When the budget is exceeded, the result goes that is the cheapest to lose: the seconds that
/// computing it took, for each byte it holds, and less the longer it has not been used: half when as
/// many uses have passed since as the tier holds results.
struct MemoryTier {
  private struct Entry {
    let values: [any GraphValue]
    let seconds: Double
    let bytes: Int
    /// The id of the node that made it, for events.
    let node: String
    var lastUse: Int
  }

  private let budget: Int
  private var entries: [Fingerprint: Entry] = [:]
  private var uses = 0
  private(set) var bytes = 0

  /// A tier that holds at most so many bytes.
  init(budget: Int) {
    self.budget = budget
  }

  /// The results of that fingerprint, which are then the last used.
  mutating func find(_ fingerprint: Fingerprint) -> [any GraphValue]? {
    guard budget > 0, let index = entries.index(forKey: fingerprint) else { return nil }
    uses += 1
    entries.values[index].lastUse = uses
    return entries.values[index].values
  }

  /// Keeps results.
  ///
  /// - Returns: The ids of the nodes whose results had to go for them.
  mutating func keep(
    _ values: [any GraphValue], of fingerprint: Fingerprint, seconds: Double, node: String
  ) -> [String] {
    guard budget > 0 else { return [] }
    let size = values.reduce(128) { $0 + $1.byteCount }
    guard size <= budget else { return [] }
    forget(fingerprint)
    uses += 1
    entries[fingerprint] = Entry(
      values: values, seconds: seconds, bytes: size, node: node, lastUse: uses)
    bytes += size
    return evict(except: fingerprint)
  }

  /// Gives up the results of that fingerprint.
  mutating func forget(_ fingerprint: Fingerprint) {
    if let old = entries.removeValue(forKey: fingerprint) { bytes -= old.bytes }
  }

  /// Gives up results until the budget is kept with a tenth to spare, so that the search for what to
  /// give up is rare.
  private mutating func evict(except newest: Fingerprint) -> [String] {
    guard bytes > budget else { return [] }
    let half = Double(max(entries.count, 1))
    let ranked = entries.filter { $0.key != newest }
      .map { key, entry in
        let age = Double(uses - entry.lastUse) / half
        let worth = entry.seconds / Double(entry.bytes) / (1 + age)
        return (key: key, worth: worth, lastUse: entry.lastUse)
      }
      .sorted { ($0.worth, $0.lastUse) < ($1.worth, $1.lastUse) }
    var evicted: [String] = []
    for (key, _, _) in ranked where bytes > budget - budget / 10 {
      guard let entry = entries.removeValue(forKey: key) else { continue }
      bytes -= entry.bytes
      evicted.append(entry.node)
    }
    return evicted
  }
}
