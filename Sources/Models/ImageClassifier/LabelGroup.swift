import Tensors

/// The labels of a classifier among which exactly one holds.
///
/// Labels of the form `colour/red` are grouped by what stands before the slash, if all labels have
/// one; the usual classifier has one group of all its labels.
public struct LabelGroup: Sendable, Hashable {
  /// What stands before the slash; empty where labels have no groups.
  public let name: String
  /// The labels, without the group's name.
  public let labels: [String]
  /// The place of each label among the classifier's scores.
  let places: [Int]

  /// Groups labels, in the order of their first ones.
  static func groups(of labels: [String]) -> [LabelGroup] {
    let parts = labels.map { $0.split(separator: "/", maxSplits: 1).map(String.init) }
    guard parts.allSatisfy({ $0.count == 2 }) else {
      return [LabelGroup(name: "", labels: labels, places: Array(labels.indices))]
    }
    var names: [String] = []
    for part in parts where !names.contains(part[0]) { names.append(part[0]) }
    return names.map { name in
      let places = parts.indices.filter { parts[$0][0] == name }
      return LabelGroup(name: name, labels: places.map { parts[$0][1] }, places: places)
    }
  }

  /// The probability of each label of the group.
  ///
  /// - Parameter scores: A classifier's scores, `[batch, labels]`.
  /// - Returns: `[batch, labels of the group]`.
  func probabilities(_ scores: Tensor) -> Tensor {
    let columns = places.map { scores.sliced(axis: 1, $0..<$0 + 1) }
    return Tensor.concatenate(columns, axis: 1).softmax()
  }
}
