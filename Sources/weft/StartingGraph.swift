/// The graphs that `weft new` writes, by what they are for.
enum StartingGraph: String, CaseIterable {
  case textToImage = "text-to-image"
  case imageToImage = "image-to-image"
  case batch
  case subgraph

  /// What the graph is for, as a sentence.
  var about: String {
    switch self {
    case .textToImage: "A picture from a prompt."
    case .imageToImage: "A picture made from another picture and a prompt."
    case .batch: "Pictures of one prompt from several seeds, side by side."
    case .subgraph: "A graph that other graphs use as a node."
    }
  }

  /// The graph, in style.
  var text: String {
    switch self {
    case .textToImage: Self.textToImageText
    case .imageToImage: Self.imageToImageText
    case .batch: Self.batchText
    case .subgraph: Self.subgraphText
    }
  }

  private static let textToImageText = """
    weft: 1
    about: A picture from a prompt.

    # What a caller may set: weft run text-to-image.yaml --set prompt="a blue critter" --set seed=3
    inputs:
      prompt: {type: Text, default: "a round red critter wearing a hat, waving in the snow"}
      # The name of a model that weft models lists, or the path of its folder.
      model: {type: ModelName, default: critters, family: [flux]}
      # The same seed gives the same picture.
      seed: {type: Seed, default: 7}

    # Each node has an id, a kind (weft nodes lists them) and what its inputs are given: a value,
    # $inputs.name, or $id for what another node gives. The order of nodes means nothing.
    nodes:
      model:
        kind: LoadModel
        name: $inputs.model
      words:
        kind: EncodeText
        model: $model
        text: $inputs.prompt
      noise:
        kind: NoiseLatent
        model: $model
        seed: $inputs.seed
        # width: 128  # the model's own size if left out
        # height: 128
      denoised:
        kind: Sample
        model: $model
        positive: $words
        latent: $noise
        # steps: 20  # the model's own if left out
        # guidance_scale: 4
      picture:
        kind: DecodeLatent
        model: $model
        latent: $denoised

    # What the graph gives; pictures are written to out/.
    outputs:
      picture: $picture

    """

  private static let imageToImageText = """
    weft: 1
    about: A picture made from another picture and a prompt.

    # An input without a default must be set: weft run image-to-image.yaml --set image=photo.png
    inputs:
      image:  {type: Path}
      prompt: {type: Text, default: "a round blue critter wearing a hat, waving in the snow"}
      # 0 keeps the picture, 1 begins from noise alone.
      strength: {type: Number, default: 0.7, in: 0..1}
      model:    {type: ModelName, default: critters, family: [flux]}
      seed:     {type: Seed, default: 7}
      # The size of the new picture, in pixels: multiples of 16.
      width:  {type: Integer, default: 128, in: 64..4096}
      height: {type: Integer, default: 128, in: 64..4096}

    nodes:
      model:
        kind: LoadModel
        name: $inputs.model

      # The picture to begin from, at the size of the new one, as the model sees it.
      source:
        kind: LoadImage
        path: $inputs.image
      fitted:
        kind: ResizeImage
        image: $source
        width: $inputs.width
        height: $inputs.height
      encoded:
        kind: EncodeImage
        model: $model
        image: $fitted

      # What it shall become.
      words:
        kind: EncodeText
        model: $model
        text: $inputs.prompt
      noise:
        kind: NoiseLatent
        model: $model
        width: $inputs.width
        height: $inputs.height
        seed: $inputs.seed
      denoised:
        kind: Sample
        model: $model
        positive: $words
        latent: $noise
        source: $encoded
        strength: $inputs.strength
      picture:
        kind: DecodeLatent
        model: $model
        latent: $denoised

    outputs:
      picture: $picture

    """

  private static let batchText = """
    weft: 1
    about: Pictures of one prompt from several seeds, side by side.

    inputs:
      prompt: {type: Text, default: "a tall green critter jumping on the beach"}
      # A list: weft run batch.yaml --set seeds="[5, 6]"
      seeds: {type: [Seed], default: [1, 2, 3, 4]}
      model: {type: ModelName, default: critters, family: [flux]}

    nodes:
      model:
        kind: LoadModel
        name: $inputs.model
      words:
        kind: EncodeText
        model: $model
        text: $inputs.prompt

      # for_each runs a node once for each element of a list, and the node gives a list.
      noises:
        kind: NoiseLatent
        model: $model
        for_each: {seed: $inputs.seeds}
      denoised:
        kind: Sample
        model: $model
        positive: $words
        for_each: {latent: $noises}
      pictures:
        kind: DecodeLatent
        model: $model
        for_each: {latent: $denoised}

      # All pictures on one, each with its seed below.
      labels:
        kind: TextFromValue
        for_each: {value: $inputs.seeds}
      sheet:
        kind: ImageGrid
        images: $pictures
        labels: $labels

    outputs:
      sheet: $sheet

    """

  private static let subgraphText = """
    weft: 1
    about: A picture from a prompt, as one node.

    # Another graph uses this one as a node, by its path from that graph:
    #
    #   nodes:
    #     portrait:
    #       kind: ./subgraph.yaml
    #       prompt: a round red critter in the snow
    #       seed: 3
    #   outputs:
    #     picture: $portrait.picture
    #
    # Its inputs are the inputs of that node, and its outputs the outputs. It also runs by itself.
    inputs:
      prompt:
        type: Text
        about: What the picture shall show.
        default: a round red critter waving in the snow
      # null: may be left out, and is then the model's own.
      steps:
        type: Integer
        about: How many steps the picture is denoised in.
        default: null
        in: 1..1000
      seed:
        type: Seed
        about: The same seed gives the same picture.
        default: 7
      model:
        type: ModelName
        about: The model that draws it.
        default: critters
        family: [flux]

    nodes:
      model:
        kind: LoadModel
        name: $inputs.model
      words:
        kind: EncodeText
        model: $model
        # A value can be put into a text.
        text: "${inputs.prompt}, in bright colours"
      noise:
        kind: NoiseLatent
        model: $model
        seed: $inputs.seed
      denoised:
        kind: Sample
        model: $model
        positive: $words
        latent: $noise
        steps: $inputs.steps
      decoded:
        kind: DecodeLatent
        model: $model
        latent: $denoised

    outputs:
      picture: $decoded
      latent: $denoised

    """
}
