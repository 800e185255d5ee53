import ArgumentParser
import Dataflow
import Nodes

extension GraphLock {
  /// Refuses a graph that is not as it was locked: `--locked`.
  ///
  /// - Parameters:
  ///   - graph: The graph, checked.
  ///   - path: Where the graph is.
  ///   - models: Where models are found.
  /// - Throws: An exit code, after naming all that has changed, or saying that there is no lock.
  static func check(_ graph: CheckedGraph, at path: String, models: ModelFolders) throws {
    let lockPath = Self.path(of: path)
    let drift = try Failure.reading {
      let lock = try GraphLock(try GraphSource.read(lockPath))
      return try lock.drift(to: try GraphLock.of(graph, models: models).lock, path: lockPath)
    }
    guard !drift.isEmpty else { return }
    let lines = drift.map { "\n  \($0)" }.joined()
    Console.fault("error: the run would not be as it is in \(lockPath):\(lines)")
    throw Failure.invalid
  }
}
