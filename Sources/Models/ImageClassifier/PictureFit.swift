/// What is done to a picture of another size.
enum PictureFit: Sendable, Hashable {
  /// Nothing.
  case none
  /// Stretched.
  case stretch(height: Int, width: Int)
  /// The shorter side made this long, then the middle cut out.
  case crop(shorter: Int, height: Int, width: Int)

  /// Sizes that are believed, in pixels.
  private static let pixels = 1...(1 << 14)

  /// Reads `size`, and what belongs to it.
  ///
  /// A size is a height and a width, or one number: the shorter side where the middle is cut out,
  /// the side of a square elsewhere.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, or asks for what is not done here.
  init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let cuts = try file.flag("do_center_crop", default: false)
    let fit = try Self.withoutCut(file)
    if let fit {
      guard !cuts else {
        throw file.error("do_center_crop", expected: "false without a shorter side", found: "true")
      }
      self = fit
      return
    }
    let isNamed = file.section("size")?.contains("shortest_edge") == true
    let entries = isNamed ? file.section("size") ?? file : file
    let side = try entries.integer(isNamed ? "shortest_edge" : "size", in: Self.pixels)
    if file.contains("crop_pct") {
      self = try Self.part(file, side: side)
    } else if cuts {
      self = try Self.middle(file, side: side)
    } else if isNamed {
      throw file.error("do_center_crop", expected: "true beside a shorter side", found: "false")
    } else {
      self = .stretch(height: side, width: side)
    }
  }

  /// No change, or a height and a width; nil where there is one number.
  private static func withoutCut(
    _ file: ConfigurationFile
  ) throws(ConfigurationError) -> PictureFit? {
    guard try file.flag("do_resize", default: true) else { return PictureFit.none }
    guard let size = file.section("size"), size.contains("height") else { return nil }
    return .stretch(
      height: try size.integer("height", in: pixels), width: try size.integer("width", in: pixels))
  }

  /// A square that is a given part of the picture: `crop_pct` of `ConvNextImageProcessor`, which
  /// stretches the whole picture from 384 pixels on.
  private static func part(
    _ file: ConfigurationFile, side: Int
  ) throws(ConfigurationError) -> PictureFit {
    let part = try file.number("crop_pct", in: 0.01...1)
    return side < 384
      ? .crop(shorter: Int(Double(side) / part), height: side, width: side)
      : .stretch(height: side, width: side)
  }

  /// What `crop_size` says, a height and a width or the side of a square; all of the shorter side
  /// where it is absent.
  private static func middle(
    _ file: ConfigurationFile, side: Int
  ) throws(ConfigurationError) -> PictureFit {
    guard let size = file.section("crop_size"), size.contains("height") else {
      let square = try file.integer("crop_size", in: 1...side, default: side)
      return .crop(shorter: side, height: square, width: square)
    }
    return .crop(
      shorter: side, height: try size.integer("height", in: 1...side),
      width: try size.integer("width", in: 1...side))
  }
}
