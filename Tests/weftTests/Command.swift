import Foundation
import TestSupport

/// The built command, run as its users run it.
struct Command {
  /// What a run of the command did.
  struct Result {
    let code: Int32
    let output: String
    let error: String

    /// The objects on standard output, one a line.
    var records: [[String: Any]] {
      get throws {
        try output.split(separator: "\n").map {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
      }
    }
  }

  /// Runs `weft` in a folder until it ends.
  ///
  /// - Parameters:
  ///   - arguments: What follows `weft`.
  ///   - folder: Where it is run; the root of the checkout if left out.
  ///   - input: What is piped into it; a few KB at most.
  ///   - signal: A signal to send once standard error holds a text.
  ///   - secondSignal: A signal to send right after it.
  ///   - environment: Variables besides those of the tests.
  ///   - cache: Where results are kept; a folder that goes with the run if left out.
  /// - Returns: How it ended and what it wrote.
  /// - Throws: What the system says if it cannot be started.
  static func weft(
    _ arguments: [String], in folder: String = Repository.root,
    input: String? = nil, interruptedBy signal: (number: Int32, after: String)? = nil,
    thenBy secondSignal: Int32? = nil, environment: [String: String] = [:], cache: String? = nil
  ) throws -> Result {
    let own = cache == nil ? try TemporaryFolder() : nil
    let kept = cache ?? own?.file("cache")
    return try run(
      executable.path, arguments, in: folder, input: input, interruptedBy: signal,
      thenBy: secondSignal,
      environment: ["WEFT_CACHE": kept ?? ""].merging(environment) { _, given in given })
  }

  /// Runs a program as ``weft(_:in:input:interruptedBy:thenBy:environment:cache:)`` runs the command.
  static func run(
    _ program: String, _ arguments: [String], in folder: String = Repository.root,
    input: String? = nil, interruptedBy signal: (number: Int32, after: String)? = nil,
    thenBy secondSignal: Int32? = nil, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    if let input {
      let pipe = Pipe()
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try pipe.fileHandleForWriting.close()
      process.standardInput = pipe
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    var errorText = ""
    var isSignalled = false
    while true {
      let data = error.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      errorText += String(decoding: data, as: UTF8.self)
      if let signal, !isSignalled, errorText.contains(signal.after) {
        kill(process.processIdentifier, signal.number)
        if let secondSignal { kill(process.processIdentifier, secondSignal) }
        isSignalled = true
      }
    }
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return Result(code: process.terminationStatus, output: text, error: errorText)
  }

  /// The command beside the bundle of the tests, which the runner is told: both are built into one
  /// folder.
  static var executable: URL {
    get throws {
      guard let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) else {
        throw CocoaError(.fileNoSuchFile)
      }
      return URL(filePath: bundle).deletingLastPathComponent().appending(path: "weft")
    }
  }
}
