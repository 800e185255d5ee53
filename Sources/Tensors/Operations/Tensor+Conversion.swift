import CKernels

extension Tensor {
  /// The elements in another type; the tensor itself where it has that type.
  ///
  /// To a narrower floating type: rounded to nearest, ties to even. From floating to integer: cut
  /// towards zero, the nearest end of the range outside it, NaN to 0. To bool: whether not zero.
  public func converted(to type: ElementType) -> Tensor {
    guard type != elementType else { return self }
    let source = contiguous()
    let count = self.count
    let (from, to) = (elementType, type)
    let x = source.start
    return Tensor(shape, type) { y in
      Parallel.for(count: count, grain: Parallel.elementGrain) { range in
        k_convert(
          from.kernelElement, x + range.lowerBound * from.byteCount, to.kernelElement,
          y + range.lowerBound * to.byteCount, range.count)
      }
      withExtendedLifetime(source) {}
    }
  }

  /// The tensor as float32, in which all arithmetic is done: itself, or converted.
  func readAsFloat32() -> Tensor { converted(to: .float32) }
}

extension ElementType {
  var kernelElement: k_element {
    switch self {
    case .float32: K_FLOAT32
    case .bfloat16: K_BFLOAT16
    case .float16: K_FLOAT16
    case .int32: K_INT32
    case .int64: K_INT64
    case .uint8: K_UINT8
    case .bool: K_BOOL
    }
  }
}
