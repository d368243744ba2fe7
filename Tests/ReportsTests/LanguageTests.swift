import Languages
import Notebooks
import Testing

@testable import Reports

@Suite struct LanguageTests {
  @Test func theLanguageChoosesProse() {
    let chosen: Sentence = Language.japanese(en: "one", ja: "\(strong: "一")")
    #expect(chosen.runs == [.strong("一")])
    guard case .sentence(let runs) = ReportBlock.sentence(.japanese, en: "one", ja: "一。") else {
      Issue.record("no sentence")
      return
    }
    #expect(runs == ["一。"])
  }

  @Test func aSentenceIsTextInWhichSomethingStandsOut() {
    let part: Sentence = ", \(code: "b") too"
    let sentence: Sentence = "\(strong: 1234, "row") of \(5678) and \(1, "table") in \(code: "a")\(part)" + "."
    #expect(
      sentence.runs == [
        .strong("1,234 rows"), " of 5,678 and 1 table in ", .code("a"), ", ", .code("b"), " too.",
      ])
    let counted: Sentence = "\(strong: 3, counter: "行")です。"
    #expect(counted.runs == [.strong("3行"), "です。"])
    let nothing: Sentence = ""
    #expect(nothing.runs == [])
  }

  @Test func sharesAndListsReadAsTheirLanguageHasThem() {
    let (english, japanese) = (Language.english, Language.japanese)
    #expect(Phrase.share(123, of: 1000, in: english) == "12.3\u{A0}%")
    #expect(Phrase.share(123, of: 1000, in: japanese) == "12.3%")
    #expect(Phrase.share(1, of: 10_000, in: japanese) == "0.1%未満")
    #expect(Phrase.share(9_999, of: 10_000, in: japanese) == "99.9%超")
    #expect(Phrase.share(0, of: 0, in: japanese) == "—")
    #expect(Phrase.percent(0.5, decimals: 0, in: japanese) == "50%")
    #expect(Phrase.list(["a", "b", "c"], in: english) == "a, b and c")
    #expect(Phrase.list(["a", "b", "c"], in: japanese) == "a、b、c")
  }

  @Test func theProvenanceOfTheSampleIsReadable() {
    let many = InputIdentity.sample(rows: 2_000, seed: 7)
    #expect(many.text() == "built in, 2,000 rows, seed 7")
    #expect(many.text(in: .japanese) == "内蔵、2,000行、シード7")
    #expect(InputIdentity.sample(rows: 1, seed: 7).text() == "built in, 1 row, seed 7")
    #expect(InputIdentity.sha256("abc").text(in: .japanese) == "sha256 abc")
  }

  /// Of every phrase, each language has words of its own.
  @Test(arguments: Language.allCases) func noPhraseIsEmpty(_ language: Language) {
    for key in Wording.Key.allCases { #expect(!language(key.words).isEmpty, "\(key)") }
    for callout in Callout.allCases { #expect(!language(callout.words).isEmpty, "\(callout)") }
  }
}
