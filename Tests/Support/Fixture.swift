public import Formats
import FoundationEssentials
public import Tensors

/// What a published implementation computed, recorded in a safetensors file by the scripts of
/// `Tests/Reference`.
///
///     let fixture = try Fixture("Flux", "single-stream-block.width32-heads2-float32")
///     let actual = block(try fixture.input("x"))
///     expectClose(actual, try fixture.output("x"), relative: 1e-5)
///
/// The file is `Fixtures/<family>/<name>.safetensors` in the folder of the test target; its tensors
/// are named `input.*`, `weight.*` and `output.*`.
public struct Fixture: Sendable {
  /// The recorded file.
  public let file: SafetensorsFile

  /// Opens a fixture of the test target that the calling file belongs to.
  ///
  /// - Parameters:
  ///   - family: Folder of the fixture, such as `Flux`.
  ///   - name: Name of the file without its extension.
  ///   - source: Path of the calling test file.
  /// - Throws: ``FormatError`` if the file is missing or not safetensors.
  public init(_ family: String, _ name: String, source: String = #filePath) throws(FormatError) {
    file = try SafetensorsFile(
      "\(Self.folder(of: source))/\(family)/\(name).safetensors")
  }

  /// The folder `Fixtures` of the test target that a test file belongs to.
  public static func folder(of source: String = #filePath) -> String {
    var parts = source.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, !last.hasSuffix("Tests") {
      parts.removeLast()
    }
    return parts.joined(separator: "/") + "/Fixtures"
  }

  /// The bytes of a recorded file of any format, `Fixtures/<family>/<name>`.
  ///
  /// - Parameters:
  ///   - family: Folder of the fixture.
  ///   - name: Name of the file with its extension.
  ///   - source: Path of the calling test file.
  /// - Returns: The whole file.
  /// - Throws: What the system says if the file cannot be read.
  public static func bytes(
    _ family: String, _ name: String, source: String = #filePath
  ) throws -> [UInt8] {
    try bytes(at: "\(folder(of: source))/\(family)/\(name)")
  }

  /// The bytes of any file.
  ///
  /// - Throws: What the system says if the file cannot be read.
  public static func bytes(at path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// The tensor `input.<name>`.
  ///
  /// - Throws: ``FormatError`` if there is none.
  public func input(_ name: String) throws(FormatError) -> Tensor {
    try file.tensor("input.\(name)")
  }

  /// The tensor `output.<name>`.
  ///
  /// - Throws: ``FormatError`` if there is none.
  public func output(_ name: String) throws(FormatError) -> Tensor {
    try file.tensor("output.\(name)")
  }

  /// The tensors `weight.*`, by the publisher's keys.
  ///
  /// - Throws: ``FormatError`` if one has elements that tensors cannot have.
  public func weights() throws(FormatError) -> [String: Tensor] {
    var weights: [String: Tensor] = [:]
    for (name, stored) in file.tensors where name.hasPrefix("weight.") {
      weights[String(name.dropFirst("weight.".count))] = try stored.tensor()
    }
    return weights
  }
}
