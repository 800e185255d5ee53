/// Why a value that reached an input does not fit it.
enum ArgumentError: Error, CustomStringConvertible {
  case missing(wanted: String)
  case otherType(wanted: String, given: String)
  case outOfBounds(String)

  var description: String {
    switch self {
    case .missing(let wanted): "no value for an input of type \(wanted)"
    case .otherType(let wanted, let given): "\(given.withArticle) where \(wanted) is wanted"
    case .outOfBounds(let fault): fault
    }
  }
}
