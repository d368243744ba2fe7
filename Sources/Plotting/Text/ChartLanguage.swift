/// A language in which charts speak of themselves: summaries, notes, the names of months, the words of legends.
///
/// Whatever is said stands in all languages at the place where it is said, and the language of the chart chooses, as in
/// `say(en: "no rows to draw", ja: "描く行がありません")`: words that lack a language do not compile.
public enum ChartLanguage: Sendable, Hashable, CaseIterable {
  case english
  case japanese

  func callAsFunction(en: @autoclosure () -> String, ja: @autoclosure () -> String) -> String {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
  }
}
