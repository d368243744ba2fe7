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

  @Test("the frame of a deck is as recorded, slides, style and script apart")
  func frame() {
    let text = deck().text
      .replacing(/<style>[\s\S]*?<\/style>/, with: "<style></style>")
      .replacing(/<section class="slide [\s\S]*<\/section>\n/, with: "")
      .replacing(/(<script data[^>]*>)[\s\S]*?<\/script>/) { $0.output.1 + "</script>" }
    let title = "What should they watch next?"
    #expect(
      text == """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <meta name="generator" content="Matinee 0.2.0">
        <title>\(title) · Presentation</title>
        <link rel="icon" href="data:,">
        <style></style>
        </head>
        <body>
        <main id="deck" aria-label="Presentation">
        </main>
        <div class="bar" aria-hidden="true"><i></i></div>
        <nav class="controls" aria-label="Presentation" hidden>
        <button type="button" class="back" aria-label="Previous slide">←</button>
        <button type="button" class="on-to" aria-label="Next slide">→</button>
        <button type="button" class="help" aria-label="?">?</button>
        </nav>
        <p id="said" class="hidden" aria-live="polite"></p>
        <dialog id="keys"><dl>
        <div><dt>→ ↓ Space</dt><dd>next</dd></div>
        <div><dt>← ↑</dt><dd>back</dd></div>
        <div><dt>Home End</dt><dd>first, last</dd></div>
        <div><dt>F</dt><dd>full screen</dd></div>
        <div><dt>S</dt><dd>speaker notes</dd></div>
        <div><dt>W</dt><dd>speaker notes in a window of their own</dd></div>
        <div><dt>O</dt><dd>all slides</dd></div>
        <div><dt>?</dt><dd>this help</dd></div>
        </dl></dialog>
        <script data-notes="Speaker notes" data-next="Next slide" data-last="This is the last slide"></script>
        </body>
        </html>

        """)
  }

  @Test("the slide that a deck opens with, and one with a headline alone")
  func opening() {
    let text = deck().text
    let start = """
      <main id="deck" aria-label="Presentation">
      <section class="slide title on" id="title" aria-label="1"><div class="face">
      <div class="opening">
      <h1 style="--size:60">What should they watch next?</h1>

      """
    #expect(text.contains(start))
    #expect(text.contains("</div>\n<footer><span>1 · Look before you learn"))
    #expect(text.contains("</span></footer>\n</div>\n"))
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
