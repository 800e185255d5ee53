import Foundation
import TestSupport
import Testing

@testable import weft

@Suite struct EventRecordTests {
  private var page: String {
    get throws {
      String(decoding: try Fixture.bytes(at: "\(Repository.root)/docs/events.md"), as: UTF8.self)
    }
  }

  @Test(arguments: EventRecord.Event.allCases)
  func `every event is described in docs/events.md`(event: EventRecord.Event) throws {
    #expect(try page.contains("\n| `\(event.rawValue)` | "))
  }

  @Test(arguments: EventRecord.CodingKeys.allCases)
  func `every member of an event is named in docs/events.md`(
    member: EventRecord.CodingKeys
  ) throws {
    #expect(try page.contains("`\(member.rawValue)`"))
  }

  @Test func `docs/events.md describes no event that there is not`() throws {
    let rows = try page.components(separatedBy: "## Events\n")[1]
      .split(separator: "\n").filter { $0.hasPrefix("| `") }
    let names = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    let known = EventRecord.Event.allCases.map(\.rawValue)
    #expect(names.sorted() == known.sorted())
  }
}
