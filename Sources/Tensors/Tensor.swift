/// An array of numbers with any number of axes.
///
/// A tensor is storage plus layout: bytes that never change once the tensor exists, and the shape,
/// strides and offset with which it reads them. Views (``reshaped(_:)``, ``transposed(_:_:)``,
/// ``sliced(axis:_:)``, …) share the storage and copy nothing.
///
/// Shapes are row-major; an axis may be counted from the back, −1 being the last. No operation
/// throws: a wrong shape is a mistake in the program and stops it, naming the operation and the
/// shapes. Arithmetic is done in float32 whatever floating type the operands are stored in, and gives
/// the same bits for any number of threads.
///
/// Read on in `Layout`, ``Storage``, `Tensor+Making`, `Tensor+Reading`, `Tensor+Views` and the files
/// of `Operations`; ``Parallel`` shares the work between threads.
public struct Tensor: Sendable {
  /// The bytes.
  let storage: Storage
  /// Where each element lies in the storage.
  let layout: Layout
  /// The type of each element.
  public let elementType: ElementType

  init(storage: Storage, layout: Layout, elementType: ElementType) {
    self.storage = storage
    self.layout = layout
    self.elementType = elementType
  }

  /// Length of each axis, outermost first.
  public var shape: [Int] { layout.shape }

  /// Number of axes.
  public var rank: Int { layout.rank }

  /// Number of elements.
  public var count: Int { Shape.count(layout.shape) }

  /// Whether the elements lie without gaps, in row-major order.
  public var isContiguous: Bool { layout.isContiguous }
}

extension Tensor: CustomStringConvertible {
  /// Element type and shape, such as `float32[1, 16, 128, 128]`.
  public var description: String { "\(elementType)\(shape)" }
}
