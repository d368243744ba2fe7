import Languages
import Reports
import Tables

/// The lines of a file that are no rows of its table, by the reason, in words.
struct LeftOutLines: Codable {
  private struct Part: Codable {
    var reason: BadLineReason
    var count: Int
  }

  private let parts: [Part]

  init(_ counts: [BadLineReason: Int]) {
    parts = BadLineReason.allCases.compactMap { reason in counts[reason].map { Part(reason: reason, count: $0) } }
  }

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// The end of a sentence: "; 2 lines of a wrong length left out."
  func ending(in say: Language) -> Sentence {
    guard let first = parts.first else { return say(en: "; no line was left out.", ja: "。除いた行はありません。") }
    if parts.count == 1 {
      return say(
        en: "; \(strong: first.count, "line") \(first.reason.words(first.count).en) left out.",
        ja: "。\(first.reason.words(first.count).ja)\(strong: first.count, counter: "行")を除きました。")
    }
    let listed = parts.map { part in
      let words = part.reason.words(part.count)
      return say(en: "\(Phrase.integer(part.count)) \(words.en)", ja: "\(words.ja)\(Phrase.integer(part.count))行")
    }
    return say(
      en: "; \(strong: count, "line") left out: \(Phrase.list(listed)).",
      ja: "。\(strong: count, counter: "行")を除きました（\(Phrase.list(listed, in: say))）。")
  }

  /// The first of them, one by one.
  func table(_ lines: Table, in say: Language) -> TableBlock {
    let footnote =
      lines.rowCount < count
      ? say(
        en: "first \(lines.rowCount) of \(Phrase.integer(count)) lines",
        ja: "\(Phrase.integer(count))行のうち最初の\(lines.rowCount)行") : ""
    let titles = [
      "line": say(en: "line", ja: "行番号"), "fields": say(en: "fields", ja: "項目の数"), "text": say(en: "text", ja: "内容"),
      "reason": say(en: "reason", ja: "理由"),
    ]
    var shown = lines
    if let codes = lines["reason"] {
      let words = (0..<lines.rowCount).map { row -> String in
        guard case .string(let code) = codes[row], let reason = BadLineReason(rawValue: code) else { return "" }
        return say(reason.title)
      }
      shown = lines.setting("reason", to: Column(strings: words))
    }
    return TableBlock(shown, footnote: footnote, language: say, titles: titles)
  }
}

extension BadLineReason {
  /// What follows the number of such lines.
  fileprivate func words(_ count: Int) -> Localized {
    switch self {
    case .length: Localized(en: "of a wrong length", ja: "項目の数が合わない")
    case .header:
      Localized(en: count == 1 ? "that is the header once more" : "that are the header once more", ja: "見出しを繰り返す")
    case .object: Localized(en: count == 1 ? "that is no JSON object" : "that are no JSON objects", ja: "JSONオブジェクトでない")
    case .notANumber: Localized(en: "with NaN or Infinity, which JSON does not have,", ja: "JSONにないNaNやInfinityを含む")
    case .python: Localized(en: "in the notation of Python, not JSON,", ja: "JSONではなくPythonの表記の")
    }
  }

  /// In a table of lines.
  fileprivate var title: Localized {
    switch self {
    case .length: Localized(en: "another number of fields", ja: "項目の数が違う")
    case .header: Localized(en: "the header once more", ja: "見出しの繰り返し")
    case .object: Localized(en: "no JSON object", ja: "JSONオブジェクトでない")
    case .notANumber: Localized(en: "NaN or Infinity", ja: "NaNまたはInfinity")
    case .python: Localized(en: "notation of Python", ja: "Pythonの表記")
    }
  }
}
