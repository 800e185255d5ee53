import ArgumentParser
import Dataflow
import FoundationEssentials
import Nodes

/// `weft models`: what models are found, and what each is.
struct ModelsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "List the models that are found, or describe one.")

  @OptionGroup var search: ModelSearchOptions

  @Argument(help: "A model's name or the path of its folder.", completion: .directory)
  var name: String?

  @Flag(help: "Print JSON.") var json = false

  @Flag(help: "Compare the model's files with the digests of its profile.") var verify = false

  func validate() throws {
    if verify, name == nil { throw ValidationError("--verify needs the name of a model.") }
  }

  func run() throws {
    guard let name else { return try list() }
    let folders = search.folders
    guard let path = folders.path(of: ModelName(name)) else {
      throw Failure.missing(search.absent(name))
    }
    let profile = try Failure.reading { try ModelProfile(opening: path) }
    if verify { return try compareFiles(of: profile) }
    if json {
      print(try JSONText.of(ModelRecord(profile)))
    } else {
      describe(profile)
    }
  }

  /// Says of each file with a digest whether it has that digest.
  private func compareFiles(of profile: ModelProfile) throws {
    var isRight = true
    for digest in profile.digests {
      let found = try? FileDigest.sha256(of: digest.file)
      let verdict = found.map { $0 == digest.sha256 ? "as recorded" : "changed" } ?? "missing"
      print("\(digest.file): \(verdict)")
      isRight = isRight && found == digest.sha256
    }
    if profile.digests.isEmpty { print("\(profile.name): the profile records no digests") }
    if !isRight { throw Failure.failed }
  }

  private func list() throws {
    let folders = search.folders
    let found = folders.names.map { name -> (name: String, profile: ModelProfile?) in
      (name, folders.path(of: ModelName(name)).flatMap { try? ModelProfile(opening: $0) })
    }
    if json {
      print(try JSONText.of(found.compactMap(\.profile).map(ModelRecord.init)))
      return
    }
    if found.isEmpty {
      print("No model is found in \(folders.folders.joined(separator: ", ")).")
    }
    let width = found.map(\.name.count).max() ?? 0
    for (name, profile) in found {
      let about = profile.map { "\($0.family.rawValue)  \($0.about ?? "")" }
      print("\(name.padded(to: width))  \(about ?? "its profile has faults: weft models \(name)")")
    }
  }

  private func describe(_ profile: ModelProfile) {
    let d = profile.defaults
    let rows: [(String, String?)] = [
      ("family", profile.family.rawValue), ("about", profile.about), ("licence", profile.licence),
      ("source", profile.source), ("folder", profile.folder),
      ("steps", "\(d.steps)"), ("sampler", d.sampler.rawValue),
      ("guidance scale", "\(d.guidanceScale)"), ("guidance", "\(d.guidance)"),
      ("negative", "\"\(d.negative)\""), ("text tokens", "\(d.textTokens)"),
      ("size", "\(d.width)×\(d.height)"),
    ]
    print(profile.name)
    for (key, value) in rows {
      if let value { print("  \(key.padded(to: 14))  \(value)") }
    }
  }
}

/// A model as JSON tells it.
private struct ModelRecord: Encodable {
  let name: String
  let family: String
  let folder: String
  let about: String?
  let licence: String?
  let source: String?
  let steps: Int
  let sampler: String
  let guidanceScale: Double
  let width: Int
  let height: Int

  init(_ profile: ModelProfile) {
    name = profile.name
    family = profile.family.rawValue
    folder = profile.folder
    about = profile.about
    licence = profile.licence
    source = profile.source
    steps = profile.defaults.steps
    sampler = profile.defaults.sampler.rawValue
    guidanceScale = profile.defaults.guidanceScale
    width = profile.defaults.width
    height = profile.defaults.height
  }
}
