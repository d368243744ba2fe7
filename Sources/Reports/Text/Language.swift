/// A language in which reports speak for themselves: what steps say, and the page around it.
///
/// Whatever is said stands in all languages at the place where it is said, and the language of the report chooses:
///
///     say(en: "No row repeats another.", ja: "重複した行はありません。")
///
/// So a translator sees both, and a further language is one more label of these functions: no sentence that lacks it compiles.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case japanese = "ja"

  /// The language of a BCP 47 tag by its first subtag; English where reports have no words of their own.
  public init(tag: String) {
    self = Self(rawValue: tag.prefix { $0 != "-" && $0 != "_" }.lowercased()) ?? .english
  }

  public func callAsFunction(en: @autoclosure () -> String, ja: @autoclosure () -> String) -> String {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
  }

  public func callAsFunction(en: @autoclosure () -> [Run], ja: @autoclosure () -> [Run]) -> [Run] {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
  }

  public func callAsFunction(_ words: Localized) -> String { self(en: words.en, ja: words.ja) }
}

/// Words in every language: for what is said before the language of the page is known, such as what a step remarks while it
/// runs. The result of a step does not depend on the language, so a cache keeps all of them.
public struct Localized: Sendable, Hashable {
  public var en: String
  public var ja: String

  public init(en: String, ja: String) {
    self.en = en
    self.ja = ja
  }
}

extension ReportBlock {
  /// A sentence in the language of the report.
  public static func sentence(
    _ language: Language, en: @autoclosure () -> [Run], ja: @autoclosure () -> [Run]
  ) -> ReportBlock {
    .sentence(language(en: en(), ja: ja()))
  }
}
