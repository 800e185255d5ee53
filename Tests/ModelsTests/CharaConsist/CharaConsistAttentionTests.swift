import Layers
import TestSupport
import Tensors
import Testing

@testable import Models

@Suite(.unroundedProducts) struct CharaConsistAttentionTests {
  /// What a group of the fixtures does, and which of its frames becomes the source of the background.
  struct Setting: CustomTestStringConvertible {
    let name: String
    let options: CharaConsistOptions
    var updatingFrame = 0

    var testDescription: String { name }
  }

  private static let settings = [
    Setting(name: "sharing", options: CharaConsistOptions(merges: false)),
    Setting(name: "merge", options: CharaConsistOptions()),
    Setting(name: "background", options: CharaConsistOptions(sharesBackground: true)),
    Setting(
      name: "story", options: CharaConsistOptions(sharesBackground: true), updatingFrame: 2),
    Setting(
      name: "story-without-merge",
      options: CharaConsistOptions(merges: false, sharesBackground: true), updatingFrame: 2),
  ]

  @Test(arguments: settings)
  func `a group of pictures is what the authors' classes make`(_ setting: Setting) async throws {
    let group = try CharaConsistGroup()
    let fixture = try Fixture("CharaConsist", "group.\(setting.name)")
    let identity = group.identity(setting.options)
    let first = try await group.run(0, identity)
    expectClose(first.tokens, try fixture.output("identity"), relative: 1e-5)
    var bank = identity.bank
    #expect(bank.foreground.isSet == (try fixture.output("identity.masks").bools))
    try expectKeys(bank, fixture)

    for index in 1..<4 {
      var options = setting.options
      options.updatesBackground = setting.updatingFrame == index
      let preRun = group.preRun(index, of: bank, options)
      let before = try await group.run(index, preRun, upTo: group.settings.matchingStep + 1)
      try expect(before, preRun, "before\(index)", fixture)
      let matches = try #require(preRun.matches)
      let frame = group.frame(index, of: bank, matches, options)
      try expect(try await group.run(index, frame), frame, "frame\(index)", fixture)
      bank = frame.bank
    }
  }

  private func expect(
    _ run: CharaConsistGroup.Run, _ attention: CharaConsistAttention, _ name: String,
    _ fixture: Fixture
  ) throws {
    expectClose(run.tokens, try fixture.output(name), relative: 1e-5)
    #expect(run.masks.flatMap(\.isSet) == (try fixture.output("\(name).masks").bools))
    let matches = try #require(attention.matches)
    #expect(matches.partners == (try fixture.output("\(name).best").integers))
    #expect(matches.places == (try fixture.output("\(name).places").integers))
    #expect(
      matches.places.map { matches.partners[$0] }
        == (try fixture.output("\(name).partners").integers))
    expectClose(
      matches.similarities, try fixture.output("\(name).similarity").floats(), relative: 1e-5)
  }

  /// The recorded key of block 2 in step 5, not rotated, is the authors' in the rows that are kept.
  private func expectKeys(_ bank: CharaConsistBank, _ fixture: Fixture) throws {
    let kept = try #require(bank.foregroundTokens[.init(block: 2, step: 5)])
    let keys = try fixture.output("identity.key").joinedHeads().selected(axis: 0, at: 0)
    expectClose(kept.keys, keys.rows(bank.foreground.indices), relative: 1e-5)
  }
}

extension Tensor {
  fileprivate var bools: [Bool] { bytes().map { $0 != 0 } }
  fileprivate var integers: [Int] { int64s().map(Int.init) }
}
