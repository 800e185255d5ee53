extension Tensor {
  /// The elements as floats, in row-major order.
  public func floats() -> [Float] {
    converted(to: .float32).array(of: Float.self)
  }

  /// The elements as 64-bit integers, in row-major order; floating numbers are cut towards zero.
  public func int64s() -> [Int64] {
    converted(to: .int64).array(of: Int64.self)
  }

  /// The bytes of the elements in row-major order, little endian.
  public func bytes() -> [UInt8] {
    contiguous().withUnsafeBytes { Array($0) }
  }

  /// The one element of a tensor of one element, as a float.
  public func item() -> Float {
    precondition(count == 1, "item: tensor of shape \(shape) has \(count) elements")
    return floats()[0]
  }

  /// Calls `body` with the bytes of the elements, which are valid until it returns.
  ///
  /// Requires a contiguous tensor; see ``contiguous()``.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(isContiguous, "withUnsafeBytes: tensor of shape \(shape) is not contiguous")
    defer { withExtendedLifetime(storage) {} }
    return try body(
      UnsafeRawBufferPointer(start: start, count: count * elementType.byteCount))
  }

  /// The first element: the place that strides count from.
  var start: UnsafeRawPointer {
    let place = layout.offset * elementType.byteCount
    storage.use(from: place)
    return UnsafeRawPointer(storage.base) + place
  }

  /// Calls `body` with the place of the first element, which strides count from.
  ///
  /// Requires a float32 tensor; see ``readAsFloat32()``.
  func withFloats<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    precondition(elementType == .float32, "elements of type \(elementType) read as float32")
    defer { withExtendedLifetime(storage) {} }
    return body(start.assumingMemoryBound(to: Float.self))
  }

  private func array<Element: BitwiseCopyable>(of type: Element.Type) -> [Element] {
    contiguous().withUnsafeBytes { bytes in
      [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
        initialized = count
      }
    }
  }
}
