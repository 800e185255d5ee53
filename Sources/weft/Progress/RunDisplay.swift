import Dataflow
import Nodes
import Synchronization

/// What a person or a program is shown of a run, as it goes.
///
/// Results go to standard output: paths and values, or with `json` every event. All else goes to
/// standard error: on a terminal a bar that moves, elsewhere lines.
final class RunDisplay: Sendable {
  /// How a run is shown.
  enum Style: Sendable {
    case bars, lines, json
  }

  private struct State {
    /// When each running node began.
    var starts: [String: ContinuousClock.Instant] = [:]
    /// Whether a bar stands on the terminal's last line.
    var hasBar = false
    /// The quarter of its steps each node was last told to be in.
    var quarters: [String: Int] = [:]
  }

  private let style: Style
  private let state = Mutex(State())

  init(_ style: Style) {
    self.style = style
  }

  /// Shows an event of the engine.
  func handle(_ event: EvaluationEvent) {
    if style == .json {
      Console.result(EventRecord(event).line)
      return
    }
    state.withLock { state in
      switch event {
      case .started(let node):
        state.starts[node] = .now
      case .progress(let node, let step, let count):
        progress(node, step, count, &state)
      case .note(let node, let message):
        line("\(node): \(message)", &state)
      case .finished(let node, let time):
        line("\(node)  \(time.short)", &state)
      case .reused(let node, let from):
        line("\(node)  same as \(from)", &state)
      case .found(let node, let tier):
        line("\(node)  from \(tier.rawValue)", &state)
      case .absent(let node):
        line("\(node)  absent", &state)
      case .skipped(let node, let cause):
        line("\(node)  skipped, because \(cause) failed", &state)
      case .wrote(_, let path):
        clear(&state)
        Console.result(path)
      case .cancelled(let node):
        line("\(node)  stopped", &state)
      case .planned, .failed, .released, .evicted:
        break
      }
    }
  }

  private func progress(_ node: String, _ step: Int, _ count: Int, _ state: inout State) {
    if style == .bars {
      let elapsed = state.starts[node].map { ContinuousClock.now - $0 } ?? .zero
      let bar = ProgressBar(node: node, step: step, count: count, elapsed: elapsed)
      Console.errorText("\r\u{1B}[2K\(bar.line)")
      state.hasBar = true
      return
    }
    let quarter = count > 0 ? 4 * step / count : 0
    guard quarter > state.quarters[node, default: 0], quarter < 4 else { return }
    state.quarters[node] = quarter
    line("\(node)  \(step)/\(count)", &state)
  }

  private func line(_ text: String, _ state: inout State) {
    clear(&state)
    Console.error(text)
  }

  private func clear(_ state: inout State) {
    if state.hasBar { Console.errorText("\r\u{1B}[2K") }
    state.hasBar = false
  }
}

extension RunDisplay {
  /// Shows what became of an output.
  func show(_ result: ResultFiles.Result, of output: String) {
    switch (result, style) {
    case (.file(let path, let about), .json):
      Console.result(EventRecord.output(output, path: path, about: about).line)
    case (.text(let text), .json):
      Console.result(EventRecord.output(output, value: text).line)
    case (.file(let path, let about), _):
      Console.result(path)
      Console.error("\(output)  \(about), \(FileSize.of(path))")
    case (.text(let text), _):
      Console.result("\(output): \(text)")
    }
  }

  /// Shows why a node failed, at its place in the graph.
  func show(_ failure: NodeFailure, in source: SourceText) {
    Console.error(failure.diagnostic.rendered(in: source))
  }

  /// Shows that the run has ended.
  func end(_ result: RunResult, after time: Duration) {
    let peak = PeakMemory.bytes
    if style == .json {
      Console.result(EventRecord.ended(result, seconds: time.inSeconds, peakBytes: peak).line)
      return
    }
    let end = result.isCancelled ? "stopped" : result.failures.isEmpty ? "done" : "failed"
    Console.error("\(end) in \(time.short), peak memory \(FileSize.text(peak))")
  }
}
