extension ResizeImage {
  /// Width and height in pixels.
  typealias Size = (width: Int, height: Int)

  /// Largest side of a resized picture, in pixels.
  private static let largestSide = 16384

  /// The size that the inputs ask for.
  ///
  /// - Throws: ``ValueError`` if it is given in no way or in several, or is too large.
  func targetSize() throws(ValueError) -> Size {
    let ways: [(name: String, isGiven: Bool)] = [
      ("width and height", width != nil || height != nil), ("longest", longest != nil),
      ("shortest", shortest != nil), ("scale", scale != nil), ("megapixels", megapixels != nil),
    ]
    let given = ways.filter(\.isGiven).map(\.name)
    guard given.count == 1 else {
      throw ValueError(
        given.isEmpty
          ? "no size is given: set width, height, longest, shortest, scale or megapixels"
          : "\(given.joined(separator: " and ")) are given, and only one of them can be the size")
    }
    let size = multiples(of: askedSize)
    guard max(size.width, size.height) <= Self.largestSide else {
      throw ValueError(
        "the picture would have \(size.width)×\(size.height) pixels, and a side may have"
          + " \(Self.largestSide)")
    }
    return size
  }

  /// The largest size of the picture's aspect ratio that a size holds.
  func contained(in size: Size) -> Size {
    let factor = min(
      Double(size.width) / Double(image.width), Double(size.height) / Double(image.height))
    let scaled = scaled(by: factor)
    return (min(scaled.width, size.width), min(scaled.height, size.height))
  }

  private var askedSize: Size {
    let (imageWidth, imageHeight) = (Double(image.width), Double(image.height))
    switch (width, height) {
    case (let width?, let height?):
      return fit == .contain ? contained(in: (width, height)) : (width, height)
    case (let width?, nil):
      return (width, scaled(by: Double(width) / imageWidth).height)
    case (nil, let height?):
      return (scaled(by: Double(height) / imageHeight).width, height)
    case (nil, nil):
      let factor =
        longest.map { Double($0) / max(imageWidth, imageHeight) }
        ?? shortest.map { Double($0) / min(imageWidth, imageHeight) } ?? scale
        ?? megapixels.map { ($0 * 1e6 / (imageWidth * imageHeight)).squareRoot() } ?? 1
      return scaled(by: factor)
    }
  }

  private func scaled(by factor: Double) -> Size {
    let side = { (length: Int) in max(1, Int((Double(length) * factor).rounded())) }
    return (side(image.width), side(image.height))
  }

  private func multiples(of size: Size) -> Size {
    let nearest = { (length: Int) in
      max(multipleOf, (length + multipleOf / 2) / multipleOf * multipleOf)
    }
    return (nearest(size.width), nearest(size.height))
  }
}
