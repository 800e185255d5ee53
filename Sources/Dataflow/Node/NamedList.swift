/// Things with names of their own, in order, found by name in constant time.
public struct NamedList<Element: Sendable>: Sendable {
  /// The names, in order.
  public let names: [String]
  private let elements: [Element]
  private let positions: [String: Int]

  /// A list of things and the name of each.
  ///
  /// Of two with one name, the first counts.
  init(_ elements: some Sequence<Element>, name: (Element) -> String) {
    var kept: [Element] = []
    var names: [String] = []
    var positions: [String: Int] = [:]
    for element in elements {
      let name = name(element)
      guard positions[name] == nil else { continue }
      positions[name] = kept.count
      names.append(name)
      kept.append(element)
    }
    self.elements = kept
    self.names = names
    self.positions = positions
  }

  /// The thing of that name.
  public subscript(name: String) -> Element? {
    positions[name].map { elements[$0] }
  }

  /// The place of the thing of that name.
  public func position(of name: String) -> Int? {
    positions[name]
  }
}

extension NamedList: RandomAccessCollection {
  /// The place of the first thing.
  public var startIndex: Int { 0 }

  /// The place after the last thing.
  public var endIndex: Int { elements.count }

  /// The thing at a place.
  public subscript(position: Int) -> Element { elements[position] }
}
