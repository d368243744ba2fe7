extension Wording {
  /// Under what is too long for its slide: "first 12 of 60 rows".
  func first(_ cut: SlideCut) -> String {
    let (shown, all) = (Phrase.integer(cut.shown), Phrase.integer(cut.count))
    let counter =
      switch cut.kind {
      case .rows, .lines: "行"
      case .columns: "列"
      case .items: "件"
      case .paragraphs: "段落"
      }
    return say(
      en: "first \(shown) of \(Phrase.count(cut.count, cut.kind.noun))",
      ja: "\(all)\(counter)のうち最初の\(shown)\(counter)")
  }

  var presentation: String { say(en: "Presentation", ja: "発表") }
  var speakerNotes: String { say(en: "Speaker notes", ja: "発表者ノート") }
  var nextSlide: String { say(en: "Next slide", ja: "次のスライド") }
  var previousSlide: String { say(en: "Previous slide", ja: "前のスライド") }
  var lastSlide: String { say(en: "This is the last slide", ja: "最後のスライドです") }

  /// What the keys do, by key.
  var deckKeys: [(key: String, words: String)] {
    [
      ("→ ↓ Space", say(en: "next", ja: "次へ")), ("← ↑", say(en: "back", ja: "前へ")),
      ("Home End", say(en: "first, last", ja: "最初・最後")), ("F", say(en: "full screen", ja: "全画面")),
      ("S", say(en: "speaker notes", ja: "発表者ノート")),
      ("W", say(en: "speaker notes in a window of their own", ja: "発表者ノートを別ウィンドウで")),
      ("O", say(en: "all slides", ja: "一覧")), ("?", say(en: "this help", ja: "このヘルプ")),
    ]
  }
}
