import Testing

@testable import Models

/// The table of switches: which of them are on in which steps of which run.
@Suite struct CharaConsistStepTests {
  private let settings = CharaConsistSettings(steps: 50)

  private func steps(
    _ role: CharaConsistRole, _ options: CharaConsistOptions, where isOn: (CharaConsistStep) -> Bool
  ) -> [Int] {
    (0..<50).filter { isOn(CharaConsistStep($0, of: role, settings, options)) }
  }

  private let all = CharaConsistOptions(sharesBackground: true)
  private let update = CharaConsistOptions(sharesBackground: true, updatesBackground: true)

  @Test func `an identity is recorded and shares nothing`() {
    #expect(steps(.identity, all) { $0.measuresMask } == [10])
    #expect(steps(.identity, all) { $0.keepsForeground } == Array(1...40))
    #expect(steps(.identity, all) { $0.keepsBackground } == Array(1...40))
    #expect(steps(.identity, CharaConsistOptions()) { $0.keepsBackground } == [])
    #expect(steps(.identity, all) { $0.keepsFeatures } == [10])
    #expect(steps(.identity, all) { $0.keepsMergeable } == (1...30).filter { $0 != 10 })
    #expect(steps(.identity, CharaConsistOptions(merges: false)) { $0.keepsMergeable } == [])
    #expect(
      steps(.identity, all) {
        $0.compares || $0.sharesForeground || $0.sharesBackground || $0.merges
      } == [])
  }

  @Test func `a pre-run measures, compares and shares the background alone`() {
    #expect(steps(.preRun, all) { $0.measuresMask } == Array(0...10))
    #expect(steps(.preRun, all) { $0.compares } == [10])
    #expect(steps(.preRun, all) { $0.sharesBackground }.prefix(10) == Array(1...10)[...])
    #expect(steps(.preRun, update) { $0.sharesBackground || $0.keepsBackground } == [])
    #expect(
      steps(.preRun, all) {
        $0.sharesForeground || $0.merges || $0.keepsForeground || $0.keepsBackground
      } == [])
  }

  @Test func `a frame shares, merges, and keeps keys if it is the source of the background`() {
    #expect(steps(.frame, all) { $0.measuresMask } == Array(0...10))
    #expect(steps(.frame, all) { $0.compares } == [10])
    #expect(steps(.frame, all) { $0.sharesForeground } == Array(1...40))
    #expect(steps(.frame, all) { $0.sharesBackground } == Array(1...40))
    #expect(steps(.frame, CharaConsistOptions()) { $0.sharesBackground } == [])
    #expect(steps(.frame, all) { $0.merges } == Array(1...30))
    #expect(steps(.frame, all) { $0.keepsForeground || $0.keepsBackground } == [])
    #expect(steps(.frame, update) { $0.sharesBackground || $0.keepsForeground } == [])
    #expect(steps(.frame, update) { $0.keepsBackground } == Array(1...40))
  }

  @Test
  func `a background that starts later is kept and shared from there, and nothing else moves`() {
    var later = settings
    later.backgroundStart = 20
    for role in [CharaConsistRole.identity, .preRun, .frame] {
      for options in [all, update, CharaConsistOptions()] {
        for step in 0..<50 {
          var expected = CharaConsistStep(step, of: role, settings, options)
          if step < 20 {
            expected.keepsBackground = false
            expected.sharesBackground = false
          }
          #expect(CharaConsistStep(step, of: role, later, options) == expected)
        }
      }
    }
  }

  @Test func `a background that would start after all sharing is never shared`() {
    var never = settings
    never.backgroundStart = 45
    #expect(never.backgroundSteps.isEmpty)
  }
}
