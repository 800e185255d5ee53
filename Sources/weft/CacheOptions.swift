import ArgumentParser
import Dataflow
import Formats
import FoundationEssentials
import Nodes
import Tensors

/// Where results are kept: `--cache`, then `WEFT_CACHE`, then the user's cache folder.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep results in this folder. (default: WEFT_CACHE, or ~/.cache/weft)", valueName: "dir"),
    completion: .directory)
  var cache: String?

  @Flag(name: .customLong("no-cache"), help: "Keep no results on disk, and look for none there.")
  var isOff = false

  @Option(
    help: ArgumentHelp(
      "How much results on disk may take, such as 20GB; what is cheap to make again goes first.",
      valueName: "size"))
  var cacheSize = ByteSize(10_000_000_000)

  func validate() throws {
    if isOff, cache != nil { throw ValidationError("--cache and --no-cache exclude each other.") }
  }

  /// The folder, or nil if nothing is to be kept.
  var folder: String? {
    if isOff { return nil }
    if let cache { return cache }
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["WEFT_CACHE"], !named.isEmpty { return named }
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") { return "\(base)/weft" }
    // Batch jobs may have no home; they then run without.
    return environment["HOME"].map { "\($0)/.cache/weft" }
  }

  /// Removes what is cheapest to lose, where the folder holds more than it may.
  func trim() {
    if let folder { CacheContents(folder: folder).trim(to: cacheSize.bytes) }
  }

  /// A store in the folder.
  ///
  /// - Parameter memory: How many bytes of results stay in memory between runs of this process.
  /// - Returns: The store; one for memory only if nothing is to be kept on disk.
  func store(memory: Int = 0) -> ValueStore {
    let origin = [Version.current, Instructions.current.rounding].compactMap(\.self)
    return ValueStore(folder: folder, origin: origin.joined(separator: " "), memory: memory)
  }
}

/// A number of bytes as people write it: `512MB`, `20GB`, `1.5GiB`, `4096`.
struct ByteSize: ExpressibleByArgument {
  let bytes: Int

  init(_ bytes: Int) {
    self.bytes = bytes
  }

  init?(argument: String) {
    let units: [(String, Double)] = [
      ("kib", 0x1p10), ("mib", 0x1p20), ("gib", 0x1p30), ("tib", 0x1p40), ("kb", 1e3), ("mb", 1e6),
      ("gb", 1e9), ("tb", 1e12), ("b", 1), ("", 1),
    ]
    let text = argument.lowercased()
    guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
      let number = Double(text.dropLast(unit.count).trimmingPrefix(while: \.isWhitespace)),
      number.isFinite, number >= 0, number * factor < 0x1p62
    else { return nil }
    bytes = Int(number * factor)
  }

  var defaultValueDescription: String { FileSize.text(bytes) }
}
