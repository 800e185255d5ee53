import Formats

extension Image {
  /// Checks that a picture of a size is no larger than those that files hold.
  ///
  /// - Throws: ``ValueError`` if it is.
  static func check(width: Int, height: Int) throws(ValueError) {
    guard width * height > Picture.maximumPixelCount else { return }
    throw ValueError(
      "a picture of \(width)×\(height) pixels is too large: at most it has"
        + " \(Picture.maximumPixelCount) pixels")
  }
}
