public import Tensors

/// A tensor in a file: what the header says of it, and the way to its values.
public struct StoredTensor: Sendable {
  /// Name of the tensor, in the publisher's spelling.
  public let name: String
  /// Path of the file.
  public let file: String
  /// Name of the element type in the format, such as `BF16`.
  public let elementName: String
  /// Type of the elements of ``tensor()``; nil if tensors have no such type.
  public let elementType: ElementType?
  /// Shape of the tensor.
  public let shape: [Int]
  /// Where its bytes lie in the file.
  public let byteRange: Range<Int>
  let storage: Storage

  /// The tensor, whose values lie in the mapped file.
  ///
  /// - Throws: ``FormatError`` if tensors have no elements of that type.
  public func tensor() throws(FormatError) -> Tensor {
    guard let elementType else {
      throw FormatError(
        file: file, byte: byteRange.lowerBound,
        expected: "elements of a type Weft computes with in '\(name)'", found: elementName)
    }
    guard byteRange.lowerBound.isMultiple(of: elementType.byteCount) else {
      // The format allows data at odd places; arithmetic does not.
      let aligned = Storage(byteCount: byteRange.count) { target in
        storage.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[byteRange])) }
      }
      return Tensor(storage: aligned, byteOffset: 0, shape: shape, elementType: elementType)
    }
    return Tensor(
      storage: storage, byteOffset: byteRange.lowerBound, shape: shape, elementType: elementType)
  }
}
