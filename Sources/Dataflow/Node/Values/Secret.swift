import FoundationEssentials

/// A password or a key, by the place where it is found: `env:NAME` or `file:PATH`.
///
/// Graphs, and the pictures that carry them, say the place and never the secret itself; nothing
/// shows it, and a fingerprint takes a digest of it. A node reads it with ``reveal()``.
public struct Secret: GraphValue, Hashable {
  /// Where it is found.
  private let place: Place

  private enum Place: Hashable {
    case environment(String)
    case file(Path)
  }

  private init(_ place: Place) {
    self.place = place
  }

  /// The place of a secret; the message about anything else does not repeat it.
  public init(literal: Literal) throws(LiteralError) {
    let parts = literal.text.split(separator: ":", maxSplits: 1).map(String.init)
    switch parts.count == 2 ? parts[0] : "" {
    case "env": place = .environment(parts[1])
    case "file": place = .file(try Path(literal: Literal(parts[1])))
    default:
      throw LiteralError("a Secret is given as env:NAME or file:PATH, never as itself")
    }
  }

  /// The secret.
  ///
  /// - Throws: ``SecretFault`` if it is not found where it should be.
  public func reveal() throws(SecretFault) -> String {
    switch place {
    case .environment(let name):
      guard let value = ProcessInfo.processInfo.environment[name] else { throw .noVariable(name) }
      return value
    case .file(let path):
      guard let text = Self.text(at: path.resolved.text) else { throw .noFile(path.text) }
      return String(text.drop(while: \.isNewline).prefix { !$0.isNewline })
    }
  }

  /// The text of a small file; nil if there is none.
  private static func text(at path: String) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? UInt64, size <= maximumSize,
      let data = try? Data(contentsOf: URL(filePath: path))
    else { return nil }
    return String(validating: data, as: UTF8.self)
  }

  /// Largest file that is read, in bytes: keys are short.
  private static let maximumSize: UInt64 = 64 << 10

  /// Secrets are told apart by a digest.
  public static var isPlain: Bool { true }

  /// The place.
  public var literalText: String? {
    switch place {
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path.text)"
    }
  }

  /// A digest of the secret, or its place if it is not found.
  public var identityText: String? {
    guard let secret = try? reveal() else { return literalText }
    var builder = FingerprintBuilder()
    builder.append(secret)
    return builder.fingerprint().description
  }

  /// Nothing that tells anything of it.
  public var display: String { "•••" }

  /// The secret, its file lying in a folder if its path is relative.
  func beginning(in folder: String) -> Secret {
    guard case .file(let path) = place else { return self }
    return Secret(.file(Path(path.resolved.text.path(from: folder))))
  }

  /// The secret as one that a graph in another folder names.
  func based(at base: String) -> Secret {
    guard case .file(let path) = place else { return self }
    return Secret(.file(Path(path.text, base: base)))
  }
}

/// Why a secret cannot be read.
public enum SecretFault: Error, CustomStringConvertible {
  /// The environment has no variable of that name.
  case noVariable(String)
  /// There is no file at that path, or it is no short text.
  case noFile(String)

  /// The fault as one clause.
  public var description: String {
    switch self {
    case .noVariable(let name): "the environment has no variable '\(name)'"
    case .noFile(let path): "the file '\(path)' cannot be read as a short text"
    }
  }
}
