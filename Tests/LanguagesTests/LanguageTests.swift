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
}
