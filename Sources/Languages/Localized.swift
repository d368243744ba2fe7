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
