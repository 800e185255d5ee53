/// What Weft reads of a SentencePiece model file.
///
/// Reference: google/sentencepiece:src/sentencepiece_model.proto.
struct SentencePieceModel {
  /// What a piece is for.
  enum Kind: UInt64 {
    case normal = 1
    case unknown = 2
    case control = 3
    case userDefined = 4
    case unused = 5
    case byte = 6
  }

  /// A piece of the vocabulary.
  struct Piece {
    var text = ""
    var score: Float = 0
    var kind = Kind.normal
  }

  private(set) var pieces: [Piece] = []
  private(set) var unknown = 0
  private(set) var spellsUnknownInBytes = false
  private(set) var characterMap: CharacterMap?
  /// Where the character map lies in the file.
  private(set) var characterMapBytes: Range<Int>?
  private(set) var addsSpace = true
  private(set) var removesExtraSpaces = true

  /// Largest file that is read, in bytes.
  private static let maximumFileSize = 64 << 20

  /// Reads a unigram model.
  ///
  /// - Throws: ``FormatError`` if the file is not sound or holds another kind of model.
  init(_ path: String) throws(FormatError) {
    try self.init(FileBytes.read(path, limit: Self.maximumFileSize), file: path)
  }

  /// Reads the bytes of a unigram model.
  ///
  /// - Throws: ``FormatError`` as ``init(_:)`` does.
  init(_ bytes: [UInt8], file: String) throws(FormatError) {
    var reader = ProtobufReader(bytes, file: file)
    while let field = try reader.next() {
      guard case .bytes(let range) = field.value else { continue }
      var part = ProtobufReader(bytes, range, file: file)
      switch field.number {
      case 1: pieces.append(try Self.piece(&part))
      case 2: try readTraining(&part)
      case 3: try readNormalizer(&part)
      default: break
      }
    }
    guard pieces.indices.contains(unknown) else {
      throw FormatError(
        file: file, expected: "a SentencePiece model with its unknown piece \(unknown)",
        found: "\(pieces.count) pieces")
    }
  }

  private static func piece(_ reader: inout ProtobufReader) throws(FormatError) -> Piece {
    var piece = Piece()
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let range)):
        guard let text = String(validating: reader.bytes[range], as: UTF8.self) else {
          throw reader.error("a piece in UTF-8", "other bytes", at: field.place)
        }
        piece.text = text
      case (2, .number(let bits)): piece.score = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      case (3, .number(let value)):
        guard let kind = Kind(rawValue: value) else {
          throw reader.error("a kind of piece", "\(value)", at: field.place)
        }
        piece.kind = kind
      default: break
      }
    }
    return piece
  }

  private mutating func readTraining(_ reader: inout ProtobufReader) throws(FormatError) {
    while let field = try reader.next() {
      guard case .number(let value) = field.value else { continue }
      switch field.number {
      case 3:
        guard value == 1 else {
          throw reader.error("a unigram model", "model type \(value)", at: field.place)
        }
      case 35: spellsUnknownInBytes = value != 0
      case 40: unknown = Int(truncatingIfNeeded: value)
      default: break
      }
    }
  }

  private mutating func readNormalizer(_ reader: inout ProtobufReader) throws(FormatError) {
    while let field = try reader.next() {
      switch (field.number, field.value) {
      case (2, .bytes(let range)) where !range.isEmpty:
        guard let map = CharacterMap(Array(reader.bytes[range])) else {
          throw reader.error("a character map", "another table", at: field.place)
        }
        characterMap = map
        characterMapBytes = range
      case (3, .number(let value)): addsSpace = value != 0
      case (4, .number(let value)): removesExtraSpaces = value != 0
      default: break
      }
    }
  }
}
