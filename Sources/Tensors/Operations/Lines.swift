/// A tensor as lines along one axis: `[outer, length, inner]`, contiguous, float32.
struct Lines {
  let source: Tensor
  let outer: Int
  let length: Int
  let inner: Int
  let shapeWithAxis: [Int]
  let shapeWithoutAxis: [Int]

  /// Outer indices of one part of the work.
  var grain: Int { max(1, Parallel.elementGrain / max(length * inner, 1)) }

  /// The lines of `tensor` along `axis`, which is not empty.
  init(_ tensor: Tensor, axis: Int, operation: String) {
    let along = tensor.axis(axis, operation)
    let shape = tensor.shape
    precondition(shape[along] > 0, "\(operation): axis \(axis) of shape \(shape) is empty")
    source = tensor.readAsFloat32().contiguous()
    outer = Shape.count(Array(shape[..<along]))
    length = shape[along]
    inner = Shape.count(Array(shape[(along + 1)...]))
    shapeWithoutAxis = Array(shape[..<along] + shape[(along + 1)...])
    shapeWithAxis = Array(shape[..<along] + [1] + shape[(along + 1)...])
  }
}
