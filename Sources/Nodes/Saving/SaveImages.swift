import Dataflow

struct SaveImages: Node {
  static let summary = "Writes pictures to PNG or JPEG files, each under a path of its own."
  static let isSink = true

  @Input("The pictures.") var images: [Image]
  @Input("Their names, for {name} in the path.") var names: [String]?
  @Input(
    """
    The files in the run's output folder, ending in .png, .jpg or .jpeg: {index} in it becomes a \
    picture's place in the list from 1, {name} its name, {counter} the next number that is free; \
    {index:4} has zeros up to four digits.
    """)
  var path: Path
  @Input("Quality of JPEGs.", in: 1...100) var quality = 95
  @Input("Bits of each channel of PNGs.") var bits = SampleBits.eight
  @Input("Whether to replace files that hold another picture; without it that is a failure.")
  var overwrite = false
  @Output("The files that hold the pictures, in order.") var saved: [Path]

  func run(in context: NodeContext) async throws {
    let pattern = try FilePattern(
      path, known: names == nil ? [.index, .counter] : [.index, .name, .counter],
      suffixes: Image.fileSuffixes)
    let paths = try paths(pattern)
    let saver = FileSaver(in: context, overwriting: overwrite)
    var files: [Path] = []
    for (index, (image, path)) in zip(images, paths).enumerated() {
      files.append(
        try saver.save(path, suffix: pattern.suffix) { file in
          try image.write(to: file, madeBy: context.graph, bits: bits.count, quality: quality)
        })
      try context.progress(index + 1, of: images.count)
    }
    saved = files
  }

  /// One path for each picture.
  ///
  /// - Throws: ``ValueError`` if two pictures would go into one file, or there is not a name for
  ///   each.
  private func paths(_ pattern: FilePattern) throws -> [NumberedPath] {
    if let names, names.count != images.count {
      throw ValueError(
        "the numbers of pictures and names differ: \(images.count) and \(names.count)")
    }
    guard pattern.tellsFilesApart else {
      throw ValueError(
        "'\(pattern.text)' is one file; tell the pictures apart with {index}, {counter} or, where"
          + " they have names, {name}")
    }
    let paths = try images.indices.map { index in
      try pattern.path(index: index + 1, name: names?[index] ?? "")
    }
    var seen: Set<NumberedPath> = []
    for path in paths where path.digits == nil && !seen.insert(path).inserted {
      throw ValueError("two pictures would go into '\(path.numbered(0))'")
    }
    return paths
  }
}
