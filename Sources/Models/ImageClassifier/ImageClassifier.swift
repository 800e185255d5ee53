public import Layers
public import Tensors

/// A network that scores the labels of a picture, with the preparation it wants and its labels.
///
/// The kind of network is found from its `config.json`: ``ResNet`` or ``ViT``. A network that was
/// trained to embed is the same: its scores are the embedding (``scores(_:)``).
public struct ImageClassifier: Sendable {
  /// A label with its probability.
  public struct Answer: Sendable, Hashable {
    /// What stands before the slash of the label; empty where labels have no groups.
    public let group: String
    /// The most probable label of the group.
    public let label: String
    /// Its probability among the group's labels.
    public let probability: Float
  }

  private enum Network: Sendable {
    case resNet(ResNet)
    case viT(ViT)
  }

  /// The labels, in the order of the scores.
  public let labels: [String]
  /// The groups of labels among which one holds.
  public let groups: [LabelGroup]
  /// Channels of the pictures it takes.
  public let channels: Int
  private let network: Network
  private let preparation: PicturePreparation

  /// Makes a classifier of its parts.
  ///
  /// - Parameters:
  ///   - checkpoint: The weights.
  ///   - file: The network's `config.json`.
  ///   - preparationFile: Its `preprocessor_config.json`.
  /// - Throws: ``ConfigurationError`` if the network is of no known kind or an entry is wrong;
  ///   `WeightError` if a weight is missing or has another shape.
  public init(
    _ checkpoint: Checkpoint, _ file: ConfigurationFile,
    preparation preparationFile: ConfigurationFile
  ) throws {
    labels = try file.labels()
    groups = LabelGroup.groups(of: labels)
    switch try file.text("model_type") {
    case "resnet":
      let c = try ResNetConfiguration(file)
      network = .resNet(try ResNet(Weights(checkpoint), c, labels: labels.count))
      channels = c.inputChannels
    case "vit":
      let c = try ViTConfiguration(file)
      network = .viT(try ViT(checkpoint, c, labels: labels.count))
      channels = c.inputChannels
    case let other:
      throw file.error("model_type", expected: "'resnet' or 'vit'", found: "'\(other)'")
    }
    preparation = try PicturePreparation(preparationFile, channels: channels)
    if case .viT(let network) = network {
      let size = [network.configuration.height, network.configuration.pictureWidth]
      guard preparation.size == size else {
        throw preparationFile.error(
          "size", expected: "the network's \(size[0]) × \(size[1]) pixels",
          found: preparation.size.map { "\($0[0]) × \($0[1])" } ?? "any")
      }
    }
  }

  /// Reads a folder as transformers writes it.
  ///
  /// - Throws: `FormatError` if a file cannot be read, and as the other initializer does.
  public init(folder: String) throws {
    try self.init(
      Checkpoint(opening: folder), ConfigurationFile(path: "\(folder)/config.json"),
      preparation: ConfigurationFile(path: "\(folder)/preprocessor_config.json"))
  }

  /// The network's scores, or its embedding.
  ///
  /// - Parameter pictures: 0…1, `[batch, channels, height, width]`, of any size.
  /// - Returns: `[batch, labels]`.
  public func scores(_ pictures: Tensor) -> Tensor {
    precondition(
      pictures.rank == 4 && pictures.shape[1] == channels,
      "ImageClassifier of pictures \(pictures.shape), made for \(channels) channels")
    let prepared = preparation(pictures)
    switch network {
    case .resNet(let network): return network(prepared)
    case .viT(let network): return network(prepared)
    }
  }

  /// The probability of each label of a group.
  ///
  /// - Parameters:
  ///   - group: One of ``groups``.
  ///   - scores: As ``scores(_:)`` gives them, `[batch, labels]`.
  /// - Returns: `[batch, labels of the group]`.
  public func probabilities(of group: LabelGroup, scores: Tensor) -> Tensor {
    group.probabilities(scores)
  }

  /// The most probable label of each group, for each picture.
  ///
  /// - Parameter pictures: As of ``scores(_:)``.
  /// - Returns: For each picture, an answer for each of ``groups``.
  public func classify(_ pictures: Tensor) -> [[Answer]] {
    let scores = scores(pictures)
    let probabilities = groups.map { $0.probabilities(scores) }
    return (0..<pictures.shape[0]).map { picture in
      zip(groups, probabilities).map { group, probabilities in
        let values = probabilities.selected(axis: 0, at: picture).floats()
        let best = values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        return Answer(group: group.name, label: group.labels[best], probability: values[best])
      }
    }
  }
}

extension ConfigurationFile {
  /// Most labels that are believed.
  private static let mostLabels = 1 << 20

  /// The labels of `id2label` in the order of their numbers; two without a name where it is absent,
  /// as transformers has it.
  fileprivate func labels() throws(ConfigurationError) -> [String] {
    let table = try table("id2label")
    guard !table.isEmpty else { return ["LABEL_0", "LABEL_1"] }
    var labels = [String?](repeating: nil, count: min(table.count, Self.mostLabels))
    for (key, label) in table {
      guard let index = Int(key), labels.indices.contains(index), labels[index] == nil else {
        throw error("id2label", expected: "labels numbered from 0", found: "'\(key)'")
      }
      labels[index] = label
    }
    return labels.compactMap(\.self)
  }
}
