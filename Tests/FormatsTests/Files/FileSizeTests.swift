import Formats
import Testing

@Suite struct FileSizeTests {
  @Test(arguments: [
    (0, "0 B"), (840, "840 B"), (21_300, "21.3 KB"), (999_999, "1000 KB"), (5_060_000, "5.06 MB"),
    (2_100_000_000, "2.10 GB"), (72_400_000_000_000, "72400 GB"),
  ])
  func `sizes are shown in decimal units`(bytes: Int, text: String) {
    #expect(FileSize.text(bytes) == text)
  }
}
