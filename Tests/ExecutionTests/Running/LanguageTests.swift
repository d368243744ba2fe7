import Execution
import Foundation
import LabSupport
import Testing

@testable import Reports

/// The language of a report is that of its page, whatever ran before.
@Suite struct LanguageTests {
  private static let text = """
    ---
    lang: LANG
    ---
    ```{lab}
    load "gaps.csv" as gaps
    filter gaps where: number > 1 as some
    ```
    """

  @Test func aCachedResultSpeaksTheLanguageOfThePageThatShowsIt() throws {
    let lab = try TemporaryLab(["01-lab.md": Self.text.replacing("LANG", with: "en")])
    try lab.write("name,number\na,1\nb,\nc,3\n", to: "gaps.csv")
    try lab.age("gaps.csv")
    let english = try lab.run()
    try lab.write(Self.text.replacing("LANG", with: "ja"), to: "01-lab.md")
    let japanese = try lab.run()
    #expect(japanese.ran.isEmpty)
    let pages = [english, japanese].map { String(decoding: $0.files["/01-lab.html"] ?? Data(), as: UTF8.self) }
    #expect(pages[0].contains("For 1 row the condition is neither true nor false"))
    #expect(pages[1].contains("<html lang=\"ja\">"))
    #expect(pages[1].contains("<strong>ご注意：</strong>値が欠けているために条件の真偽が決まらない行が1行あり、除きました。"))
    #expect(!pages[1].replacing(/<style>[\s\S]*?<\/style>/, with: "").contains("rows"))
  }

  @Test func whatWasNotRunSaysWhyInTheLanguageOfItsPage() throws {
    let run = try Lab(
      [
        "a.md": "```{lab}\nload \"d.csv\" as d\n```\n\n```{lab}\nexpect d.rows > 9\n```\n\n```{lab}\nhead d\n```\n",
        "b.md": "---\nlang: en\n---\n\n```{lab}\ncount d\n```\n",
      ], settings: "lang: ja\n", data: ["d.csv": "a\n1\n"]
    ).run()
    let reasons = run.report.pages.map { page in
      page.cells.compactMap { cell in if case .notRun(let reason) = cell.state { reason.words } else { nil } }
    }
    #expect(reasons[0].count == 1)
    #expect(reasons[0].allSatisfy { $0.ja.hasSuffix("a.md:6のexpectが失敗しました") })
    #expect(reasons[1].allSatisfy { $0.en.hasSuffix("a.md:6 failed") && $0.en.hasPrefix("expect at ") })
  }

  @Test func theFrontPageSpeaksTheLanguageOfTheFolder() throws {
    let cell = """
      ```{lab}
      #| tags: [highlight]
      correlate d columns: [a, b]
      ```
      """
    let data = ["d.csv": "a,b\n1,2\n2,3\n3,5\n"]
    let load = "---\nlang: ja\n---\n\n```{lab}\nload \"d.csv\" as d\n```\n\n"
    for (settings, name) in [(nil, "aとbの相関係数"), ("lang: en\n", "correlation of a and b")] {
      let run = try Lab(["a.md": load + cell], settings: settings, data: data).run()
      #expect(run.report.highlights.map(\.name) == [name])
    }
  }
}
