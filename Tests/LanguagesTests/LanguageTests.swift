import Languages
import Testing

@Suite struct LanguageTests {
  @Test func aTagIsKnownByItsFirstPart() {
    for tag in ["ja", "ja-JP", "JA_jp"] { #expect(Language(tag: tag) == .japanese) }
    for tag in ["en", "en-GB", "de", "", "jav"] { #expect(Language(tag: tag) == .english) }
  }

  @Test func theLanguageChooses() {
    let words = Localized(en: "one", ja: "一")
    #expect(Language.english(words) == "one")
    #expect(Language.japanese(words) == "一")
    #expect(Language.japanese(en: 1, ja: 2) == 2)
  }

  @Test func nounsAreCountedWithTheirDigitsInGroups() {
    #expect(
      [0, 1, 2, 1_234_567].map { CountedNoun.text($0, "row") } == ["0 rows", "1 row", "2 rows", "1,234,567 rows"])
    #expect(CountedNoun.text(2, "query", plural: "queries") == "2 queries")
    #expect(
      [999, 1000, -12_345, Int.min].map { CountedNoun.grouped($0) } == [
        "999", "1,000", "−12,345", "−9,223,372,036,854,775,808",
      ])
    #expect(CountedNoun.grouped(UInt64.max) == "18,446,744,073,709,551,615")
  }
}
