import Dataflow
import Models
import Tensors

struct DecodeLatent: Node {
  static let summary = "The picture that a latent stands for."
  static let revision = 2

  @Input("The model whose autoencoder made the latent.") var model: Model
  @Input("The latent, without noise.") var latent: Latent
  @Input(
    """
    Pixels along a side of the tiles to decode in, for pictures too large for memory; if left out, all \
    is decoded at once.
    """,
    in: 64...16384) var tileSize: Int?
  @Input("Pixels by which tiles overlap and fade into each other.", in: 0...4096)
  var tileOverlap = 64
  @Output("The picture, or the first of a batch.") var image: Image
  @Output("All pictures of a batch.") var images: [Image]

  func run(in context: NodeContext) async throws {
    try latent.check(isOf: model)
    let tiling = try Tiling(size: tileSize, overlap: tileOverlap)
    if tiling == nil, let limit = context.memory {
      let autoencoder = try model.flux.autoencoder()
      let cells = latent.cells.sliced(axis: 0, 0..<1)
      let advice = await Tiling.advice(limit, overlap: tileOverlap) {
        _ = autoencoder.decode(cells, tiling: $0)
      }
      if let advice { context.note(advice) }
    }
    var pictures: [Image] = []
    for index in 0..<latent.batch {
      try context.checkCancellation()
      let cells = latent.cells.sliced(axis: 0, index..<(index + 1))
      let pixels = try model.flux.decode(cells, tiling: tiling)
      pictures.append(Image((pixels.selected(axis: 0, at: 0) * 0.5 + 0.5).clamped(to: 0...1)))
    }
    images = pictures
    image = pictures[0]
  }
}
