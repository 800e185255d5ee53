import CKernels

extension Tensor {
  /// The same elements in the same order under another shape.
  ///
  /// One length may be −1: it is what is left. Copies only where the elements do not lie so that a view can show them.
  public func reshaped(_ shape: [Int]) -> Tensor {
    let target = resolved(shape)
    if let layout = layout.reshaped(target) { return view(layout) }
    return contiguous().view(Layout(target))
  }

  /// The axes a and b exchanged; by default the last two.
  public func transposed(_ a: Int = -2, _ b: Int = -1) -> Tensor {
    let first = axis(a, "transposed")
    let second = axis(b, "transposed")
    var axes = Array(0..<rank)
    axes.swapAt(first, second)
    return view(layout.permuted(axes))
  }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
  public func permuted(_ axes: [Int]) -> Tensor {
    let order = axes.map { axis($0, "permuted") }
    precondition(
      order.sorted() == Array(0..<rank), "permuted: axes \(axes) of a tensor of shape \(shape)")
    return view(layout.permuted(order))
  }

  /// The elements whose index on `axis` lies in `range`.
  public func sliced(axis: Int, _ range: Range<Int>) -> Tensor {
    let along = self.axis(axis, "sliced")
    precondition(
      range.lowerBound >= 0 && range.upperBound <= shape[along],
      "sliced: \(range) of axis \(axis) of shape \(shape)")
    return view(layout.sliced(axis: along, range))
  }

  /// The elements at one index of `axis`, without that axis.
  public func selected(axis: Int, at index: Int) -> Tensor {
    let along = self.axis(axis, "selected")
    precondition(
      index >= 0 && index < shape[along], "selected: \(index) of axis \(axis) of shape \(shape)")
    return view(layout.selected(axis: along, at: index))
  }

  /// Consecutive parts of the given lengths, which add up to the length of `axis`.
  public func split(_ sizes: [Int], axis: Int) -> [Tensor] {
    let along = self.axis(axis, "split")
    precondition(
      sizes.allSatisfy { $0 >= 0 } && sizes.reduce(0, +) == shape[along],
      "split: \(sizes) of axis \(axis) of shape \(shape)")
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return view(layout.sliced(axis: along, start..<start + size))
    }
  }

  /// `n` consecutive parts of equal length along `axis`, whose length `n` divides.
  public func chunked(_ n: Int, axis: Int) -> [Tensor] {
    let along = self.axis(axis, "chunked")
    precondition(
      n > 0 && shape[along] % n == 0, "chunked: \(n) parts of axis \(axis) of shape \(shape)")
    return split([Int](repeating: shape[along] / n, count: n), axis: along)
  }

  /// A new axis of length 1, which will be axis `axis` of the result.
  public func insertingAxis(at axis: Int) -> Tensor {
    view(layout.insertingAxis(at: Shape.axis(axis, rank: rank + 1, operation: "insertingAxis")))
  }

  /// The elements repeated along axes of length 1 and along new axes in front, to the given shape.
  public func broadcast(to shape: [Int]) -> Tensor {
    guard let layout = layout.broadcast(to: shape) else {
      preconditionFailure("broadcast: shape \(self.shape) to \(shape)")
    }
    return view(layout)
  }

  /// The elements in reverse order along `axis`.
  public func flipped(axis: Int) -> Tensor {
    view(layout.flipped(axis: self.axis(axis, "flipped")))
  }

  /// The same tensor without gaps, in row-major order: itself if it lies so, else a copy.
  public func contiguous() -> Tensor {
    if isContiguous { return self }
    return Tensor(shape, elementType) { copyElements(to: $0) }
  }

  /// Writes the elements in row-major order from `target` on.
  func copyElements(to target: UnsafeMutableRawPointer) {
    let count = self.count
    guard count > 0 else { return }
    let (shape, strides) = Layout.merged([layout])
    precondition(shape.count <= Int(K_MAX_RANK), "copy: tensor of shape \(self.shape)")
    let size = elementType.byteCount
    let source = start
    Parallel.for(count: count, grain: Self.copyGrain(shape, strides[0])) { range in
      k_copy(
        size, source, strides[0], target, shape.count, shape, range.lowerBound, range.upperBound)
    }
    withExtendedLifetime(storage) {}
  }

  /// Elements of one part of a copy: whole bands of rows where the copy transposes.
  private static func copyGrain(_ shape: [Int], _ strides: [Int]) -> Int {
    guard let columns = shape.last, strides.last != 1, strides.dropLast().last == 1 else {
      return Parallel.elementGrain
    }
    let band = Int(K_COPY_BAND) * columns
    return max(1, Parallel.elementGrain / band) * band
  }

  func view(_ layout: Layout) -> Tensor {
    Tensor(storage: storage, layout: layout, elementType: elementType)
  }

  func axis(_ axis: Int, _ operation: String) -> Int {
    Shape.axis(axis, rank: rank, operation: operation)
  }

  private func resolved(_ shape: [Int]) -> [Int] {
    var target = shape
    if let free = shape.firstIndex(of: -1) {
      let known = Shape.count(Array(shape[..<free]) + shape[(free + 1)...])
      precondition(known > 0 && count % known == 0, "reshaped: shape \(self.shape) to \(shape)")
      target[free] = count / known
    }
    precondition(Shape.count(target) == count, "reshaped: shape \(self.shape) to \(shape)")
    return target
  }
}
