import Tensors

extension Storage {
  /// The bytes of a file, mapped into memory.
  ///
  /// - Throws: ``FormatError`` if the path is not a readable regular file.
  static func mapped(file path: String) throws(FormatError) -> Storage {
    do throws(StorageError) {
      return try mapped(path: path)
    } catch {
      throw FormatError(file: path, expected: "a readable file", found: systemMessage(error.code))
    }
  }
}
