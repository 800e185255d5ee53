import Testing

@testable import Tensors

@Suite struct AvailableProcessorsTests {
  @Test func `there is at least one`() {
    #expect(AvailableProcessors.count() >= 1)
  }

  @Test func `the affinity mask is counted over all its words`() {
    let status = "Name:\tweft\nCpus_allowed:\t00000003,80000001\nCpus_allowed_list:\t0,31-33\n"
    #expect(AvailableProcessors.processorsAllowed(inStatus: status) == 4)
    #expect(AvailableProcessors.processorsAllowed(inStatus: "Name:\tweft\n") == nil)
  }

  @Test func `a quota is microseconds of a period`() {
    #expect(AvailableProcessors.quotaOfVersion2("150000 100000\n") == 1.5)
    #expect(AvailableProcessors.quotaOfVersion2("max 100000\n") == nil)
    #expect(AvailableProcessors.quotaOfVersion2("nonsense") == nil)
  }
}
