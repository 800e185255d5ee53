import Dataflow
import Foundation
import Models
import Tensors
import TestSupport
import Testing

@testable import Nodes

/// Every graph that ships is right and runs, on the model that ships.
@Suite struct GraphsTests {
  private static let folder = "\(Repository.root)/graphs"
  private let models = ModelFolders(["\(Repository.root)/checkpoints"])

  private static let graphs: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  private var checker: GraphChecker {
    GraphChecker(catalog: NodeLibrary.catalog, models: models, graphs: Files())
  }

  /// The graphs that others name.
  private struct Files: GraphSearch {
    func graph(at path: String) throws -> SourceText {
      SourceText(file: path, bytes: try Fixture.bytes(at: path))
    }
  }

  private func source(_ name: String) throws -> SourceText {
    try Files().graph(at: "\(Self.folder)/\(name)")
  }

  /// A picture of a gradient, 96 × 64 pixels, in a file.
  private func picture(in folder: borrowing TemporaryFolder) throws -> String {
    let values = (0..<(3 * 64 * 96)).map { Float($0 % 96) / 95 }
    let path = folder.file("gradient.png")
    try Image(Tensor(values, shape: [3, 64, 96])).write(to: path, madeBy: .none)
    return path
  }

  @Test func `there are graphs to test`() {
    #expect(Self.graphs.contains("text-to-image.yaml"))
  }

  @Test(arguments: graphs)
  func `a graph has no faults, gives what it promises, and holds what was foreseen, to the byte`(
    name: String
  ) async throws {
    let folder = try TemporaryFolder()
    let source = try source(name)
    #expect(checker.faults(source).diagnostics.isEmpty)

    let asksForPicture = String(decoding: source.bytes, as: UTF8.self).contains("\n  image:")
    let settings = asksForPicture ? [GraphSetting("image", try picture(in: folder))] : []
    let (graph, _) = try checker.graph(source, settings: settings)
    let log = EventLog()
    let evaluator = Evaluator(
      models: models, outputFolder: folder.path, meter: TensorMemory.self
    ) { log.record($0) }
    let rehearsal = try #require(await evaluator.rehearsal(of: graph))
    let result = await evaluator.run(graph)
    expect(rehearsal, of: log, inGraph: name)
    #expect(result.failures.isEmpty)
    #expect(result.outputs.map(\.name) == graph.outputs.map(\.name))

    let resolved = SourceText(file: source.file, text: ResolvedGraph(graph).text)
    let (again, _) = try checker.graph(resolved)
    #expect(ResolvedGraph(again).text == ResolvedGraph(graph).text)
  }

  /// Expects that each node held what was foreseen, until a mask is found of whose size nothing is known.
  private func expect(_ rehearsal: Rehearsal, of log: EventLog, inGraph name: String) {
    var compared = 0
    for case .finished(let node, _, let held?) in log.all {
      if node.hasSuffix("identity/identity") { break }
      guard let foreseen = rehearsal.peakBytes[node] else { continue }
      compared += 1
      #expect(foreseen == held, "\(node) of \(name)")
    }
    #expect(compared > 0, "\(name)")
  }

  @Test func `the first graph draws the picture that the README shows`() async throws {
    let folder = try TemporaryFolder()
    let (graph, _) = try checker.graph(source("text-to-image.yaml"))
    let result = await Evaluator(models: models, outputFolder: folder.path).run(graph)
    let drawn = try #require(result["picture"] as? Image)
    let expected = try Image(contentsOf: "\(Self.folder)/text-to-image.expected.png")
    // Processors differ in the last bits of sums; 8 bits alone cost 59 dB.
    #expect(decibels(drawn.pixels, expected.pixels) >= 45)
  }

  /// Peak signal-to-noise ratio of pictures of values 0…1.
  private func decibels(_ a: Tensor, _ b: Tensor) -> Double {
    let difference = (a - b).squared().mean()
    return difference == 0 ? .infinity : -10 * log10(Double(difference))
  }
}
