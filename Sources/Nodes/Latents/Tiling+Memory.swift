import Dataflow
import Formats
import Models
import Tensors

extension Tiling {
  /// What to tell the author of a graph whose picture takes more memory at once than a run may use:
  /// in what tiles it would not.
  ///
  /// It is not put into tiles unasked, for that changes the picture a little, and a picture does not
  /// depend on the machine.
  ///
  /// - Parameters:
  ///   - limit: What the run may use.
  ///   - overlap: Pixels by which tiles overlap.
  ///   - work: What is done in given tiles, or at once; it is rehearsed.
  /// - Returns: The advice; nil if there is enough memory, or if tiles would not help.
  static func advice(
    _ limit: MemoryLimit, overlap: Int, _ work: @Sendable (Tiling?) -> Void
  ) async -> String? {
    func bytes(_ tiling: Tiling?) async -> Int {
      let memory = TensorMemory()
      await memory.rehearse { work(tiling) }
      return memory.peakBytes
    }
    let whole = await bytes(nil)
    guard whole > limit.bytes else { return nil }
    for size in [2048, 1024, 512, 256, 128] where size > overlap {
      let inTiles = await bytes(Tiling(size: size, overlap: overlap))
      guard inTiles <= limit.bytes, inTiles < whole else { continue }
      return "at once this takes \(FileSize.text(whole)), and --memory is"
        + " \(FileSize.text(limit.bytes)); with 'tile_size: \(size)' it takes"
        + " \(FileSize.text(inTiles))"
    }
    return nil
  }
}
