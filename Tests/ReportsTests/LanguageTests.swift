import Testing

@testable import Reports

@Suite struct LanguageTests {
  @Test func aTagIsKnownByItsFirstPart() {
    for tag in ["ja", "ja-JP", "JA_jp"] { #expect(Language(tag: tag) == .japanese) }
    for tag in ["en", "en-GB", "de", "", "jav"] { #expect(Language(tag: tag) == .english) }
  }

  @Test func theLanguageChooses() {
    let words = Localized(en: "one", ja: "一")
    #expect(Language.english(words) == "one")
    #expect(Language.japanese(words) == "一")
    #expect(Language.japanese(en: ["one"], ja: [.strong("一")]) == [.strong("一")])
    guard case .sentence(let runs) = ReportBlock.sentence(.japanese, en: ["one"], ja: ["一。"]) else {
      Issue.record("no sentence")
      return
    }
    #expect(runs == ["一。"])
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
    let (english, japanese) = (Wording(lang: "en"), Wording(lang: "ja"))
    #expect(english.digest("built in, 2,000 rows, seed 7") == "built in, 2,000 rows, seed 7")
    #expect(japanese.digest("built in, 2,000 rows, seed 7") == "内蔵、2,000行、シード7")
    #expect(japanese.digest("built in, 1 row, seed 7") == "内蔵、1行、シード7")
    #expect(japanese.digest("sha256 abc") == "sha256 abc")
  }
}
