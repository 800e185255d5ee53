/// Groups of prompts, as the authors of CharaConsist write them in files.
///
/// Each line holds a prompt, `background#character#action`; a blank line ends a group. The first prompt
/// of a group is that of the identity, the others are those of its frames.
public struct PromptsFile: Sendable, Hashable {
  /// The groups, none of which is empty.
  public let groups: [[ThreePartPrompt]]

  /// Reads the text of a file.
  ///
  /// - Throws: ``PromptsFileError`` if a line has not two '#', or a part is empty.
  public init(_ text: String) throws(PromptsFileError) {
    var groups: [[ThreePartPrompt]] = [[]]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let trimmed = line.trimmed
      guard !trimmed.isEmpty else {
        groups.append([])
        continue
      }
      let parts = trimmed.split(separator: "#", omittingEmptySubsequences: false)
      guard parts.count == 3 else {
        throw PromptsFileError(line: index + 1, fault: .parts(parts.count))
      }
      let names = ["background", "character", "action"]
      if let empty = zip(names, parts).first(where: { $0.1.trimmed.isEmpty }) {
        throw PromptsFileError(line: index + 1, fault: .empty(empty.0))
      }
      groups[groups.count - 1].append(
        ThreePartPrompt(
          background: String(parts[0]), character: String(parts[1]), action: String(parts[2])))
    }
    self.groups = groups.filter { !$0.isEmpty }
  }
}

/// Why a text is no file of prompts.
public struct PromptsFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with a line.
  enum Fault: Hashable {
    case parts(Int)
    case empty(String)
  }

  let line: Int
  let fault: Fault

  /// The line and what is wrong with it, as one clause.
  public var description: String {
    switch fault {
    case .parts(let count):
      "line \(line) has \(count) part\(count == 1 ? "" : "s") and not three, as in"
        + " 'background#character#action'"
    case .empty(let name): "the \(name) in line \(line) is empty"
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  fileprivate var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
