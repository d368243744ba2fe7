import Notebooks
import Plotting
import TestSupport
import Testing

@testable import Reports

@Suite("Pages that tell how a report was made")
struct MakingPageTests {
  private static func writer() -> ReportWriter {
    let sample = SampleFolder.make(failing: false)
    var folder = sample.folder
    folder.steps = SampleSteps.all
    folder.provenance.command = "matinee run notebooks -P 'data:my file.csv'"
    folder.pages[0].defaults = ["data": "sample:reviews"]
    folder.folder.settings.license = [
      .text("Text under "), .link(destination: "https://example.org/by", title: "", [.text("BY")]),
    ]
    return ReportWriter(folder: folder, labels: sample.labels)
  }

  private let writer = Self.writer()
  private var pages: [(name: String, text: String)] {
    writer.folder.pages.indices.map { (writer.folder.pages[$0].madeFileName, writer.making(at: $0)) }
      + [(ReportFolder.madeIndex, writer.makingIndex())]
  }

  @Test("the pages are as recorded, style apart")
  func golden() {
    for (name, page) in pages {
      let text =
        page.replacing(/<style>[\s\S]*?<\/style>/, with: "<style></style>")
        .replacing(/(<script data[^>]*>)[\s\S]*?<\/script>/) { $0.output.1 + "</script>" }
      #expect(Golden.mismatch(text, name: name.replacing("/", with: "-")) == nil)
    }
  }

  @Test("a name of any length is cut to what fits, and no shorter")
  func shortenedNames() {
    func cut(_ words: String) -> String { FlowDrawing.shortened(words, size: 13, bold: true, to: 150) }
    #expect(cut("02-explore") == "02-explore")
    for words in [
      String(repeating: "word ", count: 20_000), String(repeating: "推薦", count: 40),
      "iiiiiiiiiiii" + String(repeating: "W", count: 30),
    ] {
      let short = cut(words)
      let kept = short.count - 1
      #expect(TextMetrics.width(short, size: 13, bold: true) <= 150)
      #expect(short == String(words.prefix((kept + 1) / 2)) + "…" + String(words.suffix(kept / 2)))
      let longer = String(words.prefix((kept + 2) / 2)) + "…" + String(words.suffix((kept + 1) / 2))
      #expect(TextMetrics.width(longer, size: 13, bold: true) > 150)
    }
    #expect(FlowDrawing.shortened("words", size: 13, bold: false, to: 1) == "…")
  }

  @Test("every link leads to a place that is there")
  func links() {
    var texts: [String: String] = [:]
    for (name, text) in pages { texts[name] = text }
    for position in writer.folder.pages.indices {
      texts[writer.folder.pages[position].fileName] = writer.page(at: position)
    }
    texts["index.html"] = writer.index()
    for (name, text) in texts {
      let inside = name.hasPrefix("made/")
      for match in text.matches(of: /href="([^"#:]*)(?:#([^"]*))?"/) where !match.0.hasSuffix("\"data\"") {
        let path = String(match.1)
        let target =
          path.isEmpty ? name : path.hasPrefix("../") ? String(path.dropFirst(3)) : (inside ? "made/" : "") + path
        #expect(texts[target] != nil, "\(name): \(match.0)")
        if let id = match.2, let there = texts[target] {
          #expect(there.contains("id=\"\(id)\""), "\(name): \(match.0)")
        }
      }
    }
    #expect(texts["01-explore.html"]?.contains("href=\"made/01-explore.html\"") == true)
  }

  @Test("a step tells what it took, gave, quoted, read and wrote")
  func records() {
    let first = writer.making(at: 0)
    let second = writer.making(at: 1)
    #expect(first.contains("01-explore.md:12"))
    #expect(first.contains("<small>199,412 rows × 3 columns</small><br><small>the same columns</small>"))
    #expect(second.contains("without: product_title"))
    #expect(second.contains("model (customer_id)"))
    #expect(second.contains("<code>test.rows</code> 19,412"))
    #expect(second.contains("<code>scores.csv</code>"))
    #expect(second.contains("<code>model.v8</code> 8") && !second.contains("model.v9"))
    #expect(second.contains("and more in results.json"))
    #expect(second.contains("<span class=\"badge failed\">Failed</span>"))
    #expect(first.contains("# &lt;b&gt;</span>"))
    // A parameter that no step uses had no part in the page.
    #expect(first.contains("<dt>data</dt>") && !first.contains("<dt>min-customer</dt>"))
  }

