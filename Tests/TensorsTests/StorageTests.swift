import FoundationEssentials
import Tensors
import Testing

@Suite struct StorageTests {
  @Test func `a mapped file gives its bytes as tensors, aligned or not`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let numbers = Tensor([1, 2, 3] as [Float], shape: [3]).bytes()
    try Data([9] + numbers).write(to: URL(filePath: path))
    let storage = try Storage.mapped(path: path)
    #expect(storage.byteCount == 13)
    let x = Tensor(storage: storage, byteOffset: 1, shape: [3], elementType: .float32)
    #expect(x.floats() == [1, 2, 3])
    let bytes = Tensor(storage: storage, byteOffset: 0, shape: [1], elementType: .uint8)
    #expect(bytes.floats() == [9])
  }

  @Test func `an empty file is empty storage`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "storage-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data().write(to: URL(filePath: path))
    #expect(try Storage.mapped(path: path).byteCount == 0)
  }

  @Test func `a missing file and a folder are errors that name the path`() {
    #expect(throws: StorageError.self) { try Storage.mapped(path: "/nowhere/at/all") }
    #expect(throws: StorageError.self) { try Storage.mapped(path: "/") }
    let error = StorageError(path: "/nowhere", step: "open", code: 2)
    #expect("\(error)" == "cannot open '/nowhere': No such file or directory")
  }

  @Test func `memory is filled by its maker`() {
    let storage = Storage(byteCount: 8) { $0.copyBytes(from: [1, 0, 0, 0, 2, 0, 0, 0] as [UInt8]) }
    let x = Tensor(storage: storage, byteOffset: 4, shape: [], elementType: .int32)
    #expect(x.item() == 2)
  }
}
