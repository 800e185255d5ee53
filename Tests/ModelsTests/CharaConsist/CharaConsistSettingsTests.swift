import TestSupport
import Tensors
import Testing

@testable import Models

@Suite struct CharaConsistSettingsTests {
  @Test func `fifty steps share and merge as published`() {
    let settings = CharaConsistSettings(steps: 50)
    #expect(settings.sharingSteps == 1..<41)
    #expect(settings.mergingSteps == 1..<31)
    #expect(settings.mergingFade == 11)
    #expect(settings.matchingStep == 10)
  }

  @Test func `the weights of merging are the authors'`() throws {
    let fixture = try Fixture("CharaConsist", "merge-weights")
    let settings = CharaConsistSettings(steps: 50)
    let steps = try fixture.output("steps").int64s().map(Int.init)
    #expect(steps == Array(1..<31))
    expectClose(
      steps.map(settings.mergingWeight), try fixture.output("weights").floats(), relative: 1e-6)
    #expect(settings.mergingWeight(at: 0) == 0)
    #expect(settings.mergingWeight(at: 31) == 0)
  }

  @Test(arguments: [2, 4, 8, 20, 28, 100])
  func `any number of steps shares in some of them and never in the first`(steps: Int) {
    let settings = CharaConsistSettings(steps: steps)
    #expect(settings.sharingSteps.lowerBound >= 1)
    #expect(!settings.sharingSteps.isEmpty)
    #expect((1..<steps).contains(settings.matchingStep))
    #expect(settings.mergingSteps.lowerBound <= settings.mergingFade)
    #expect(settings.mergingFade <= settings.mergingSteps.upperBound)
  }

  @Test func `twenty steps are fifty scaled`() {
    let settings = CharaConsistSettings(steps: 20)
    #expect(settings.sharingSteps == 1..<16)
    #expect(settings.mergingSteps == 1..<12)
    #expect(settings.mergingFade == 4)
    #expect(settings.matchingStep == 4)
  }

  @Test func `a background is put off by a part of the steps that share, and never beyond them`() {
    var settings = CharaConsistSettings(steps: 20)
    #expect(settings.backgroundSteps == 1..<16)
    let starts = [0, 0.1, 0.5, 0.6, 1].map { part in
      settings.delayBackground(by: part)
      return settings.backgroundSteps
    }
    #expect(starts == [1..<16, 3..<16, 9..<16, 10..<16, 15..<16])
  }
}
