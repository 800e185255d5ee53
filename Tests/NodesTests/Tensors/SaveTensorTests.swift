import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct SaveTensorTests {
  private let tensor = Tensor([Float]([1, 2, 3, 4, 5, 6]), shape: [2, 3])

  @Test func `a saved tensor is loaded again by its name`() async throws {
    let folder = try TemporaryFolder()
    var save = SaveTensor()
    save.tensor = tensor
    save.name = "noise"
    save.path = Path("deep/noise.safetensors")
    try await save.run(in: NodeContext(outputFolder: folder.path))
    #expect(save.saved.text == "\(folder.path)/deep/noise.safetensors")

    var load = LoadTensor()
    load.path = Path("deep/noise.safetensors")
    load.name = "noise"
    try await load.run(in: NodeContext(folder: folder.path))
    #expect(load.tensor.shape == [2, 3])
    #expect(load.tensor.floats() == tensor.floats())
  }

  @Test func `a file is named for what it holds`() async throws {
    var save = SaveTensor()
    save.tensor = tensor
    save.path = Path("noise.bin")
    let error = await #expect(throws: ValueError.self) {
      try await save.run(in: NodeContext())
    }
    #expect(error?.description == "'noise.bin' is to be written, and must end in .safetensors")
  }

  @Test func `a tensor that is not in the file is told with the file`() async throws {
    let folder = try TemporaryFolder()
    var save = SaveTensor()
    save.tensor = tensor
    save.path = Path("noise.safetensors")
    try await save.run(in: NodeContext(outputFolder: folder.path))
    var load = LoadTensor()
    load.path = Path("noise.safetensors")
    load.name = "nosie"
    await #expect(throws: (any Error).self) {
      try await load.run(in: NodeContext(folder: folder.path))
    }
  }
}
