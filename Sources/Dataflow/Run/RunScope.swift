import Synchronization

/// Where a run stands: it is the whole, or one turn of a loop.
struct RunScope: Sendable {
  /// The turn, `outer[2]`, which precedes the ids of its nodes in events; empty for the whole.
  let prefix: String
  /// What its graph is given, in the order of the graph's parameters.
  let parameters: [Parameter]
  /// What the turns of the loop share.
  let shared: LoopResults?
  /// The graph that is run as a whole: what a picture carries.
  let whole: CheckedGraph

  /// What the body of a loop is given for one turn.
  struct Parameter: Sendable {
    /// The value; nil if it is absent.
    let value: (any GraphValue)?
    /// What it contributes to fingerprints.
    let contribution: Contribution
  }
}

/// Results that are the same in each turn of a loop, kept while it runs: a body that loads a model
/// loads it once.
final class LoopResults: Sendable {
  /// For each node of the body, whether its result is the same in each turn.
  let isSame: [Bool]
  private let results = Mutex<[Fingerprint: [any GraphValue]]>([:])

  /// No results yet of a loop.
  init(_ loop: Loop) {
    let body = loop.body
    let changing: Set<Int> =
      switch loop.form {
      case .each(let walked): Set(walked)
      case .again(let carried, _, _): Set(carried.map(\.parameter))
      }
    var isSame = [Bool](repeating: true, count: body.nodes.count)
    for node in body.order(from: Array(body.nodes.indices), through: body.possibleSources) {
      let bindings = body.nodes[node].bindings + body.nodes[node].guards
      isSame[node] =
        !bindings.contains { $0.isGiven(changing) }
        && body.possibleSources(of: node).allSatisfy { isSame[$0] }
    }
    self.isSame = isSame
  }

  subscript(fingerprint: Fingerprint) -> [any GraphValue]? {
    results.withLock { $0[fingerprint] }
  }

  func keep(_ values: [any GraphValue], of fingerprint: Fingerprint) {
    results.withLock { $0[fingerprint] = values }
  }
}

extension Binding {
  /// Whether one of some parameters is in it.
  fileprivate func isGiven(_ parameters: Set<Int>) -> Bool {
    switch self {
    case .parameter(let parameter, _): parameters.contains(parameter)
    case .list(let parts, _), .text(let parts, _): parts.contains { $0.isGiven(parameters) }
    case .value, .output, .absent: false
    }
  }
}
