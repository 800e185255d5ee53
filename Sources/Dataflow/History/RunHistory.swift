import FoundationEssentials

/// What the last run of each graph did, kept in the cache folder: for `plan`, which says what runs
/// will take, for `why`, which says what has changed, and for pictures of graphs.
public struct RunHistory: Sendable {
  private let cache: CacheFolder

  /// The history in a cache folder.
  public init(folder: String) {
    cache = CacheFolder(path: folder)
  }

  /// Keeps what a run of a graph did, in place of the run before.
  ///
  /// A record that cannot be kept is no fault.
  public func keep(_ result: RunResult, of graph: String, seconds: Double, peakBytes: Int) {
    guard !result.details.isEmpty else { return }
    let record = RunRecord(
      version: RunRecord.version, graph: Self.absolute(graph), seconds: seconds,
      peakBytes: peakBytes, nodes: merged(result.details, of: graph))
    guard let data = try? JSONEncoder().encode(record) else { return }
    try? cache.write(Array(data), .runs, Self.name(of: graph))
  }

  /// What the last run of a graph did; nil if none is known.
  public func last(of graph: String) -> RunRecord? {
    guard let bytes = cache.read(.runs, Self.name(of: graph)),
      let record = try? JSONDecoder().decode(RunRecord.self, from: Data(bytes)),
      record.version == RunRecord.version
    else { return nil }
    return record
  }

  /// All runs that are known, by the paths of their graphs.
  public var all: [RunRecord] {
    let folder = "\(cache.path)/\(CacheFolder.Room.runs.rawValue)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) else { return nil }
      return try? JSONDecoder().decode(RunRecord.self, from: data)
    }.sorted { $0.graph < $1.graph }
  }

  /// The nodes of a run, with the times of the run before where a result was at hand.
  private func merged(_ details: [NodeDetail], of graph: String) -> [NodeDetail] {
    let times = last(of: graph)?.times ?? [:]
    return details.map { detail in
      detail.seconds == nil ? detail.taking(times[detail.node]) : detail
    }
  }

  private static func name(of graph: String) -> Fingerprint {
    Fingerprint(ofText: absolute(graph))
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
  }
}

/// What one run of a graph did.
public struct RunRecord: Codable, Sendable {
  static let version = 1

  let version: Int
  /// The path of the graph's file.
  public let graph: String
  /// How long the run took.
  public let seconds: Double
  /// The most memory that the process held.
  public let peakBytes: Int
  let nodes: [NodeDetail]

  /// How many seconds each node took when it last ran, for those known to have run.
  public var times: [String: Double] {
    Dictionary(nodes.compactMap { node in node.seconds.map { (node.node, $0) } }) { first, _ in
      first
    }
  }

  /// The nodes that something became of in the run, in the order in which they were needed.
  public var outcomes: [(node: String, outcome: String, seconds: Double?)] {
    nodes.compactMap { node in node.outcome.map { (node.node, $0, node.seconds) } }
  }

  /// The nodes whose results had a fingerprint.
  public func nodes(withFingerprint digits: String) -> [String] {
    nodes.filter { $0.fingerprint == digits }.map(\.node)
  }
}
