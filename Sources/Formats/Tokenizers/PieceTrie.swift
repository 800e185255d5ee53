/// The pieces of a vocabulary as a tree of bytes, for finding all pieces that begin at a place.
///
/// The children of a node lie side by side, in the order of their bytes.
struct PieceTrie: Sendable {
  private struct Node {
    var byte: UInt8
    var value: Int32 = -1
    var firstChild: Int32 = 0
    var childCount: Int32 = 0
  }

  private var nodes = [Node(byte: 0)]

  /// Makes the tree; a piece's value is its index, and of equal pieces the last one counts.
  init(_ pieces: [[UInt8]]) {
    let order = pieces.indices.sorted { a, b in
      pieces[a] == pieces[b] ? a < b : pieces[a].lexicographicallyPrecedes(pieces[b])
    }
    // Breadth first: a node, the range of sorted pieces below it, and its depth.
    var queue = [(node: 0, range: order.indices, depth: 0)]
    var head = 0
    while head < queue.count {
      let (node, range, depth) = queue[head]
      head += 1
      var index = range.lowerBound
      while index < range.upperBound, pieces[order[index]].count == depth {
        nodes[node].value = Int32(order[index])
        index += 1
      }
      nodes[node].firstChild = Int32(nodes.count)
      while index < range.upperBound {
        let byte = pieces[order[index]][depth]
        var end = index
        while end < range.upperBound, pieces[order[end]][depth] == byte { end += 1 }
        queue.append((nodes.count, index..<end, depth + 1))
        nodes.append(Node(byte: byte))
        nodes[node].childCount += 1
        index = end
      }
    }
  }

  /// Calls `body` with each piece that `text` has at `start`, shortest first, and where it ends.
  func forEachPrefix(of text: [UInt8], from start: Int, _ body: (Int, Int) -> Void) {
    var node = 0
    for index in start..<text.count {
      guard let child = child(of: node, text[index]) else { return }
      node = child
      if nodes[node].value >= 0 { body(Int(nodes[node].value), index + 1) }
    }
  }

  /// The index of a piece; nil if it is none.
  func value(of piece: [UInt8]) -> Int? {
    var node = 0
    for byte in piece {
      guard let child = child(of: node, byte) else { return nil }
      node = child
    }
    return nodes[node].value >= 0 ? Int(nodes[node].value) : nil
  }

  private func child(of node: Int, _ byte: UInt8) -> Int? {
    var low = Int(nodes[node].firstChild)
    var high = low + Int(nodes[node].childCount)
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].byte == byte { return middle }
      if nodes[middle].byte < byte { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
