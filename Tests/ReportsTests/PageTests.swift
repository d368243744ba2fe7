import TestSupport
import Testing

@testable import Reports

@Suite("Pages of a folder")
struct PageTests {
  let sample = SampleFolder.make()
  var writer: ReportWriter { ReportWriter(folder: sample.folder, labels: sample.labels) }

  @Test("the pages and the index are as recorded", arguments: [0, 1, 2])
  func golden(position: Int) {
    #expect(Golden.mismatch(writer.page(at: position), name: sample.folder.pages[position].fileName) == nil)
    #expect(Golden.mismatch(writer.index(), name: "index.html") == nil)
  }

  @Test("writing twice gives the same bytes")
  func repeats() {
    let again = SampleFolder.make()
    #expect(writer.page(at: 0) == ReportWriter(folder: again.folder, labels: again.labels).page(at: 0))
  }
}
