/// A language of the house: what steps, charts and pages say for themselves, beside what the author of a notebook wrote.
///
/// Whatever is said stands in all languages at the place where it is said, and the language of the report chooses:
///
///     say(en: "No row repeats another.", ja: "重複した行はありません。")
///
/// So a translator sees both, and a further language is one more case here and one more label of these functions: no sentence
/// that lacks it compiles.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case japanese = "ja"

  /// The language of a BCP 47 tag by its first subtag; English where the house has no words of its own.
  public init(tag: String) {
    self = Self(rawValue: tag.prefix { $0 != "-" && $0 != "_" }.lowercased()) ?? .english
  }

  public func callAsFunction(en: @autoclosure () -> String, ja: @autoclosure () -> String) -> String {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
  }

  /// The same of what is more than plain text, such as a line of a page.
  @_disfavoredOverload
  public func callAsFunction<Words>(en: @autoclosure () -> Words, ja: @autoclosure () -> Words) -> Words {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
  }

  public func callAsFunction(_ words: Localized) -> String { self(en: words.en, ja: words.ja) }
}
