import Diagnostics
import Notebooks
import Plotting
import Testing

@testable import Reports

@Suite("Decks")
struct DeckTests {
  /// The sample folder with every cell and every heading of it presented.
  private func deck(failing: Bool = true) -> (text: String, slides: [SlideSource]) {
    var (folder, labels) = SampleFolder.make(failing: failing)
    for page in folder.pages.indices {
      for cell in folder.pages[page].notebook.cells.indices {
        folder.pages[page].notebook.cells[cell].options.isPresented = true
      }
      for block in folder.pages[page].notebook.blocks.indices {
        folder.pages[page].notebook.blocks[block].isPresented = true
      }
    }
    folder.folder.notebooks = folder.pages.map(\.notebook)
    let slides = SlideOutline.slides(of: folder.folder)
    return (DeckWriter(ReportWriter(folder: folder, labels: labels), slides: slides).deck().text, slides)
  }

  @Test("there is a slide for everything presented, and one to open with")
  func slides() {
    let (text, slides) = deck()
    #expect(text.matches(of: /<section class="slide\s/).count == slides.count + 1)
    #expect(slides.count > 10)
    #expect(text == deck().text)
  }

  @Test("nothing leads elsewhere, nothing is asked for, ids are unique and data is no markup")
  func selfContained() {
    let text = deck().text
    #expect(!text.contains("<a "))
    #expect(!text.contains("<script>alert") && !text.contains("<b onclick") && !text.contains("javascript:"))
    #expect(!text.contains(/(src|href)="(?!data:)/))
    let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(ids.count == Set(ids).count, "\(ids)")
  }

  @Test("long headlines and captions leave room for what is shown")
  func sheet() {
    let long = String(repeating: "A headline that does not want to end ", count: 12)
    for (headline, support) in [
      ("Short", ""), (long, ""), (long, long + long + long), ("題" + String(repeating: "長い", count: 90), long),
    ] {
      let sheet = SlideSheet(headline: headline, support: support)
      #expect(sheet.body > 380, "\(headline.prefix(10))")
      #expect(sheet.supportLines <= 4)
    }
    #expect(SlideSheet(headline: "Short", support: "").headlineSize == 40)
  }
}
