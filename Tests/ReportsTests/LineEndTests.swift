import Diagnostics
import Languages
import Notebooks
import Testing

@testable import Reports

@Suite("Ends of lines inside a paragraph")
struct LineEndTests {
  @Test(
    "they are spaces between words, and nothing between Japanese characters",
    arguments: [
      ("a", "b", "en", false), ("。", "次", "en", true), ("語", "a", "en", false), ("a", "語", "en", false),
      ("。", "次", "ja", true), ("語", "a", "ja", true), ("5", "件", "ja", true), ("a", "b", "ja", false),
      ("한", "국", "en", false), ("한", "a", "ja", false), (nil, "次", "ja", false), ("。", nil, "ja", false),
    ] as [(Character?, Character?, String, Bool)])
  func joins(before: Character?, after: Character?, language: String, expected: Bool) {
    #expect(LineEnd.joins(before, after, in: Language(tag: language)) == expected)
  }

  @Test("a page joins lines across values, references, code and footnotes; a callout's name loses its full stop")
  func page() {
    let source = """
      ---
      lang: ja
      title: 'あ

        い'
      ---

      ## 見る {#sec-look}

      一行目です。
      二行目は**強調**
      です。`{lab} x`
      件です。[^1]
      次は`code`
      です。@sec-look
      の次はend
      of line。

      > [!TIP]
      > **考えましょう。**
      > なぜですか。
      > 本当に。

      [^1]: 注です。
          続き。
      """
    let html = Self.page(source).replacing(#/ title="[^"]*"/#, with: "")
    for expected in [
      "<p>一行目です。二行目は<strong>強調</strong>です。<span class=\"value\">12</span>件です。<sup>",
      "</sup>次は<code>code</code>です。<a class=\"reference\" href=\"#sec-look\">第1.1節</a>の次はend\nof line。</p>",
      "<span class=\"callout-title\">考えましょう</span>", "<p>なぜですか。本当に。</p>", "注です。続き。",
    ] { #expect(html.contains(expected), "\(expected)") }
    #expect(Self.page("One\nline,\n二\n三\nof text.").contains("<p>One\nline,\n二三\nof text.</p>"))
  }

  private static func page(_ source: String) -> String {
    let (notebook, _) = Notebook.read(file: SourceFile(path: "notebooks/01-a.md", bytes: Array(source.utf8)))
    let (labels, _) = LabelIndex.build(notebooks: [notebook])
    var values: [SourceSpan: String] = [:]
    for case .paragraph(let text) in notebook.blocks.map(\.kind) {
      for case .value(let value) in text { values[value.span] = "12" }
    }
    let page = ReportPage(notebook: notebook, state: .done, cells: [], values: values, parameters: [])
    let folder = ReportFolder(
      folder: NotebookFolder(path: "notebooks", settings: FrontMatter(), notebooks: [notebook]), pages: [page],
      provenance: Provenance(version: "1", seed: 1, stepCount: 0, inputs: []), highlights: [])
    return ReportWriter(folder: folder, labels: labels).page(at: 0)
  }
}
