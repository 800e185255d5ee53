public import Dataflow
public import Tensors

/// One or several pictures as the autoencoder of a model sees them, clean or with noise.
public struct Latent: GraphValue {
  /// `[batch, channels, height / cellSize, width / cellSize]`, float32, scaled as the denoiser
  /// reads it.
  public let cells: Tensor
  /// Whose latent it is.
  public let space: LatentSpace

  /// A latent of a model.
  ///
  /// - Parameters:
  ///   - cells: `[batch, space.channels, height, width]`, in latent cells.
  ///   - space: What the model's latents are like.
  public init(_ cells: Tensor, in space: LatentSpace) {
    precondition(
      cells.rank == 4 && cells.shape[1] == space.channels,
      "Latent of cells \(cells.shape) in a space of \(space.channels) channels")
    self.cells = cells
    self.space = space
  }

  /// Number of pictures.
  public var batch: Int { cells.shape[0] }
  /// Height of the picture in pixels.
  public var height: Int { cells.shape[2] * space.cellSize }
  /// Width of the picture in pixels.
  public var width: Int { cells.shape[3] * space.cellSize }

  /// What the cells take, in bytes.
  public var byteCount: Int { cells.count * 4 }

  /// Kind and shape: `Latent 1×16×16×16`.
  public var display: String { "Latent \(cells.shape.map(String.init).joined(separator: "×"))" }
}

/// What makes latents of one model unlike those of another.
public struct LatentSpace: Sendable, Hashable {
  /// Channels of a cell.
  public let channels: Int
  /// Pixels along each side of a cell.
  public let cellSize: Int
  /// What a picture's width and height must be a multiple of, in pixels.
  public let sizeMultiple: Int

  /// A space of latents.
  public init(channels: Int, cellSize: Int, sizeMultiple: Int) {
    self.channels = channels
    self.cellSize = cellSize
    self.sizeMultiple = sizeMultiple
  }
}

extension LatentSpace {
  /// Checks that there are latents of pictures of a size.
  ///
  /// - Throws: ``ValueError`` if there are not.
  func check(width: Int, height: Int) throws(ValueError) {
    guard width.isMultiple(of: sizeMultiple), height.isMultiple(of: sizeMultiple) else {
      throw ValueError(
        "these latents are of pictures whose sides are multiples of \(sizeMultiple) pixels, not"
          + " \(width)×\(height)")
    }
  }
}

extension Latent {
  /// Checks that the latent is of the same kind and size as another.
  ///
  /// - Throws: ``ValueError`` if it is not.
  func check(isLike other: Latent) throws(ValueError) {
    guard space == other.space else {
      throw ValueError(
        "the latents are of different models: \(other.space.channels) channels and cells of"
          + " \(other.space.cellSize) pixels, \(space.channels) channels and cells of"
          + " \(space.cellSize)")
    }
    guard width == other.width, height == other.height else {
      throw ValueError(
        "the latents are of pictures of \(other.width)×\(other.height) and \(width)×\(height)"
          + " pixels")
    }
  }
}
