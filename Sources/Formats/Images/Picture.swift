/// A picture in memory: its samples and the texts that travel with it.
///
/// `Picture+Files.swift` reads and writes it, `Picture+Tensor.swift` is its way to arithmetic;
/// `PNGFile.swift` and `JPEGFile.swift` know the formats.
public struct Picture: Sendable, Hashable {
  /// The samples of a picture, `[height, width, channels]`.
  public enum Samples: Sendable, Hashable {
    /// Samples of 0 to 255.
    case bits8([UInt8])
    /// Samples of 0 to 65535.
    case bits16([UInt16])
  }

  /// A text in a picture's file.
  public struct Text: Sendable, Hashable {
    /// What the text is, such as `prompt`: 1 to 79 characters of Latin-1.
    public var keyword: String
    /// The text.
    public var text: String

    /// Names a text.
    public init(_ keyword: String, _ text: String) {
      self.keyword = keyword
      self.text = text
    }
  }

  /// A picture of a file may have this many pixels.
  public static let maximumPixelCount = 1 << 28

  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; alpha is not multiplied into the colours.
  public let channels: Int
  /// The samples.
  public let samples: Samples
  /// The texts, in the order of the file.
  public var texts: [Text]

  /// Makes a picture of samples.
  ///
  /// Requires 1 to 4 channels and `width · height · channels` samples.
  public init(width: Int, height: Int, channels: Int, samples: Samples, texts: [Text] = []) {
    let count =
      switch samples {
      case .bits8(let samples): samples.count
      case .bits16(let samples): samples.count
      }
    precondition(
      (1...4).contains(channels) && width > 0 && height > 0 && count == width * height * channels,
      "a picture \(width) × \(height) × \(channels) of \(count) samples")
    self.width = width
    self.height = height
    self.channels = channels
    self.samples = samples
    self.texts = texts
  }

  /// The text of that keyword; the first one if there are several.
  public func text(_ keyword: String) -> String? {
    texts.first { $0.keyword == keyword }?.text
  }
}
