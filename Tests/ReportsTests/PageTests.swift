import Diagnostics
import Notebooks
import TestSupport
import Testing

@testable import Reports

@Suite("Pages of a folder")
struct PageTests {
  let sample = SampleFolder.make()
  var writer: ReportWriter { ReportWriter(folder: sample.folder, labels: sample.labels) }
  var pages: [String] { sample.folder.pages.indices.map { writer.page(at: $0) } + [writer.index()] }

  @Test("the pages and the index are as recorded, drawings and style apart")
  func golden() {
    for (name, page) in zip(sample.folder.pages.map(\.fileName) + ["index.html"], pages) {
      // Charts and colours have tests of their own; a change of theirs must not rewrite these files.
      let text =
        page
        .replacing(/<svg class="plot"[\s\S]*?<\/svg>/, with: "<svg class=\"plot\"></svg>")
        .replacing(/<style>[\s\S]*?<\/style>/, with: "<style></style>")
        .replacing(/(<script data[^>]*>)[\s\S]*?<\/script>/) { $0.output.1 + "</script>" }
      #expect(Golden.mismatch(text, name: name) == nil)
    }
  }

  @Test("writing twice gives the same bytes")
  func repeats() {
    let again = SampleFolder.make()
    #expect(writer.page(at: 0) == ReportWriter(folder: again.folder, labels: again.labels).page(at: 0))
  }

  @Test("text from notebooks and data never becomes markup")
  func escaping() {
    for page in pages {
      #expect(!page.contains("<script>alert"))
      #expect(!page.contains("<b onclick"))
      #expect(!page.contains("<iframe"))
      #expect(!page.contains("javascript:"))
    }
    #expect(pages[0].contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("ids are unique in a page and links within it lead somewhere")
  func identifiers() {
    for page in pages {
      let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(ids.count == Set(ids).count)
      let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
      for target in targets { #expect(ids.contains(target), "#\(target)") }
    }
  }

  @Test("links across the folder lead to ids of its pages")
  func links() {
    let names = sample.folder.pages.map(\.fileName) + ["index.html"]
    var texts = Dictionary(uniqueKeysWithValues: zip(names, pages))
    for (position, page) in sample.folder.pages.enumerated() { texts[page.madeFileName] = writer.making(at: position) }
    texts[ReportFolder.madeIndex] = writer.makingIndex()
    for page in pages {
      for match in page.matches(of: /href="([^"#:]+\.html)(?:#([^"]*))?"/) {
        let text = texts[String(match.1)]
        #expect(text != nil)
        if let id = match.2 { #expect(text?.contains("id=\"\(id)\"") == true) }
      }
    }
  }

  @Test("a page without its figures and tables weighs under 60 KB and asks for nothing")
  func weight() {
    for page in pages {
      let bare = page.replacing(/<figure[\s\S]*?<\/figure>/, with: "").replacing(
        /<svg class="plot"[\s\S]*?<\/svg>/, with: "")
      #expect(bare.utf8.count < 60_000)
      #expect(page.firstMatch(of: /(?:src|href)="(?:https?:)?\/\/(?!example)/) == nil)
      #expect(!page.contains("@import") && !page.contains("url("))
    }
  }

  @Test("a failed cell is a card that the banner leads to, and what follows is marked as not run")
  func failure() {
    let page = writer.page(at: 1)
    #expect(page.contains("<a href=\"#error-1\">See what happened</a>"))
    #expect(page.contains("reviews has no column &quot;star_ratings&quot; <code class=\"error-code\">unknown-column"))
    #expect(page.contains("<mark>star_ratings</mark>"))
    #expect(page.contains("did you mean star_rating?"))
    #expect(page.contains("Not run: plot bar at 03-models.md:4 failed"))
    #expect(page.contains("<span class=\"missing\" title=\"This value could not be computed.\">—</span>"))
    #expect(writer.page(at: 2).contains("href=\"02-train.html#error-1\""))
  }

  @Test("the report's own words follow the notebook's language")
  func language() {
    let page = writer.page(at: 2)
    #expect(page.contains("<html lang=\"ja\">"))
    #expect(page.contains("<summary>目次</summary>"))
    let caption = "Reviews by stars: most are fives (65.7 %)"
    #expect(page.contains("href=\"01-explore.html#fig-stars\" title=\"\(caption)\">図1</a>"))
    #expect(page.contains("第2.1節"))
  }

  @Test("no contents where the notebook or the folder does not want them")
  func contents() {
    let whole = SampleFolder.make(failing: false)
    let writer = ReportWriter(folder: whole.folder, labels: whole.labels)
    #expect(writer.page(at: 0).contains("class=\"contents wide\""))
    #expect(!writer.page(at: 1).contains("class=\"contents wide\""))
    var folder = whole.folder
    folder.folder.settings.toc = false
    #expect(!ReportWriter(folder: folder, labels: whole.labels).page(at: 0).contains("class=\"contents wide\""))
  }

  @Test("the excerpt of a very long line is cut around its fault")
  func longLine() {
    let text = String(repeating: "é", count: 100_000) + "wrong" + String(repeating: "x", count: 100_000)
    let file = SourceFile(path: "a.md", bytes: Array(text.utf8))
    let excerpt = Excerpt(SpanLabel(file.span(200_000..<200_005), "here"))
    #expect(excerpt.marked == "wrong")
    #expect(excerpt.before.count < 200 && excerpt.after.count < 200)
    #expect(!excerpt.before.contains("\u{FFFD}"))
  }

  @Test(
    "links that a report may follow",
    arguments: [
      ("https://example.org/a?b#c", "https://example.org/a?b#c"), ("02-train.md", "02-train.html"),
      ("./02-train.md#sec-model", "02-train.html#sec-model"), ("other.md", "other.md"), ("#sec-a", "#sec-a"),
      ("javascript:alert(1)", nil), ("JaVa\tScript:alert(1)", nil), ("data:text/html,x", nil), ("a/b:c", "a/b:c"),
      (" vbscript:x", nil), ("mailto:a@example.org", "mailto:a@example.org"),
      ("./javascript:alert(1).md#a", "javascript%3Aalert(1).html#a"),
    ] as [(String, String?)])
  func targets(destination: String, expected: String?) {
    #expect(LinkTarget(destination, notebookNames: ["02-train", "javascript:alert(1)"])?.text == expected)
  }

  @Test("a page is linked by the name of its file, whatever that means in an address")
  func pageLinks() {
    #expect(ReportPage.link(to: "02-学習 é") == "02-学習 é.html")
    #expect(ReportPage.link(to: "javascript:a%b?#\\") == "javascript%3Aa%25b%3F%23%5C.html")
    var folder = sample.folder
    folder.folder.notebooks[1].name = "javascript:alert(1)"
    folder.pages[1].notebook.name = "javascript:alert(1)"
    let writer = ReportWriter(folder: folder, labels: sample.labels)
    for text in [writer.index(), writer.page(at: 0), writer.makingIndex(), writer.making(at: 0)] {
      #expect(!text.contains("href=\"javascript:"))
    }
    #expect(writer.index().contains("href=\"javascript%3Aalert(1).html\""))
  }
}
