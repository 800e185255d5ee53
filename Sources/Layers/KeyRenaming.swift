/// How one spelling of a checkpoint's keys becomes another: a table of rules.
///
/// A rule's pattern is a key or the beginning of one, in whole components; `#` stands for any
/// number. What follows the pattern stays: `img_attn.proj` covers `img_attn.proj.weight` and
/// `img_attn.proj.bias`. In the new name, each `#` is the number found, in order. The first rule that
/// fits a key is applied, and only that one; a key that no rule fits keeps its name.
///
///     let renaming = KeyRenaming([
///       .rename("double_blocks.#.img_attn.proj", to: "transformer_blocks.#.attn.to_out.0"),
///       .split("double_blocks.#.img_attn.qkv", rows: [w, w, w], to: [
///         "transformer_blocks.#.attn.to_q", "transformer_blocks.#.attn.to_k",
///         "transformer_blocks.#.attn.to_v",
///       ]),
///     ])
public struct KeyRenaming: Sendable {
  /// One line of the table.
  public struct Rule: Sendable {
    enum Action: Sendable {
      case rename(KeyPattern)
      case split(rows: [Int], [KeyPattern])
    }

    let pattern: KeyPattern
    let action: Action

    /// Another name for the same tensor.
    ///
    /// An empty new name drops the old prefix.
    public static func rename(_ pattern: String, to name: String) -> Rule {
      Rule(pattern: KeyPattern(pattern), action: .rename(KeyPattern(name)))
    }

    /// A stored tensor presented as several, each a range of its rows: views, no copies.
    ///
    /// The rows of each new tensor are in the order stored; there are as many as there are names.
    public static func split(_ pattern: String, rows: [Int], to names: [String]) -> Rule {
      precondition(rows.count == names.count, "split: \(rows.count) sizes, \(names.count) names")
      return Rule(
        pattern: KeyPattern(pattern), action: .split(rows: rows, names.map(KeyPattern.init)))
    }
  }

  let rules: [Rule]

  /// A table of rules, tried in order.
  public init(_ rules: [Rule]) {
    self.rules = rules
  }
}
