extension Wording {
  private var isJapanese: Bool { language == "ja" }

  /// Under a table that is too long for its slide.
  func moreRows(_ count: Int) -> String {
    let number = Phrase.integer(count)
    return isJapanese ? "ほか\(number)行" : "and \(number) more \(count == 1 ? "row" : "rows")"
  }

  func moreColumns(_ count: Int) -> String {
    let number = Phrase.integer(count)
    return isJapanese ? "ほか\(number)列" : "and \(number) more \(count == 1 ? "column" : "columns")"
  }

  /// Under a list, values or lines of code that are too many for their slide.
  func moreItems(_ count: Int) -> String {
    let number = Phrase.integer(count)
    return isJapanese ? "ほか\(number)件" : "and \(number) more"
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
