import LabSupport
import Reports
import Steps
import Testing

/// In a report of `lang: ja` steps speak Japanese: outside names and data there is no English word.
@Suite struct JapaneseTests {
  @Test(arguments: ExampleTests.examples.indices)
  func examplesSpeakJapanese(at position: Int) throws {
    let (step, example) = ExampleTests.examples[position]
    try check(ExampleTests.preludes(example.setting), example.code, step)
  }

  @Test(arguments: JapaneseCases.all.indices)
  func rareSentencesSpeakJapanese(at position: Int) throws {
    let (setting, code) = JapaneseCases.all[position]
    try check(ExampleTests.preludes(setting), code, code)
  }

  private func check(_ prelude: String, _ code: String, _ name: String) throws {
    let lab = try Lab(
      ["01-lab.md": "---\nlang: ja\n---\n\n```{lab}\n\(prelude)```\n\n```{lab}\n\(code)\n```\n"],
      data: JapaneseCases.files)
    try lab.put("plain.csv.gz", "a,b\n1,2\n")
    let run = lab.run()
    #expect(run.faults.isEmpty, "\(name): \(run.faults.map(\.message))")
    let names = KnownNames(run, code: code)
    var texts = SpokenText.all(in: run.blocks(cell: 1), data: names)
    for step in run.program.steps where step.cell.cell == 1 {
      guard let outcome = run.result.outcomes[step.index] else { continue }
      texts += try SpokenText.of(step.step.highlights(ofAny: outcome, in: .japanese))
    }
    #expect(!texts.isEmpty)
    for spoken in texts {
      #expect(spoken.foreignWords(names).isEmpty, "\(name): \(spoken.foreignWords(names)) in: \(spoken.text)")
      #expect(spoken.foreignPunctuation.isEmpty, "\(name): \(spoken.foreignPunctuation) in: \(spoken.text)")
      if spoken.kind == .sentence { #expect(spoken.text.hasSuffix("。"), "\(name): \(spoken.text)") }
    }
  }

  @Test func anEnglishWordIsFound() throws {
    let run = try Lab(cell: "load \"sample:reviews?rows=2000\" as reviews\ncount reviews").run()
    let names = KnownNames(run, code: "")
    let texts = SpokenText.all(in: run.blocks(), data: names)
    #expect(texts.contains { $0.foreignWords(names).contains("rows") })
    #expect(SpokenText(kind: .sentence, text: "12.3 %です, 列").foreignPunctuation.count == 2)
  }

  @Test func otherLanguagesAreSpokenInEnglish() throws {
    let run = try Lab(
      ["01-lab.md": "---\nlang: fr\n---\n\n```{lab}\nload \"a.csv\" as a\n```\n"], data: ["a.csv": "x\n1\n"]
    )
    .run()
    #expect(run.sentences() == ["1 row of 1 column from a.csv; no line was left out."])
  }
}
