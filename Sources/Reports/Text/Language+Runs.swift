import Languages

extension Language {
  /// Prose in the language of the report.
  public func callAsFunction(en: @autoclosure () -> [Run], ja: @autoclosure () -> [Run]) -> [Run] {
    switch self {
    case .english: en()
    case .japanese: ja()
    }
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
