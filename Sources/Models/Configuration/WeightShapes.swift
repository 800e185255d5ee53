import Formats
import Layers

/// The shapes of weights as the source of a network's numbers, for files that have no `config.json`.
struct WeightShapes {
  let weights: Weights

  /// The length of an axis of a tensor.
  ///
  /// - Throws: `FormatError` if there is no such tensor or axis, or the length is not to be believed.
  func size(_ name: String, axis: Int) throws(FormatError) -> Int {
    let key = weights.prefix + name
    guard let shape = weights.shape(of: name) else {
      throw error("a tensor '\(key)'", found: "none of that name")
    }
    let believed = 1...ConfigurationFile.largestWidth
    guard shape.indices.contains(axis), believed.contains(shape[axis]) else {
      throw error("'\(key)' with axis \(axis) in \(believed)", found: "shape \(shape)")
    }
    return shape[axis]
  }

  /// How many blocks there are under a scope, one at least.
  ///
  /// - Throws: `FormatError` if there is none.
  func depth(_ scope: String) throws(FormatError) -> Int {
    let depth = weights.count(of: scope)
    guard depth > 0 else {
      throw error("tensors under '\(weights.prefix)\(scope).0'", found: "none")
    }
    return depth
  }

  /// An error about the file.
  func error(_ expected: String, found: String) -> FormatError {
    FormatError(file: weights.checkpoint.path, expected: expected, found: found)
  }
}
