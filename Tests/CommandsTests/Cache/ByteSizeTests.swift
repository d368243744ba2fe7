import Testing

@testable import Commands

@Suite struct ByteSizeTests {
  @Test(arguments: [
    ("10GB", 10_000_000_000), ("1.5 gb", 1_500_000_000), ("500 MB", 500_000_000), ("20k", 20_000), ("7", 7), ("0", 0),
    ("12 B", 12),
  ])
  func sizesAreReadAsPeopleWriteThem(_ text: String, _ bytes: Int) { #expect(ByteSize.parse(text) == bytes) }

  @Test(arguments: ["", "GB", "ten", "-1GB", "10 GiBs", "1e99999 TB", "10GB more"])
  func whatIsNoSizeIsRefused(_ text: String) { #expect(ByteSize.parse(text) == nil) }

  @Test(arguments: [(0, "0 B"), (999, "999 B"), (86_412_345, "86 MB"), (1_250_000_000, "1.3 GB")])
  func sizesAreShownWithTwoDigits(_ bytes: Int, _ text: String) { #expect(ByteSize.text(bytes) == text) }
}
