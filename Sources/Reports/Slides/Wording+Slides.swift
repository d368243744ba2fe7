extension Wording {
  private var isJapanese: Bool { language == "ja" }

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
    return isJapanese
      ? "\(all)\(counter)のうち最初の\(shown)\(counter)" : "first \(shown) of \(Phrase.count(cut.count, cut.kind.noun))"
  }

  /// In the place of what an exercise has to be solved for: "waits for Exercise 4".
  func waits(for exercise: Int) -> String {
    let name = reference(.exercise, String(exercise))
    return isJapanese ? name + self[.exerciseWaiting] : self[.exerciseWaiting] + " " + name
  }

  var presentation: String { isJapanese ? "発表" : "Presentation" }
  var speakerNotes: String { isJapanese ? "発表者ノート" : "Speaker notes" }
  var nextSlide: String { isJapanese ? "次のスライド" : "Next slide" }
  var previousSlide: String { isJapanese ? "前のスライド" : "Previous slide" }
  var lastSlide: String { isJapanese ? "最後のスライドです" : "This is the last slide" }

  /// What the keys do, by key.
  var deckKeys: [(key: String, words: String)] {
    isJapanese
      ? [
        ("→ ↓ Space", "次へ"), ("← ↑", "前へ"), ("Home End", "最初・最後"), ("F", "全画面"), ("S", "発表者ノート"),
        ("W", "発表者ノートを別ウィンドウで"), ("O", "一覧"), ("?", "このヘルプ"),
      ]
      : [
        ("→ ↓ Space", "next"), ("← ↑", "back"), ("Home End", "first, last"), ("F", "full screen"),
        ("S", "speaker notes"), ("W", "speaker notes in a window of their own"), ("O", "all slides"),
        ("?", "this help"),
      ]
  }
}
