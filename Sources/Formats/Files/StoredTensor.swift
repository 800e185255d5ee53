public import Tensors

/// A tensor in a file: what the header says of it, and the way to its values.
public struct StoredTensor: Sendable {
  /// What the values are made of.
  enum Numbers: Sendable {
    case elements(ElementType)
    /// Blocks along the innermost axis.
    case blocks(BlockFormat)
    /// Codes of a table, all of whose parts are at hand.
    case table(TableMatrix)
    /// Something that nothing computes with.
    case unknown
  }

  /// Name of the tensor, in the publisher's spelling.
  public let name: String
  /// Path of the file.
  public let file: String
  /// Name of the element type in the format, such as `BF16` or `Q4_K`.
  public let elementName: String
  let numbers: Numbers
  /// Multiplies every number that is stored in blocks.
  private(set) var scale: Float = 1
  /// Shape of the tensor.
  public let shape: [Int]
  /// Where its bytes lie in the file.
  public let byteRange: Range<Int>
  let storage: Storage

  init(
    name: String, file: String, elementName: String, numbers: Numbers, shape: [Int],
    byteRange: Range<Int>, storage: Storage
  ) {
    self.name = name
    self.file = file
    self.elementName = elementName
    self.numbers = numbers
    self.shape = shape
    self.byteRange = byteRange
    self.storage = storage
  }

  /// Whether the numbers are floats of eight bits, which a scale beside them may multiply.
  public var isFloat8: Bool {
    if case .blocks(.float8E4M3) = numbers { return true }
    if case .blocks(.float8E5M2) = numbers { return true }
    return false
  }

  /// The tensor with every number multiplied by a scale.
  public func multiplied(by scale: Float) -> StoredTensor {
    precondition(isFloat8, "a scale for '\(name)' of \(elementName)")
    var scaled = self
    scaled.scale = scale
    return scaled
  }

  /// The tensor as numbers that its bytes are the codes of.
  ///
  /// - Parameters:
  ///   - matrix: The numbers, of which this tensor's elements are the codes.
  ///   - shape: Their shape; if it has two axes, the matrix's own.
  /// - Returns: The tensor under its own name, with the matrix's numbers.
  public func holding(_ matrix: TableMatrix, shape: [Int]) -> StoredTensor {
    StoredTensor(
      name: name, file: file, elementName: elementName, numbers: .table(matrix), shape: shape,
      byteRange: byteRange, storage: storage)
  }

  /// Type of the elements of ``tensor()``; nil if tensors have no such type.
  public var elementType: ElementType? {
    switch numbers {
    case .elements(let type): type
    case .blocks, .table: .float32
    case .unknown: nil
    }
  }

  /// The matrix, whose blocks lie in the mapped file; nil where the tensor is not a matrix in whole
  /// blocks.
  public var blockMatrix: BlockMatrix? {
    guard case .blocks(let format) = numbers, shape.count == 2,
      shape[1].isMultiple(of: format.count)
    else { return nil }
    return BlockMatrix(
      storage: storage, byteOffset: byteRange.lowerBound, rows: shape[0], columns: shape[1],
      format: format, scale: scale)
  }

  /// The matrix, whose codes lie in the mapped file; nil where the tensor is not a matrix of codes.
  public var tableMatrix: TableMatrix? {
    guard case .table(let matrix) = numbers, shape.count == 2 else { return nil }
    return matrix
  }

  /// The tensor: its values lie in the mapped file, except that blocks and codes are
  /// widened to float32.
  ///
  /// - Throws: ``FormatError`` if tensors have no elements of that type.
  public func tensor() throws(FormatError) -> Tensor {
    switch numbers {
    case .elements(let type):
      return elements(type)
    case .blocks(let format):
      // Rows of the original shape need not be whole blocks.
      let last = shape.last ?? 1
      let columns = last > 0 && last.isMultiple(of: format.count) ? last : format.count
      let count = byteRange.count / format.byteCount * format.count
      let blocks = BlockMatrix(
        storage: storage, byteOffset: byteRange.lowerBound, rows: count / columns,
        columns: columns, format: format, scale: scale)
      return blocks.widened().reshaped(shape)
    case .table(let matrix):
      return matrix.widened().reshaped(shape)
    case .unknown:
      throw FormatError(
        file: file, byte: byteRange.lowerBound,
        expected: "elements of a type Weft computes with in '\(name)'", found: elementName)
    }
  }

  private func elements(_ type: ElementType) -> Tensor {
    guard byteRange.lowerBound.isMultiple(of: type.byteCount) else {
      // The format allows data at odd places; arithmetic does not.
      let aligned = Storage(byteCount: byteRange.count) { target in
        storage.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[byteRange])) }
      }
      return Tensor(storage: aligned, byteOffset: 0, shape: shape, elementType: type)
    }
    return Tensor(
      storage: storage, byteOffset: byteRange.lowerBound, shape: shape, elementType: type)
  }
}
