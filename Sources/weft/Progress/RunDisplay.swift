import Dataflow
import Formats
import Nodes
import Synchronization

/// What a person or a program is shown of a run, as it goes.
///
/// Results go to standard output: paths and values, or as JSON every event. All else goes to
/// standard error, as much of it as the level asks for.
final class RunDisplay: Sendable {
  private struct State {
    /// When each running node began.
    var starts: [String: ContinuousClock.Instant] = [:]
    /// Whether a bar stands on the terminal's last line.
    var hasBar = false
    /// The quarter of its steps each node was last told to be in.
    var quarters: [String: Int] = [:]
    /// The run, where there are several.
    var cell: RunCell?
    /// The files that the run has written.
    var writtenPaths: [String] = []
  }

  private let isJSON: Bool
  private let level: LogLevel
  private let progress: ProgressStyle
  private let state = Mutex(State())

  /// A display.
  ///
  /// - Parameters:
  ///   - isJSON: Whether standard output carries every event as JSON, in place of paths and values.
  ///   - level: How much standard error carries, but for steps.
  ///   - progress: How steps are shown on standard error.
  init(isJSON: Bool, level: LogLevel, progress: ProgressStyle) {
    self.isJSON = isJSON
    self.level = level
    self.progress = progress
    if isJSON { Console.result(EventRecord.schema.text) }
  }

  /// Shows an event of the engine.
  func handle(_ event: EvaluationEvent) {
    state.withLock { state in
      if case .wrote(_, let path) = event { state.writtenPaths.append(path) }
      if isJSON { return emit(EventRecord(event), state) }
      switch event {
      case .started(let node):
        state.starts[node] = .now
        line("\(node)  begins", .debug, &state)
      case .progress(let node, let step, let count):
        show(node, step, count, &state)
      case .note(let node, let message):
        line("\(node): \(message)", .warning, &state)
      case .finished(let node, let time, _):
        line("\(node)  \(time.short)", .info, &state)
      case .reused(let node, let from):
        line("\(node)  same as \(from)", .info, &state)
      case .found(let node, let tier):
        line("\(node)  from \(tier.rawValue)", .info, &state)
      case .absent(let node):
        line("\(node)  absent", .info, &state)
      case .skipped(let node, let cause):
        line("\(node)  skipped, because \(cause) failed", .info, &state)
      case .wrote(_, let path):
        clear(&state)
        Console.result(path)
      case .cancelled(let node):
        line("\(node)  stopped", .info, &state)
      case .planned(let nodes):
        line("\(nodes.count) nodes to run", .debug, &state)
      case .released(let node):
        line("\(node)  given up after its last use", .debug, &state)
      case .evicted(let node):
        line("\(node)  given up for other results", .debug, &state)
      case .failed:
        break
      }
    }
  }

  private func show(_ node: String, _ step: Int, _ count: Int, _ state: inout State) {
    switch progress {
    case .none: return
    case .bar:
      let elapsed = state.starts[node].map { ContinuousClock.now - $0 } ?? .zero
      let bar = ProgressBar(node: node, step: step, count: count, elapsed: elapsed)
      Console.errorText("\r\u{1B}[2K\(bar.line)")
      state.hasBar = true
    case .plain:
      let quarter = count > 0 ? 4 * step / count : 0
      guard quarter > state.quarters[node, default: 0], quarter < 4 else { return }
      state.quarters[node] = quarter
      Console.error("\(node)  \(step)/\(count)")
    }
  }

  private func line(_ text: String, _ needed: LogLevel, _ state: inout State) {
    guard level >= needed else { return }
    clear(&state)
    Console.error(text)
  }

  private func clear(_ state: inout State) {
    if state.hasBar { Console.errorText("\r\u{1B}[2K") }
    state.hasBar = false
  }

  private func emit(_ record: EventRecord, _ state: State) {
    var record = record
    record.run = state.cell?.number
    if [.output, .wrote].contains(record.event), let path = record.path {
      // A file that is gone again has no digest.
      record.sha256 = try? FileDigest.sha256(of: path)
    }
    Console.result(record.text)
  }
}

extension RunDisplay {
  /// Shows warnings about the graph.
  func show(_ warnings: DiagnosticList) {
    if level >= .warning, !warnings.diagnostics.isEmpty { Console.fault("\(warnings)") }
  }

  /// Shows that a run begins, which is one of several if it has a cell.
  func begin(_ cell: RunCell?, of count: Int) {
    state.withLock { state in
      state = State()
      state.cell = cell
      guard let cell else { return }
      if isJSON { return emit(.run(cell, of: count), state) }
      line("run \(cell.number) of \(count): \(cell.label)", .info, &state)
    }
  }

  /// Shows what became of an output.
  func show(_ result: ResultFiles.Result, of output: String) {
    state.withLock { state in
      if case .file(let path, _) = result { state.writtenPaths.append(path) }
      switch (result, isJSON) {
      case (.file(let path, let about), true):
        emit(.output(output, path: path, about: about), state)
      case (.text(let text), true):
        emit(.output(output, value: text), state)
      case (.file(let path, let about), false):
        clear(&state)
        Console.result(path)
        line("\(output)  \(about), \(FileSize.of(path))", .info, &state)
      case (.text(let text), false):
        clear(&state)
        Console.result("\(output)\(state.cell.map { " [\($0.label)]" } ?? ""): \(text)")
      }
    }
  }

  /// Shows a file that no node wrote.
  func showFile(_ path: String, _ about: String) {
    state.withLock { state in
      if isJSON { return emit(.wrote(path), state) }
      clear(&state)
      Console.result(path)
      line("\(about), \(FileSize.of(path))", .info, &state)
    }
  }

  /// The files that the last run has written.
  var writtenPaths: [String] { state.withLock { $0.writtenPaths } }

  /// Shows how a picture that was made again agrees with the one that was there.
  func show(_ agreement: Agreement, with picture: MadePicture) {
    state.withLock { state in
      if isJSON { return emit(.compared(agreement, with: picture), state) }
      let text = agreement.text(picture.path)
      if agreement.isSame { return line(text, .info, &state) }
      line("error: \(text)\(picture.versionHint)", .error, &state)
    }
  }

  /// Shows why a node failed, at its place in the graph.
  func show(_ failure: NodeFailure, in source: SourceText) {
    state.withLock { clear(&$0) }
    Console.fault(failure.diagnostic.rendered(in: source))
  }

  /// Shows that a run has ended.
  func end(_ result: RunResult, after time: Duration) {
    let peak = PeakMemory.bytes
    let tally = RunTally(result.records)
    state.withLock { state in
      if isJSON {
        let seconds = time.inSeconds
        return emit(.ended(result, tally, seconds: seconds, peakBytes: peak), state)
      }
      let end = Console.styled(result.state.word, as: result.state == .done ? .good : .bad)
      line(
        "\(end) in \(time.short): \(tally.text); peak memory \(FileSize.text(peak))",
        .info, &state)
    }
  }

  /// Shows that several runs have ended.
  func end(_ summary: SeriesSummary, after time: Duration) {
    let peak = PeakMemory.bytes
    state.withLock { state in
      state.cell = nil
      if isJSON {
        return emit(.summary(summary, seconds: time.inSeconds, peakBytes: peak), state)
      }
      let end = Console.styled(summary.state.word, as: summary.state == .done ? .good : .bad)
      line("\(end) in \(time.short): \(summary.text)", .info, &state)
    }
  }
}
