import Dataflow

/// Where in a frame a smaller thing lies.
enum Anchor: String, Choice {
  case topLeft = "top_left"
  case top
  case topRight = "top_right"
  case left
  case center
  case right
  case bottomLeft = "bottom_left"
  case bottom
  case bottomRight = "bottom_right"

  /// Columns left of the thing, where `free` columns of the frame are not under it.
  func left(of free: Int) -> Int {
    switch self {
    case .topLeft, .left, .bottomLeft: 0
    case .top, .center, .bottom: free / 2
    case .topRight, .right, .bottomRight: free
    }
  }

  /// Rows above the thing, where `free` rows of the frame are not under it.
  func top(of free: Int) -> Int {
    switch self {
    case .topLeft, .top, .topRight: 0
    case .left, .center, .right: free / 2
    case .bottomLeft, .bottom, .bottomRight: free
    }
  }
}
