import Dataflow
import Formats

struct LoadImages: Node, ReadsFiles {
  static let summary = "The pictures in a folder, PNG and JPEG files, in the order of their names."
  static let waits = true

  @Input("The folder; relative paths begin at the graph's folder.") var folder: Path
  @Input("How many of the first pictures to leave out.", in: 0...1_000_000) var skip = 0
  @Input("How many pictures to load at most.", in: 1...10_000) var limit = 1000
  @Output("The pictures, upright; numbers in names count as numbers, so 2 comes before 10.")
  var images: [Image]
  @Output("The names of the files, without the ending.") var names: [String]

  func filesRead(in context: NodeContext) throws -> [ReadFile] {
    let folder = context.absolute(folder)
    return try files(in: folder).taken.map { ReadFile("\(folder)/\($0)", name: $0) }
  }

  func run(in context: NodeContext) async throws {
    let folder = context.absolute(folder)
    let (taken, found) = try files(in: folder)
    guard !taken.isEmpty else {
      throw ValueError(
        found == 0
          ? "'\(folder)' holds no PNG or JPEG files"
          : "'\(folder)' holds \(found) pictures, and 'skip' leaves out \(skip)")
    }
    if skip + taken.count < found {
      context.note(
        "loads \(taken.count) of the \(found) pictures in '\(folder)'; 'limit' is \(limit)")
    }
    var pictures: [Image] = []
    for (index, file) in taken.enumerated() {
      pictures.append(try Image(contentsOf: "\(folder)/\(file)"))
      try context.progress(index + 1, of: taken.count)
    }
    images = pictures
    names = taken.map { String($0.prefix(upTo: $0.lastIndex(of: ".") ?? $0.endIndex)) }
  }

  /// The names of the files to load, in order, and the number of pictures that the folder holds.
  private func files(in folder: String) throws(FormatError) -> (taken: [String], found: Int) {
    let found = try Folder.names(in: folder).filter { name in
      let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
      return !name.hasPrefix(".") && Image.fileSuffixes.contains(ending?.lowercased() ?? "")
    }
    let sorted = found.map { (name: $0, key: NaturalOrder($0)) }.sorted { $0.key < $1.key }
    return (sorted.dropFirst(skip).prefix(limit).map(\.name), found.count)
  }
}
