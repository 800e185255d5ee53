/// Where the elements of a tensor lie in its storage.
///
///     place of element [i, j, …] = offset + i · strides[0] + j · strides[1] + …
///
/// Counted in elements. A stride of zero repeats an axis, a negative one walks it backwards.
struct Layout: Sendable, Hashable {
  var shape: [Int]
  var strides: [Int]
  var offset: Int

  /// Elements without gaps, in row-major order.
  init(_ shape: [Int], offset: Int = 0) {
    self.shape = shape
    self.strides = Shape.rowMajorStrides(shape)
    self.offset = offset
  }

  init(shape: [Int], strides: [Int], offset: Int) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
  }

  var rank: Int { shape.count }

  /// Whether the elements lie without gaps, in row-major order.
  var isContiguous: Bool { Layout.isContiguous(shape: shape[...], strides: strides[...]) }

  /// Whether the last `axes` axes lie without gaps, in row-major order.
  func isContiguous(last axes: Int) -> Bool {
    Layout.isContiguous(shape: shape.suffix(axes), strides: strides.suffix(axes))
  }

  private static func isContiguous(shape: ArraySlice<Int>, strides: ArraySlice<Int>) -> Bool {
    var expected = 1
    for (length, stride) in zip(shape, strides).reversed() where length != 1 {
      guard stride == expected || length == 0 else { return false }
      expected *= length
    }
    return true
  }

  // MARK: Views

  func permuted(_ axes: [Int]) -> Layout {
    Layout(shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] }, offset: offset)
  }

  func sliced(axis: Int, _ range: Range<Int>) -> Layout {
    var result = self
    result.shape[axis] = range.count
    result.offset += range.lowerBound * strides[axis]
    return result
  }

  func selected(axis: Int, at index: Int) -> Layout {
    var result = self
    result.shape.remove(at: axis)
    result.strides.remove(at: axis)
    result.offset += index * strides[axis]
    return result
  }

  func insertingAxis(at axis: Int) -> Layout {
    var result = self
    result.shape.insert(1, at: axis)
    result.strides.insert(0, at: axis)
    return result
  }

  func flipped(axis: Int) -> Layout {
    var result = self
    result.offset += max(shape[axis] - 1, 0) * strides[axis]
    result.strides[axis] = -strides[axis]
    return result
  }

  /// The same elements, repeated along new axes in front and along axes of length 1; nil where the
  /// shape asks for something else.
  func broadcast(to target: [Int]) -> Layout? {
    guard target.count >= rank else { return nil }
    let added = target.count - rank
    var strides = [Int](repeating: 0, count: target.count)
    for axis in 0..<rank {
      if shape[axis] == target[axis + added] {
        strides[axis + added] = self.strides[axis]
      } else if shape[axis] != 1 {
        return nil
      }
    }
    return Layout(shape: target, strides: strides, offset: offset)
  }

  /// The same elements in the same row-major order under another shape of as many elements; nil
  /// where that needs a copy.
  func reshaped(_ target: [Int]) -> Layout? {
    if isContiguous { return Layout(target, offset: offset) }
    // Groups of old axes and groups of new axes with the same product are matched from the front;
    // within a group the old axes must lie as one.
    var strides: [Int] = []
    var old = 0
    var new = 0
    while new < target.count {
      var oldCount = old < rank ? shape[old] : 1
      var newCount = target[new]
      var oldEnd = old + 1
      var newEnd = new + 1
      while oldCount != newCount {
        if oldCount < newCount {
          guard oldEnd < rank else { return nil }
          oldCount *= shape[oldEnd]
          oldEnd += 1
        } else {
          guard newEnd < target.count else { return nil }
          newCount *= target[newEnd]
          newEnd += 1
        }
      }
      let group = (old..<min(oldEnd, rank)).filter { shape[$0] != 1 }
      for (outer, inner) in zip(group, group.dropFirst()) {
        guard self.strides[outer] == self.strides[inner] * shape[inner] else { return nil }
      }
      let step = group.last.map { self.strides[$0] } ?? 1
      let part = Shape.rowMajorStrides(Array(target[new..<newEnd]))
      strides += part.map { $0 * step }
      old = oldEnd
      new = newEnd
    }
    return Layout(shape: target, strides: strides, offset: offset)
  }

  // MARK: Loops

  /// The shape and strides with which one loop walks several layouts of one shape.
  ///
  /// Axes of length 1 are dropped and neighbours that lie as one in every layout are merged. At least one axis is
  /// left.
  static func merged(_ layouts: [Layout]) -> (shape: [Int], strides: [[Int]]) {
    let all = layouts[0].shape
    var shape: [Int] = []
    var strides = [[Int]](repeating: [], count: layouts.count)
    for axis in all.indices where all[axis] != 1 {
      let joins =
        !shape.isEmpty
        && layouts.indices.allSatisfy {
          strides[$0][shape.count - 1] == layouts[$0].strides[axis] * all[axis]
        }
      if joins {
        shape[shape.count - 1] *= all[axis]
        for i in layouts.indices { strides[i][shape.count - 1] = layouts[i].strides[axis] }
      } else {
        shape.append(all[axis])
        for i in layouts.indices { strides[i].append(layouts[i].strides[axis]) }
      }
    }
    if shape.isEmpty {
      return ([1], layouts.map { _ in [1] })
    }
    return (shape, strides)
  }
}
