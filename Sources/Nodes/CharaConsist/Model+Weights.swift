import Crypto
import Dataflow
import FoundationEssentials
import Models
import Tensors

extension Model {
  /// A mark that tells the transformer's weights from others: equal weights have equal marks, wherever
  /// their files lie.
  ///
  /// The SHA-256 of each file's length, its first bytes and a page of every megabyte: enough to tell
  /// trainings apart, without reading gigabytes.
  ///
  /// - Returns: 32 hexadecimal digits.
  /// - Throws: What the system says if a file cannot be read.
  func weightsMark() throws -> String {
    var hash = SHA256()
    for path in try transformerFiles() {
      let bytes = try Storage.mapped(path: path)
      hash.update(data: Data("\(bytes.byteCount);".utf8))
      unsafe bytes.withUnsafeBytes { buffer in
        for start in stride(from: 0, to: buffer.count, by: 1 << 20) {
          let part = unsafe buffer[start..<min(start + 4096, buffer.count)]
          unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part))
        }
      }
    }
    return hash.finalize().prefix(16).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined()
  }

  /// The files of the transformer, in the order of their names.
  private func transformerFiles() throws -> [String] {
    let path = profile.files.transformer
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
      return [path]
    }
    return try ReadFile.all(in: path).map(\.path)
      .filter { $0.hasSuffix(".safetensors") || $0.hasSuffix(".gguf") }
  }
}
