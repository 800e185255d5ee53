import Dataflow

/// The path of files to save, with places for what differs between them: `critter-{counter:4}.png`.
///
/// - `{counter}` is the next number, from 1, that no file of the folder has in that place;
/// - `{index}` is a picture's place in its list, counted from 1;
/// - `{name}` is its name;
/// - `{counter:4}` and `{index:4}` put zeros before the number up to four digits;
/// - `{{` and `}}` are braces.
///
/// There is no date and no time: a graph gives its files the same names whenever it runs. A caller
/// who wants them sets them: `--set folder="$(date +%F)"`.
struct FilePattern {
  /// What a file's path may have places for.
  enum Placeholder: String {
    case counter, index, name
  }

  private enum Part {
    case text(String)
    case placeholder(Placeholder, digits: Int)

    var placeholder: Placeholder? {
      if case .placeholder(let placeholder, _) = self { placeholder } else { nil }
    }
  }

  /// The pattern as written.
  let text: String
  /// What it ends in, without the dot.
  let suffix: String
  private let parts: [Part]

  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - path: The path as the graph gives it.
  ///   - known: What there is to put into it.
  ///   - suffixes: What it may end in, after a dot.
  /// - Throws: ``ValueError`` if it ends in something else, a placeholder is unknown or unclosed, or
  ///   the counter stands twice or in the name of a folder.
  init(_ path: Path, known: [Placeholder] = [.counter], suffixes: [String]) throws {
    let text = path.text
    self.text = text
    let name = text[text.afterLastSlash...]
    suffix = name.split(separator: ".").dropFirst().last.map(String.init) ?? ""
    guard suffixes.contains(suffix.lowercased()) else {
      let wanted = suffixes.map { ".\($0)" }.joined(separator: ", ")
      throw ValueError("'\(text)' is to be written, and must end in \(wanted)")
    }
    parts = try BracedText.parts(of: text).map { part in
      switch part {
      case .text(let text): .text(text)
      case .place(let written): try Self.placeholder(written, known, in: text)
      }
    }
    guard let counter = parts.firstIndex(where: { $0.placeholder == .counter }) else { return }
    for part in parts[(counter + 1)...] {
      switch part {
      case .text(let text) where text.contains("/"):
        throw ValueError(
          "'{counter}' numbers files, and is in the name of a folder in '\(path.text)'")
      case .placeholder(.counter, _): throw ValueError("'\(text)' holds '{counter}' twice")
      case .text, .placeholder: break
      }
    }
  }

  private static func placeholder(
    _ written: String, _ known: [Placeholder], in text: String
  ) throws -> Part {
    let halves = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = halves.first.map(String.init) ?? ""
    guard let placeholder = known.first(where: { $0.rawValue == name }) else {
      let names = known.map(\.rawValue)
      let hint =
        names.nearest(to: name).map { "did you mean '{\($0)}'?" }
        ?? "there is \(names.map { "'{\($0)}'" }.joined(separator: ", "))"
      throw ValueError("'{\(written)}' in '\(text)' stands for nothing; \(hint)")
    }
    guard halves.count == 2 else { return .placeholder(placeholder, digits: 1) }
    guard placeholder != .name, let digits = Int(halves[1]), (1...12).contains(digits) else {
      throw ValueError(
        "'{\(written)}' in '\(text)': "
          + (placeholder == .name ? "a name has no number of digits" : "write 1 to 12 digits"))
    }
    return .placeholder(placeholder, digits: digits)
  }

  /// Whether each file of a list gets a path of its own.
  var tellsFilesApart: Bool { parts.contains { $0.placeholder != nil } }

  /// The path of one file, complete but for its number.
  ///
  /// - Parameters:
  ///   - index: Its place in a list, counted from 1.
  ///   - name: Its name.
  /// - Returns: The path with all but the number put in.
  /// - Throws: ``ValueError`` if the name holds a slash or is a folder's.
  func path(index: Int = 1, name: String = "") throws -> NumberedPath {
    var path = NumberedPath()
    for part in parts {
      switch part {
      case .text(let text): path.append(text)
      case .placeholder(.counter, let digits): path.digits = digits
      case .placeholder(.index, let digits): path.append(index.padded(toDigits: digits))
      case .placeholder(.name, _):
        guard !name.isEmpty, !name.contains("/"), !name.contains("\0") else {
          throw ValueError("the name '\(name)' cannot stand in the place of '{name}' in '\(text)'")
        }
        path.append(name)
      }
    }
    return path
  }
}
