/// Words of the pages that tell how a report was made.
extension Wording {
  /// "12 steps", "12ステップ"
  func steps(_ count: Int) -> String { say(en: Phrase.count(count, "step"), ja: Phrase.integer(count) + "ステップ") }

  func rows(_ count: Int) -> String { say(en: Phrase.count(count, "row"), ja: Phrase.integer(count) + "行") }

  func columns(_ count: Int) -> String { say(en: Phrase.count(count, "column"), ja: Phrase.integer(count) + "列") }

  /// "a, b", "a、b"
  func listed(_ words: [String]) -> String { words.joined(separator: say(en: ", ", ja: "、")) }

  /// What a box of the data flow says under a name: "110,958 rows", "model".
  func about(_ item: DataItem) -> String {
    switch item.kind {
    case .table: item.rows.map { rows($0) } ?? self[.notRun]
    case .model: self[.model]
    case .embedding: self[.embedding]
    }
  }
}
