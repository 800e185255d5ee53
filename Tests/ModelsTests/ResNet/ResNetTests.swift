import Layers
import Models
import TestSupport
import Testing

@Suite struct ResNetTests {
  @Test(
    arguments: [
      ("network.basic-4-8-12", 5),
      ("network.bottleneck-8-16", 3),
      ("network.bottleneck-first-8-16", 11),
    ])
  func `a network is that of transformers, and reads every weight`(
    name: String, labels: Int
  ) throws {
    let fixture = try Fixture("ResNet", name)
    let checkpoint = try fixture.checkpoint()
    let network = try ResNet(
      Weights(checkpoint), ResNetConfiguration(fixture.configuration()), labels: labels)
    expectClose(network(try fixture.input("x")), try fixture.output("logits"), relative: 5e-6)
    #expect(checkpoint.unread == [])
  }
}
