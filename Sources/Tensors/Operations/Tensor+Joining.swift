extension Tensor {
  /// The tensors one after another along `axis`; they agree in type and in all other axes.
  public static func concatenate(_ parts: [Tensor], axis: Int) -> Tensor {
    guard let first = parts.first else { preconditionFailure("concatenate: no tensors") }
    let along = first.axis(axis, "concatenate")
    var shape = first.shape
    shape[along] = 0
    for part in parts {
      precondition(
        part.rank == first.rank && part.elementType == first.elementType
          && zip(part.shape, first.shape).enumerated().allSatisfy {
            $0 == along || $1.0 == $1.1
          },
        "concatenate: \(parts) along axis \(axis)")
      shape[along] += part.shape[along]
    }
    // The same for every part: how many blocks it falls into, and the bytes of one index of the axis.
    let blocks = Shape.count(Array(shape[..<along]))
    let unit = Shape.count(Array(shape[(along + 1)...])) * first.elementType.byteCount
    let row = shape[along] * unit
    let storage = Storage(byteCount: Shape.count(shape) * first.elementType.byteCount)
    var place = storage.base
    for part in parts where part.count > 0 {
      let width = part.shape[along] * unit
      if blocks > 1 {
        let source = part.contiguous()
        let (from, to) = (source.start, place)
        Parallel.for(count: blocks, grain: max(1, Parallel.elementGrain * 4 / width)) { range in
          for block in range {
            (to + block * row).copyMemory(from: from + block * width, byteCount: width)
          }
        }
        withExtendedLifetime(source) {}
      } else if !storage.isRehearsed {
        part.copyElements(to: place)
      }
      place += width
    }
    return Tensor(storage: storage, layout: Layout(shape), elementType: first.elementType)
  }

  /// The tensors, all of one shape, along a new axis, which will be axis `axis` of the result.
  public static func stack(_ parts: [Tensor], axis: Int) -> Tensor {
    concatenate(parts.map { $0.insertingAxis(at: axis) }, axis: axis)
  }

  /// The tensor `n` times, one after another, along `axis`.
  public func repeated(_ n: Int, axis: Int) -> Tensor {
    precondition(n >= 0, "repeated: \(n) times")
    let along = self.axis(axis, "repeated")
    var shape = self.shape
    shape.insert(n, at: along)
    var target = self.shape
    target[along] *= n
    return insertingAxis(at: along).broadcast(to: shape).reshaped(target)
  }

  /// The tensor with `value` added before and after each axis: `amounts` elements of it, a pair for
  /// each axis.
  public func padded(_ amounts: [(Int, Int)], value: Float = 0) -> Tensor {
    precondition(
      amounts.count == rank && amounts.allSatisfy { $0.0 >= 0 && $0.1 >= 0 },
      "padded: \(amounts) for shape \(shape)")
    var result = self
    for (axis, (before, after)) in amounts.enumerated() where before + after > 0 {
      let filler = { (length: Int) -> Tensor in
        var shape = result.shape
        shape[axis] = length
        return Tensor.full(value, [1]).converted(to: elementType).broadcast(to: shape)
      }
      result = .concatenate([filler(before), result, filler(after)], axis: axis)
    }
    return result
  }
}
