import Dataflow

/// The product of the values that `--each` gives inputs, in a fixed order: the first input named
/// changes slowest.
struct RunMatrix {
  /// The inputs that vary.
  let axes: [RunAxis]

  init(axes: [RunAxis]) {
    self.axes = axes
  }

  /// Reads all `--each` of a command line.
  ///
  /// - Parameters:
  ///   - variations: What follows each `--each`.
  ///   - settings: What follows each `--set`.
  ///   - file: The graph, as far as it can be read.
  /// - Throws: What is wrong with the options by themselves; whether the values fit their inputs is
  ///   for checking the graph.
  init(_ variations: [Setting], settings: [Setting], of file: GraphFile?) throws(RunMatrixError) {
    var axes: [RunAxis] = []
    for variation in variations {
      let name = variation.name
      if axes.contains(where: { $0.name == name }) {
        throw RunMatrixError("--each names '\(name)' twice; give all its values at once")
      }
      if settings.contains(where: { $0.name == name }) {
        throw RunMatrixError("'\(name)' is given by --set and by --each")
      }
      let input = file?.inputs.first { $0.name.value == name }
      axes.append(try RunAxis(variation, type: input?.type?.value))
    }
    self.axes = axes
    var count = 1
    for axis in axes {
      count *= axis.values.count
      guard count <= RunAxis.maximumCount else { throw RunMatrixError.tooMany(count) }
    }
  }

  /// How many runs there are; one if nothing varies.
  var count: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// The runs, in order; one without values if nothing varies.
  var cells: [RunCell] {
    var combinations: [[Setting]] = [[]]
    for axis in axes {
      combinations = combinations.flatMap { values in
        axis.values.map { values + [Setting(name: axis.name, text: $0)] }
      }
    }
    return combinations.enumerated().map { RunCell(number: $0 + 1, values: $1) }
  }
}

/// What is wrong with `--each` or with what depends on it.
struct RunMatrixError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  static func tooMany(_ count: Int) -> RunMatrixError {
    RunMatrixError(
      "--each makes \(count) runs; at most \(RunAxis.maximumCount) are made at once")
  }
}
