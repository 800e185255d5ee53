import Dataflow
import Tensors

struct AdjustColor: Node {
  static let summary = """
    A picture with other brightness, contrast, saturation, hue and gamma, in this order; the first \
    four as the functions of that name in CSS filter.
    """

  @Input("The picture; its opacity stays.") var image: Image
  @Input("What colours are multiplied by: 0 makes black.", in: 0...100) var brightness = 1.0
  @Input("What distances from middle grey are multiplied by: 0 makes grey.", in: 0...100)
  var contrast = 1.0
  @Input("How colourful: 0 leaves shades of grey, above 1 is more than it was.", in: 0...100)
  var saturation = 1.0
  @Input("Degrees to turn colours along the colour wheel, red towards green.", in: -3600...3600)
  var hue = 0.0
  @Input("x becomes x^(1/gamma): above 1 the middle is lighter.", in: 0.01...100) var gamma = 1.0
  @Output("The adjusted picture.") var adjusted: Image

  func run(in context: NodeContext) async throws {
    // What is left as it is keeps every bit.
    var colors = image.colors
    if brightness != 1 { colors = (colors * Float(brightness)).clamped(to: 0...1) }
    if contrast != 1 { colors = ((colors - 0.5) * Float(contrast) + 0.5).clamped(to: 0...1) }
    if saturation != 1 { colors = ColorMatrix(saturation: saturation).applied(to: colors) }
    if hue != 0 { colors = ColorMatrix(hueRotation: hue).applied(to: colors) }
    if gamma != 1 { colors = (colors.log() / Float(gamma)).exp().clamped(to: 0...1) }
    adjusted = image.withColors(colors)
  }
}
