import FoundationEssentials
import Nodes
import TestSupport
import Testing

@Suite struct PagesTests {
  @Test func `every page of nodes-docs is what its kind's declaration generates`() throws {
    for page in NodeLibrary.pages {
      let path = "\(Repository.root)/nodes-docs/\(page.path)"
      let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8)
      #expect(text == page.text, "weft nodes --write nodes-docs makes \(page.path) again")
    }
  }

  @Test func `no page of nodes-docs is left of a kind that is gone`() throws {
    let root = "\(Repository.root)/nodes-docs"
    let pages = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.hasSuffix(".md") }
    #expect(Set(pages) == Set(NodeLibrary.pages.map(\.path)))
  }
}
