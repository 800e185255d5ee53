import Tensors

/// Times the tensor operations at the shapes of the real models.
///
///     swift run -c release weft-bench [--threads N] [word…]
///
/// With words, only the benchmarks whose names contain one of them. The first lines are what the
/// machine can do: the library's own product of large matrices, and a copy of memory.
@main
struct Main {
  static func main() {
    var words = Array(CommandLine.arguments.dropFirst())
    if let flag = words.firstIndex(of: "--threads"), flag + 1 < words.count,
      let threads = Int(words[flag + 1]), threads > 0
    {
      Parallel.threads = threads
      words.removeSubrange(flag...flag + 1)
    }
    print("threads: \(Parallel.threads)")
    let all =
      limitBenchmarks() + productBenchmarks() + attentionBenchmarks() + convolutionBenchmarks()
      + elementBenchmarks() + fluxBenchmarks()
    for benchmark in all
    where words.isEmpty || words.contains(where: { benchmark.name.contains($0) }) {
      benchmark.report()
    }
  }
}
