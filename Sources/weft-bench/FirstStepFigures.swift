import Models
import Tensors

/// What the first step of a process costs beside the next: opening the file, mapping its pages, taking
/// memory from the system.
///
///     weft-bench first --models DIR
///
/// In milliseconds of processor time. The file should lie in the system's cache of pages, and nothing
/// is run before.
enum FirstStepFigures {
  static func measure(in folder: ModelFolder, _ tell: (Figure) -> Void) throws {
    let start = Benchmark.processorSeconds()
    guard let transformer = try folder.transformer() else { return }
    let benchmark = transformerBenchmark(
      "network/flux-512", transformer, transformer.configuration, text: 512, rows: 32)
    let step = benchmark.prepare()
    for name in ["first", "second", "third"] {
      let begin = name == "first" ? start : Benchmark.processorSeconds()
      withExtendedLifetime(step()) {}
      let milliseconds = (Benchmark.processorSeconds() - begin) * 1e3
      tell(
        Figure(
          name: "\(benchmark.name) \(name)", value: milliseconds, unit: "ms", limit: nil))
    }
  }
}
