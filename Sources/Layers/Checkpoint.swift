import Formats
public import Tensors

/// The tensors of one or several files by name.
///
/// Tensors of files are views of mapped bytes: making a checkpoint reads headers only, and a weight
/// costs memory when it is first used. ``Weights`` descends in it, ``KeyRenaming`` translates its
/// names; both are cheap. Read on in `Weights`, `KeyRenaming`, then `Linear` and the other layers.
public struct Checkpoint: Sendable {
  /// A tensor and where it came from.
  struct Entry: Sendable {
    /// Where the elements are.
    enum Source: Sendable {
      case memory(Tensor)
      case packed(WeightMatrix)
      case stored(StoredTensor)
    }

    let source: Source
    /// Path of the file that stores it.
    let file: String
    /// The name in that file.
    let storedName: String
  }

  /// Path of the file or folder, for messages about what is not there.
  public let path: String
  /// How weights in blocks are multiplied.
  public let precision: ProductPrecision
  let entries: [String: Entry]
  let reads: ReadLog

  init(
    path: String, entries: [String: Entry], reads: ReadLog, precision: ProductPrecision = .exact
  ) {
    self.path = path
    self.precision = precision
    self.entries = entries
    self.reads = reads
  }

  /// A checkpoint of tensors in memory.
  ///
  /// - Parameters:
  ///   - tensors: The tensors by name.
  ///   - path: What messages call the checkpoint.
  public init(_ tensors: [String: Tensor], path: String = "memory") {
    let entries = tensors.map { name, tensor in
      (name, Entry(source: .memory(tensor), file: path, storedName: name))
    }
    self.init(path: path, entries: Dictionary(uniqueKeysWithValues: entries), reads: ReadLog())
  }

  /// The names of all tensors, sorted.
  public var names: [String] {
    entries.keys.sorted()
  }

  /// Whether a tensor of this name is here.
  public func contains(_ name: String) -> Bool {
    entries[name] != nil
  }

  /// The shape of the tensor of this name; nil where there is none.
  public func shape(of name: String) -> [Int]? {
    entries[name]?.shape
  }

  /// The stored names of the tensors that no network has read, sorted.
  ///
  /// Read after a network is made, it says which tensors of its files have no place in it.
  public var unread: [String] {
    Set(entries.values.map(\.storedName)).filter { !reads.contains($0) }.sorted()
  }
}

extension Checkpoint.Entry {
  /// The tensor's shape, known without its elements.
  var shape: [Int] {
    switch source {
    case .memory(let tensor): tensor.shape
    case .packed(let matrix): matrix.shape
    case .stored(let stored): stored.shape
    }
  }

  /// The matrix, if it is one in whole blocks or of codes.
  var packedMatrix: WeightMatrix? {
    switch source {
    case .memory: nil
    case .packed(let matrix): matrix
    case .stored(let stored):
      stored.blockMatrix.map { .blocks($0) } ?? stored.tableMatrix.map { .table($0) }
    }
  }

  /// The tensor; blocks and codes are widened.
  ///
  /// - Throws: ``WeightError`` if its elements are of a type nothing computes with.
  func tensor() throws(WeightError) -> Tensor {
    switch source {
    case .memory(let tensor): return tensor
    case .packed(let matrix): return matrix.widened()
    case .stored(let stored):
      do {
        return try stored.tensor()
      } catch {
        throw unfit("of elements of a known type", found: stored.elementName)
      }
    }
  }

  /// An error about the tensor: expected `'name' <expected>`.
  func unfit(_ expected: String, found: String) -> WeightError {
    WeightError(file: file, key: storedName, fault: .unfit(expected: expected, found: found))
  }
}
