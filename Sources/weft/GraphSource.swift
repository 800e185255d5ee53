import ArgumentParser
import Dataflow
import Formats

/// Graph files as the command reads them.
enum GraphSource {
  /// Largest graph that is read, in bytes.
  fileprivate static let maximumSize = 64 << 20

  /// Reads a graph.
  ///
  /// - Throws: An exit code, after saying what is wrong, if it cannot be read.
  static func read(_ path: String) throws -> SourceText {
    try Failure.reading {
      SourceText(file: path, bytes: try FileBytes.read(path, limit: maximumSize))
    }
  }

  /// Reads a graph from standard input.
  ///
  /// - Throws: An exit code, after saying what is wrong, if it cannot be read.
  static func readStandardInput() throws -> SourceText {
    try Failure.reading {
      SourceText(file: StandardInput.name, bytes: try StandardInput.read(limit: maximumSize))
    }
  }
}

/// The files of graphs that other graphs name.
struct GraphFiles: GraphSearch {
  func graph(at path: String) throws -> SourceText {
    SourceText(file: path, bytes: try FileBytes.read(path, limit: GraphSource.maximumSize))
  }
}
