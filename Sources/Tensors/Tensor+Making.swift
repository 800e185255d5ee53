extension Tensor {
  /// A float32 tensor of the given values, in row-major order.
  public init(_ values: [Float], shape: [Int]) {
    self.init(copying: values, shape: shape, elementType: .float32)
  }

  /// An int32 tensor of the given values, in row-major order.
  public init(_ values: [Int32], shape: [Int]) {
    self.init(copying: values, shape: shape, elementType: .int32)
  }

  /// An int64 tensor of the given values, in row-major order.
  public init(_ values: [Int64], shape: [Int]) {
    self.init(copying: values, shape: shape, elementType: .int64)
  }

  /// A bool tensor of the given values, in row-major order.
  public init(_ values: [Bool], shape: [Int]) {
    self.init(copying: values, shape: shape, elementType: .bool)
  }

  /// A uint8 tensor of the given bytes, in row-major order.
  public init(bytes: [UInt8], shape: [Int]) {
    self.init(copying: bytes, shape: shape, elementType: .uint8)
  }

  /// A tensor of the elements that lie in `storage` from `byteOffset` on: row-major, without gaps,
  /// little endian.
  ///
  /// Shares the storage; copies only where `byteOffset` is not a multiple of the element size.
  public init(storage: Storage, byteOffset: Int, shape: [Int], elementType: ElementType) {
    let size = elementType.byteCount
    let count = Shape.count(shape)
    precondition(
      byteOffset >= 0 && byteOffset <= storage.byteCount
        && count <= (storage.byteCount - byteOffset) / size,
      "tensor \(elementType)\(shape) at byte \(byteOffset) of \(storage.byteCount) bytes")
    guard byteOffset % size == 0 else {
      self.init(shape, elementType) { bytes in
        bytes.copyMemory(from: storage.base + byteOffset, byteCount: count * size)
      }
      return
    }
    self.init(
      storage: storage, layout: Layout(shape, offset: byteOffset / size), elementType: elementType)
  }

  /// A tensor of zeros (false, for bool).
  public static func zeros(_ shape: [Int], _ elementType: ElementType = .float32) -> Tensor {
    let byteCount = Shape.count(shape) * elementType.byteCount
    return Tensor(shape, elementType) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    }
  }

  /// A float32 tensor whose elements are all `value`; holds one number, whatever the shape.
  public static func full(_ value: Float, _ shape: [Int]) -> Tensor {
    Tensor([value], shape: []).broadcast(to: shape)
  }

  /// The int64 numbers 0, 1, … n − 1, `[n]`.
  public static func arange(_ n: Int) -> Tensor {
    Tensor((0..<n).map(Int64.init), shape: [n])
  }

  /// A contiguous tensor whose bytes `write` fills, before anybody else sees them; in a rehearsal it is
  /// not called.
  init(
    _ shape: [Int], _ elementType: ElementType, writing write: (UnsafeMutableRawPointer) -> Void
  ) {
    let storage = Storage(byteCount: Shape.count(shape) * elementType.byteCount)
    if !storage.isRehearsed { write(storage.base) }
    self.init(storage: storage, layout: Layout(shape), elementType: elementType)
  }

  /// A contiguous float32 tensor whose elements `write` fills, before anybody else sees them; in a
  /// rehearsal it is not called.
  init(writing shape: [Int], _ write: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(shape, .float32) { bytes in
      write(bytes.bindMemory(to: Float.self, capacity: Shape.count(shape)))
    }
  }

  private init<Element: BitwiseCopyable>(
    copying values: [Element], shape: [Int], elementType: ElementType
  ) {
    precondition(
      Shape.count(shape) == values.count, "\(values.count) values for a tensor of shape \(shape)")
    let byteCount = values.count * elementType.byteCount
    let storage = Storage(byteCount: byteCount) { bytes in
      values.withUnsafeBytes { bytes.copyMemory(from: $0) }
    }
    self.init(storage: storage, layout: Layout(shape), elementType: elementType)
  }
}
