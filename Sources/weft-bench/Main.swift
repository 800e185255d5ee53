import Tensors

/// Times the tensor operations at the shapes of the real models.
///
///     swift run -c release weft-bench [--threads N] [word…]
///
/// With words, only the benchmarks whose names contain one of them. The first lines are what the
/// machine can do: the library's own product of large matrices, and a copy of memory. With the word
/// `engine` first, what the engine costs instead (`EngineBenchmarks`).
@main
struct Main {
  static func main() async throws {
    var words = Array(CommandLine.arguments.dropFirst())
    if words.first == "engine" {
      return printRows(try await EngineBenchmarks.rows(), asJSON: words.contains("--json"))
    }
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

  private static func printRows(_ rows: [EngineBenchmarks.Row], asJSON: Bool) {
    guard asJSON else {
      for row in rows {
        print(Benchmark.padded(row.name, 40), Benchmark.fixed(row.value, 10), row.unit)
      }
      return
    }
    let texts = rows.map { row in
      "{\"name\": \"\(row.name)\", \"value\": \(row.value), \"unit\": \"\(row.unit)\"}"
    }
    print("{\"rows\": [\(texts.joined(separator: ", "))]}")
  }
}
