public import Tensors

extension SafetensorsFile {
  /// Writes tensors to a file, beside the target and then renamed onto it.
  ///
  /// The bytes depend on the tensors and the metadata alone: tensors are ordered by falling alignment
  /// of their elements and then by name, metadata by key, and the header is padded to 8 bytes, as
  /// the reference does.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, by name.
  ///   - metadata: Texts for the header's `__metadata__`.
  ///   - path: The target.
  /// - Throws: ``FormatError`` if the target cannot be written, a tensor is named `__metadata__`, or
  ///   the header would be longer than the format allows.
  public static func write(
    _ tensors: [String: Tensor], metadata: [String: String] = [:], to path: String
  ) throws(FormatError) {
    let (head, ordered) = try layOut(tensors, metadata, path)
    let file = try FileReplacement(of: path)
    try file.write(head)
    for tensor in ordered {
      try tensor.contiguous().withUnsafeBytes { (bytes) throws(FormatError) in
        try file.write(bytes)
      }
    }
    try file.commit()
  }

  /// Gives the bytes of the file that ``write(_:metadata:to:)`` would write, one piece after another:
  /// no copy is made of what lies without gaps.
  ///
  /// - Parameters:
  ///   - tensors: The tensors, by name.
  ///   - metadata: Texts for the header's `__metadata__`.
  ///   - take: Takes the next piece.
  /// - Throws: ``FormatError`` if a tensor is named `__metadata__`, or the header would be longer than
  ///   the format allows; and what `take` throws.
  public static func write(
    _ tensors: [String: Tensor], metadata: [String: String] = [:],
    in take: (RawSpan) throws -> Void
  ) throws {
    let (head, ordered) = try layOut(tensors, metadata, "a safetensors file in memory")
    try take(head.span.bytes)
    for tensor in ordered { try tensor.contiguous().withUnsafeBytes { try take($0.bytes) } }
  }

  /// What a file begins with, and the tensors whose data follows, in that order.
  private static func layOut(
    _ tensors: [String: Tensor], _ metadata: [String: String], _ path: String
  ) throws(FormatError) -> (head: [UInt8], tensors: [Tensor]) {
    guard tensors["__metadata__"] == nil else {
      throw FormatError(
        file: path, expected: "names of tensors", found: "'__metadata__', which the format keeps")
    }
    let ordered = tensors.sorted { a, b in
      let (left, right) = (rank(a.value), rank(b.value))
      return left == right ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8) : left > right
    }
    let header = Array(headerText(ordered, metadata).utf8)
    guard header.count <= SafetensorsHeader.maximumLength else {
      throw FormatError(
        file: path, expected: "a header of at most \(SafetensorsHeader.maximumLength) bytes",
        found: "\(header.count) bytes")
    }
    let length = UInt64(header.count)
    let lengthBytes = stride(from: UInt64(0), to: 64, by: 8).map { UInt8(length >> $0 & 0xFF) }
    return (lengthBytes + header, ordered.map(\.value))
  }

  private static func rank(_ tensor: Tensor) -> Int { SafetensorsElement(tensor.elementType).rank }

  private static func headerText(
    _ tensors: [(key: String, value: Tensor)], _ metadata: [String: String]
  ) -> String {
    var members: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(JSON.quoted($0.key)):\(JSON.quoted($0.value))" }
      members.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in tensors {
      let end = offset + tensor.count * tensor.elementType.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let element = SafetensorsElement(tensor.elementType).rawValue
      members.append(
        "\(JSON.quoted(name)):{\"dtype\":\"\(element)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    let text = "{\(members.joined(separator: ","))}"
    let padding = (8 - text.utf8.count % 8) % 8
    return text + String(repeating: " ", count: padding)
  }
}
