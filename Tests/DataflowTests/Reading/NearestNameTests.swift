import Testing

@testable import Dataflow

@Suite struct NearestNameTests {
  @Test func `a slip of one letter in three finds its name`() {
    let names = ["width", "height", "seed", "latent_space"]
    #expect(names.nearest(to: "widht") == "width")
    #expect(names.nearest(to: "hieght") == "height")
    #expect(names.nearest(to: "Seed") == "seed")
    #expect(names.nearest(to: "latent_spice") == "latent_space")
    #expect(names.nearest(to: "colour") == nil)
    #expect(names.nearest(to: "") == nil)
  }

  @Test func `the first of equally near names is taken`() {
    #expect(["bat", "cat"].nearest(to: "hat") == "bat")
  }
}
