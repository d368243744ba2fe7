/// Words of the pages that tell how a report was made.
extension Wording {
  /// "12 steps", "12ステップ"
  func steps(_ count: Int) -> String {
    let number = ValueText.format(.integer(count))
    return language == "ja" ? number + "ステップ" : "\(number) \(count == 1 ? "step" : "steps")"
  }

  func rows(_ count: Int) -> String {
    let number = ValueText.format(.integer(count))
    return language == "ja" ? number + "行" : "\(number) \(count == 1 ? "row" : "rows")"
  }

  func columns(_ count: Int) -> String {
    let number = ValueText.format(.integer(count))
    return language == "ja" ? number + "列" : "\(number) \(count == 1 ? "column" : "columns")"
  }

  /// "a, b", "a、b"
  func listed(_ words: [String]) -> String { words.joined(separator: language == "ja" ? "、" : ", ") }

  /// What a box of the data flow says under a name: "110,958 rows", "model".
  func about(_ item: DataItem) -> String {
    switch item.kind {
    case .table: item.rows.map { rows($0) } ?? self[.notRun]
    case .model: self[.model]
    case .embedding: self[.embedding]
    }
  }
}
