import Tensors
import Testing
import TestSupport

@testable import Models

@Suite struct LabelGroupTests {
  @Test func `labels are grouped by what stands before the slash`() {
    let groups = LabelGroup.groups(of: ["kind/round", "colour/red", "kind/tall", "colour/a/b"])
    #expect(groups.map(\.name) == ["kind", "colour"])
    #expect(groups.map(\.labels) == [["round", "tall"], ["red", "a/b"]])
    #expect(groups.map(\.places) == [[0, 2], [1, 3]])
  }

  @Test func `labels of which one has no slash are one group`() {
    let groups = LabelGroup.groups(of: ["cat", "and/or"])
    #expect(groups == [LabelGroup(name: "", labels: ["cat", "and/or"], places: [0, 1])])
  }

  @Test func `probabilities of a group sum to one`() {
    let groups = LabelGroup.groups(of: ["a/x", "b/x", "a/y"])
    let scores = Tensor([0, 9, 1] as [Float], shape: [1, 3])
    let odds = Float(0.26894142)
    expectClose(groups[0].probabilities(scores).floats(), [odds, 1 - odds], relative: 1e-6)
    expectClose(groups[1].probabilities(scores).floats(), [1], relative: 1e-6)
  }
}