  @Test("the flow has a box for each item, and what other notebooks made is dashed and leads there")
  func flow() {
    let graph = FlowGraph.of(
      notebook: 1, steps: SampleSteps.all, title: { "notebook \($0)" }, link: { "\($0).html" },
      wording: Wording(lang: "en"))
    #expect(graph.nodes.map { $0.name + $0.suffix } == ["reviews@2", "train", "test", "model", "words", "lost"])
    #expect(graph.nodes[0].isForeign && graph.nodes[0].heading == "notebook 0")
    #expect(graph.nodes[0].link == "0.html#step-2")
    #expect(graph.nodes[3].looks == ["6 evaluate"])
    #expect(graph.nodes[5].state == .failed && graph.nodes[5].looks == ["9 head"])
    #expect(graph.edges.filter(\.isFaint) == [.init(from: 2, to: 4, isFaint: true)])
    #expect(graph.edges.count == 6)
    let between = FlowGraph.between(
      notebooks: [("A", .done), ("B", .failed)], steps: SampleSteps.all, link: { "\($0).html" },
      wording: Wording(lang: "en"))
    #expect(between.nodes.map(\.kind) == [.source, .notebook, .notebook])
    #expect(between.edges == [.init(from: 0, to: 1), .init(from: 1, to: 2)])
    #expect(between.nodes[2].looks == ["reviews"])
  }

  @Test("parameters that are not as declared stand open, the others behind a fold")
  func parameters() {
    let page = writer.page(at: 0)
    let changed = "<dt>data</dt><dd><strong>sample:reviews</strong> <span class=\"quiet\">(default: sample:reviews)"
    #expect(page.contains(changed))
    #expect(page.contains("<details class=\"parameters\"><summary>"))
    let fold = page.split(separator: "<details class=\"parameters\">")[1]
    #expect(fold.contains("<dt>min-customer</dt>") && !fold.contains("<dt>data</dt>"))
  }

  @Test("the index tells how to run it again, what was read and under which license")
  func front() {
    let index = writer.index()
    #expect(index.contains("<code>matinee run notebooks -P &#39;data:my file.csv&#39;</code>"))
    #expect(index.contains("Generated: no customer, title or review in it is real."))
    #expect(index.contains("Text under <a href=\"https://example.org/by\">BY</a>"))
    #expect(index.contains("<span class=\"card-steps\">3 steps</span>"))
    #expect(index.contains("href=\"made/index.html\""))
  }

  @Test("a drawing that nobody could read is left out, the steps are not")
  func large() {
    let sample = SampleFolder.make(failing: false)
    var folder = sample.folder
    folder.steps = (1...400).map { number in
      StepRecord(
        number: number, notebook: 0, verb: "derive", code: "derive t a: 1", line: number, anchor: "cell-4",
        state: .done, takes: number > 1 ? [DataItem(.init("t", number - 1), kind: .table)] : [],
        gives: [DataItem(.init("t", number), kind: .table)])
    }
    let page = ReportWriter(folder: folder, labels: sample.labels).making(at: 0)
    #expect(!page.contains("<svg class=\"flow\""))
    #expect(page.contains("id=\"step-400\""))
  }

  @Test(
    "names of columns as words",
    arguments: [
      ("star_rating", "star rating"), ("movieId", "movie id"), ("at", "at"), ("v1", "v1"), ("days since", "days since"),
      ("__x_", "x"), ("_", "_"), ("SKU", "SKU"), ("userID", "user ID"), ("bookISBN", "book ISBN"), ("題名_長", "題名 長"),
    ])
  func titles(name: String, words: String) { #expect(ColumnTitle.words(of: name) == words) }
}
