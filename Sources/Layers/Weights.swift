public import Tensors

/// The tensors of a checkpoint under a prefix.
///
/// A layer descends to its weights as one descends folders, `weights["encoder"]["layers"][3]`, and
/// asks for each by relative name and by shape: a wrong checkpoint fails while it is loaded, at the
/// first wrong tensor, by the tensor's full name in its file.
public struct Weights: Sendable {
  /// The checkpoint descended into.
  public let checkpoint: Checkpoint
  /// What stands before each name, with its final dot; empty at the top.
  public let prefix: String

  /// The weights of a checkpoint at its top, or under a scope such as `text_model`.
  public init(_ checkpoint: Checkpoint, scope: String = "") {
    self.checkpoint = checkpoint
    prefix = scope.isEmpty ? "" : scope + "."
  }

  private init(checkpoint: Checkpoint, prefix: String) {
    self.checkpoint = checkpoint
    self.prefix = prefix
  }

  /// The weights of a part of the network.
  public subscript(scope: String) -> Weights {
    Weights(checkpoint: checkpoint, prefix: prefix + scope + ".")
  }

  /// The weights of one of several equal parts, counted from 0.
  public subscript(index: Int) -> Weights {
    self[String(index)]
  }

  /// Whether a tensor of this relative name is stored.
  public func contains(_ name: String) -> Bool {
    checkpoint.contains(prefix + name)
  }

  /// The shape of the tensor of this relative name; nil where there is none.
  public func shape(of name: String) -> [Int]? {
    checkpoint.shape(of: prefix + name)
  }

  /// How many of the parts `scope.0`, `scope.1`, … follow each other without a gap.
  public func count(of scope: String) -> Int {
    let start = prefix + scope + "."
    var indices: Set<Int> = []
    for name in checkpoint.entries.keys where name.hasPrefix(start) {
      let component = name.dropFirst(start.count).prefix { $0 != "." }
      if let index = Int(component) { indices.insert(index) }
    }
    return (0...).first { !indices.contains($0) } ?? 0
  }

  /// A weight, in the element type it is stored in, or in float32 if it is stored in blocks.
  ///
  /// - Throws: ``WeightError`` if it is missing, has another shape, or is not made of
  ///   floating-point numbers.
  public func tensor(_ name: String, shape: [Int]) throws(WeightError) -> Tensor {
    try floats(of: entry(name, shape: shape))
  }

  /// A weight of two axes as it is stored.
  ///
  /// - Throws: ``WeightError`` if it is missing, has another shape, or is not made of
  ///   floating-point numbers.
  public func matrix(_ name: String, shape: [Int]) throws(WeightError) -> WeightMatrix {
    let entry = try entry(name, shape: shape)
    if let matrix = entry.packedMatrix { return matrix }
    return .tensor(try floats(of: entry))
  }

  private func floats(of entry: Checkpoint.Entry) throws(WeightError) -> Tensor {
    let tensor = try entry.tensor()
    guard tensor.elementType.isFloatingPoint else {
      throw entry.unfit("of floating-point numbers", found: tensor.elementType.rawValue)
    }
    return tensor
  }

  /// The shape of a tensor that tells a network its numbers.
  ///
  /// - Throws: ``WeightError`` if it is missing, has not this many axes, or is empty.
  public func shape(of name: String, rank: Int) throws(WeightError) -> [Int] {
    let entry = try entry(name)
    guard entry.shape.count == rank, !entry.shape.contains(0) else {
      throw entry.unfit("of \(rank) axes, none of them empty", found: "\(entry.shape)")
    }
    return entry.shape
  }

  /// Passes over a tensor that files may hold and the network has no use for, so that it does not
  /// count as unread.
  public func skip(_ name: String) {
    if let entry = checkpoint.entries[prefix + name] { checkpoint.reads.note(entry.storedName) }
  }

  /// The entry that a network reads.
  private func entry(_ name: String, shape: [Int]) throws(WeightError) -> Checkpoint.Entry {
    let entry = try entry(name)
    checkpoint.reads.note(entry.storedName)
    guard entry.shape == shape else {
      throw WeightError(
        file: entry.file, key: entry.storedName,
        fault: .shape(expected: shape, found: entry.shape))
    }
    return entry
  }

  private func entry(_ name: String) throws(WeightError) -> Checkpoint.Entry {
    let key = prefix + name
    guard let entry = checkpoint.entries[key] else {
      let nearest = nearestKey(to: key, among: checkpoint.entries.keys)
      throw WeightError(file: checkpoint.path, key: key, fault: .missing(nearest: nearest))
    }
    return entry
  }
}
