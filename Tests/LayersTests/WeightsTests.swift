import Layers
import Tensors
import Testing

@Suite struct WeightsTests {
  let checkpoint = Checkpoint(
    [
      "net.blocks.0.linear.weight": .zeros([4, 3]),
      "net.blocks.1.linear.weight": .zeros([4, 3]),
      "net.blocks.10.linear.weight": .zeros([4, 3]),
      "net.table": Tensor([1, 2] as [Int64], shape: [2]),
    ], path: "net.safetensors")

  private func fault(_ body: () throws(WeightError) -> Void) -> String? {
    do throws(WeightError) {
      try body()
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `scopes join to the stored name`() throws {
    let block = Weights(checkpoint, scope: "net")["blocks"][1]
    #expect(try block["linear"].tensor("weight", shape: [4, 3]).shape == [4, 3])
    #expect(block.contains("linear.weight"))
    #expect(block.shape(of: "linear.weight") == [4, 3])
    #expect(Weights(checkpoint)["net"].prefix == "net.")
  }

  @Test func `parts are counted up to the first gap`() {
    let weights = Weights(checkpoint, scope: "net")
    #expect(weights.count(of: "blocks") == 2)
    #expect(weights.count(of: "layers") == 0)
  }

  @Test func `a missing weight is told with the nearest name`() {
    let message = fault { () throws(WeightError) in
      _ = try Weights(checkpoint, scope: "net")["blocks.0.linaer"].tensor("weight", shape: [4, 3])
    }
    #expect(
      message == """
        net.safetensors: expected a tensor 'net.blocks.0.linaer.weight', found none; \
        the nearest name is 'net.blocks.0.linear.weight'
        """)
    let far = fault { () throws(WeightError) in
      _ = try Weights(checkpoint).tensor("something.else", shape: [1])
    }
    #expect(far == "net.safetensors: expected a tensor 'something.else', found none")
  }

  @Test func `a wrong shape is told with both shapes`() {
    let message = fault { () throws(WeightError) in
      _ = try Weights(checkpoint).tensor("net.blocks.0.linear.weight", shape: [3, 4])
    }
    #expect(
      message
        == "net.safetensors: expected 'net.blocks.0.linear.weight' of shape [3, 4], found [4, 3]")
  }

  @Test func `a weight is made of floating-point numbers`() {
    let message = fault { () throws(WeightError) in
      _ = try Weights(checkpoint).tensor("net.table", shape: [2])
    }
    #expect(
      message
        == "net.safetensors: expected 'net.table' of floating-point numbers, found int64")
  }

  @Test func `a shape that tells a number has the right axes and none empty`() throws {
    let weights = Weights(Checkpoint(["a": .zeros([2, 3]), "b": .zeros([0, 3])], path: "f"))
    #expect(try weights.shape(of: "a", rank: 2) == [2, 3])
    let rank = fault { () throws(WeightError) in _ = try weights.shape(of: "a", rank: 4) }
    #expect(rank == "f: expected 'a' of 4 axes, none of them empty, found [2, 3]")
    let empty = fault { () throws(WeightError) in _ = try weights.shape(of: "b", rank: 2) }
    #expect(empty == "f: expected 'b' of 2 axes, none of them empty, found [0, 3]")
  }
}
