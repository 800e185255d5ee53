import Formats

/// How a picture that was made again agrees with the one that was there.
struct Agreement: Sendable {
  /// The picture that was made.
  let file: String
  /// How far they agree.
  let extent: Extent

  /// How far two pictures agree.
  enum Extent: Sendable {
    /// In every byte of the file.
    case bytes
    /// In every pixel, but not in the texts.
    case pixels
    /// In size.
    case difference(Picture.Difference, of: Picture)
    /// Not even in size or channels.
    case size(String, wanted: String)
  }

  /// Whether the pictures look the same.
  var isSame: Bool {
    switch extent {
    case .bytes, .pixels: true
    case .difference, .size: false
    }
  }

  /// `the same bytes as out/a.png`.
  func text(_ original: String) -> String {
    switch extent {
    case .bytes: "\(file): the same bytes as \(original)"
    case .pixels: "\(file): the same pixels as \(original), in a file with other texts"
    case .difference(let difference, let picture):
      "\(file): differs from \(original): \(difference.text(in: picture))"
    case .size(let size, let wanted):
      "\(file): differs from \(original): it is \(size), not \(wanted)"
    }
  }

  /// As `--json` tells it.
  var word: String {
    switch extent {
    case .bytes: "bytes"
    case .pixels: "pixels"
    case .difference, .size: "none"
    }
  }
}

extension Agreement.Extent {
  /// Whether a picture agrees in more than another.
  static func < (a: Self, b: Self) -> Bool { a.distance < b.distance }

  private var distance: Double {
    switch self {
    case .bytes: -2
    case .pixels: -1
    case .difference(let difference, _): Double(difference.pixelCount)
    case .size: .infinity
    }
  }
}

extension Picture.Difference {
  /// `312 of 16384 pixels, by at most 14 of 255`.
  func text(in picture: Picture) -> String {
    let steps = largest * 255
    let most = steps == steps.rounded() ? steps.fixed(0) : steps.fixed(2)
    return "\(pixelCount) of \(picture.width * picture.height) pixels, by at most \(most) of 255"
  }
}
