/// A graph and all the graphs that it is made of, each read once.
struct GraphFileSet {
  /// The graphs, each after all that it is made of; the one asked for is the last.
  private(set) var files: [GraphFile] = []
  /// The texts that were read.
  private(set) var sources: [SourceText]
  /// What is wrong with them.
  private(set) var diagnostics: [Diagnostic] = []

  private let search: any GraphSearch
  /// The graphs that the text brings along.
  private var included: [String: GraphFile] = [:]
  private var states: [String: State] = [:]
  private var hasTooManyFiles = false

  /// What a hostile set of files can cost.
  enum Limit {
    /// Graphs within graphs.
    static let depth = 32
    /// Nodes, with all those of the graphs that nodes are.
    static let nodes = 1_000_000
    /// Files of graphs: a folder that links to itself gives one file any number of names.
    static let files = 1000
  }

  /// How far a graph is.
  private enum State {
    /// It is being read: a node of that kind would contain itself.
    case open
    /// It is read: how many graphs it is deep, and how many nodes it has with all in them.
    case complete(depth: Int, nodeCount: Int)
    /// It cannot be read or is too large; that is reported.
    case failed
  }

  /// Reads a graph and what it is made of.
  init(_ source: SourceText, from search: any GraphSearch) {
    self.search = search
    sources = [source]
    let (root, faults) = GraphFile.read(source)
    diagnostics = faults
    guard let root else { return }
    for file in root.included where included[file.path] == nil { included[file.path] = file }
    var chain: [String] = []
    add(root, at: root.path.normalizedPath, &chain)
  }

  /// Adds a graph after all that it is made of.
  ///
  /// Calls itself at most as deep as graphs may lie within graphs.
  private mutating func add(_ file: GraphFile, at path: String, _ chain: inout [String]) {
    states[path] = .open
    chain.append(path)
    var (depth, nodeCount, isTooLarge) = (1, 0, false)
    for node in file.nodes {
      guard let kind = node.kind, kind.value.isGraphPath else {
        nodeCount += 1
        continue
      }
      guard let part = addPart(kind, of: file, &chain) else { continue }
      depth = max(depth, part.depth + 1)
      nodeCount += part.nodeCount
      isTooLarge = depth > Limit.depth || nodeCount > Limit.nodes
      if isTooLarge {
        report(
          depth > Limit.depth
            ? Self.tooDeep
            : "the graph has more than \(Limit.nodes) nodes, with those of the graphs in it",
          at: kind.position)
        break
      }
    }
    chain.removeLast()
    files.append(file)
    states[path] = isTooLarge ? .failed : .complete(depth: depth, nodeCount: nodeCount)
  }

  private static let tooDeep = "graphs lie more than \(Limit.depth) deep within graphs"

  private mutating func addPart(
    _ kind: Marked<String>, of file: GraphFile, _ chain: inout [String]
  ) -> (depth: Int, nodeCount: Int)? {
    guard !kind.value.contains("\0") else {
      report("\(kind.value.display) is no path of a graph: it holds a NUL", at: kind.position)
      return nil
    }
    let path = kind.value.path(from: file.folder)
    if states[path] == nil {
      guard chain.count < Limit.depth else {
        report(Self.tooDeep, at: kind.position)
        return nil
      }
      guard sources.count < Limit.files else {
        if !hasTooManyFiles {
          report("the graph is made of more than \(Limit.files) files", at: kind.position)
        }
        hasTooManyFiles = true
        return nil
      }
      if let part = read(path, for: kind) { add(part, at: path, &chain) }
    }
    switch states[path] {
    case .open:
      let start = chain.firstIndex(of: path) ?? 0
      let way = (chain[start...] + [path]).joined(separator: " → ")
      report("'\(kind.value)' is made of itself: \(way)", at: kind.position)
      return nil
    case .complete(let depth, let nodeCount): return (depth, nodeCount)
    case .failed, nil: return nil
    }
  }

  private mutating func read(_ path: String, for kind: Marked<String>) -> GraphFile? {
    if let file = included[path] { return file }
    states[path] = .failed
    do {
      let source = try search.graph(at: path)
      sources.append(source)
      let (file, faults) = GraphFile.read(source)
      diagnostics += faults
      return file
    } catch {
      report("'\(kind.value)' cannot be read: \(error)", at: kind.position)
      return nil
    }
  }

  private mutating func report(_ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(position: position, message: message))
  }
}
