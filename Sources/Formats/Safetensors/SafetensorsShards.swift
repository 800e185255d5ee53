/// A checkpoint in several safetensors files, described by a `*.safetensors.index.json`.
///
///     {"metadata": {…}, "weight_map": {"tensor name": "file name beside the index", …}}
public struct SafetensorsShards: Sendable {
  /// Path of the index.
  public let path: String
  /// The tensors of all files, by name.
  public let tensors: [String: StoredTensor]

  /// Reads an index and maps the files it names.
  ///
  /// - Throws: ``FormatError`` if the index cannot be read, if files it names are missing (all of
  ///   them in one error, before any is mapped), if a name leads out of the index's folder, if a
  ///   file is not safetensors, or if a tensor is not in the file that the index says.
  public init(index path: String) throws(FormatError) {
    let map = try JSON.read(path).member("weight_map")
    let entries = try map.members()
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    var places: [String: JSON] = [:]
    for (_, value) in entries {
      places[try Self.fileName(value)] = value
    }
    let missing = places.keys.sorted().filter { !FileBytes.isFile(folder + $0) }
    guard missing.isEmpty else {
      throw map.error(
        "the files it names beside it", found: "no \(missing.joined(separator: ", "))")
    }
    var shards: [String: SafetensorsFile] = [:]
    for name in places.keys.sorted() { shards[name] = try SafetensorsFile(folder + name) }
    var tensors: [String: StoredTensor] = [:]
    for (key, value) in entries {
      let name = try value.string()
      guard let stored = shards[name]?.tensors[key] else {
        throw value.error("'\(key)' in \(name)", found: "no tensor of that name there")
      }
      tensors[key] = stored
    }
    self.path = path
    self.tensors = tensors
  }

  /// A file name that stays in its folder.
  private static func fileName(_ value: JSON) throws(FormatError) -> String {
    let name = try value.string()
    let isPlain = !name.isEmpty && name != "." && name != ".."
    guard isPlain, !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }) else {
      throw value.error("the name of a file beside the index", found: "'\(name)'")
    }
    return name
  }
}
