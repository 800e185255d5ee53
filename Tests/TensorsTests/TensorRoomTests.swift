import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Tensors

@Suite struct TensorRoomTests {
  static func tensor(_ number: Int) -> Tensor {
    Tensor((0..<1000).map { Float(number * 1000 + $0) }, shape: [10, 100])
  }

  @Test func `what exceeds the limit is in a file, and gives the same numbers`() throws {
    let folder = try TemporaryFolder()
    var room = TensorRoom(limit: 9000, folder: folder.path)
    let kept = try (0..<5).map { try room.keep(Self.tensor($0)) }
    #expect(room.byteCountInMemory == 8000)
    #expect(kept.map(\.storage.isMapped) == [false, false, true, true, true])
    for (number, tensor) in kept.enumerated() {
      #expect(tensor.floats() == Self.tensor(number).floats() && tensor.shape == [10, 100])
    }
    // The file has no name.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `memory that is let go takes the next tensor`() throws {
    let folder = try TemporaryFolder()
    var room = TensorRoom(limit: 4000, folder: folder.path)
    let first = try room.keep(Self.tensor(1))
    let second = try room.keep(Self.tensor(2))
    room.giveUp(second)
    #expect(room.byteCountInMemory == 4000)
    room.giveUp(first)
    #expect(room.byteCountInMemory == 0)
    #expect(try !room.keep(Self.tensor(3)).storage.isMapped)
  }

  @Test func `tensors of every type and layout, and none, come back as they were`() throws {
    let folder = try TemporaryFolder()
    let file = try SpillFile(in: folder.path)
    let views = [
      Self.tensor(1).transposed(0, 1), Self.tensor(2).converted(to: .bfloat16),
      Tensor([true, false, true], shape: [3]), Tensor.zeros([0, 4]), Tensor.full(3, [2, 2]),
    ]
    let back = try views.map { try file.append($0) }
    for (view, back) in zip(views, back) {
      #expect(back.bytes() == view.bytes() && back.shape == view.shape)
      #expect(back.elementType == view.elementType)
    }
  }

  @Test func `tensors outlive their file and its room`() throws {
    let tensor: Tensor
    do {
      let folder = try TemporaryFolder()
      var room = TensorRoom(limit: 0, folder: folder.path)
      tensor = try room.keep(Self.tensor(4))
      room.beginFile()
    }
    #expect(tensor.floats() == Self.tensor(4).floats())
  }

  @Test func `a full disk and a folder that is not there are errors`() throws {
    var room = TensorRoom(limit: 0, folder: "/nowhere/at/all")
    let missing = #expect(throws: StorageError.self) { _ = try room.keep(Self.tensor(1)) }
    #expect(missing?.isTemporary == false)
    let full = open("/dev/full", O_RDWR)
    guard full >= 0 else { return }
    let error = #expect(throws: StorageError.self) {
      _ = try SpillFile(full, in: "/cache").append(Self.tensor(1))
    }
    #expect(error?.isTemporary == true)
    #expect(error?.description == "cannot write a file in '/cache': No space left on device")
  }
}
