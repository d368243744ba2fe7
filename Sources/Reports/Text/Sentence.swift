import Languages

/// A sentence of a report, as text in which what stands out is marked:
///
///     "\(strong: rows) repeat an earlier one of \(code: table)."
public struct Sentence: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// Its stretches, of which no two plain ones follow each other.
  public private(set) var runs: [Run] = []

  public init(stringLiteral text: String) { append(.text(text)) }
  public init(stringInterpolation pieces: StringInterpolation) { self = pieces.sentence }

  /// What stands between the marks, piece by piece.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sentence: Sentence = ""

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ text: String) { sentence.append(.text(text)) }
    public mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    public mutating func appendInterpolation(_ part: Sentence) { sentence += part }
    /// A quantity, `12,345`. What is no quantity is put in as a text.
    public mutating func appendInterpolation(_ number: Int) { appendLiteral(Phrase.integer(number)) }
    /// `12 rows`
    public mutating func appendInterpolation(_ count: Int, _ noun: String, plural: String? = nil) {
      appendLiteral(Phrase.count(count, noun, plural: plural))
    }

    /// What the reader looks for, such as the number that a step was asked for.
    public mutating func appendInterpolation(strong text: String) { sentence.append(.strong(text)) }
    public mutating func appendInterpolation(strong count: Int, _ noun: String, plural: String? = nil) {
      appendInterpolation(strong: Phrase.count(count, noun, plural: plural))
    }

    /// A number with what Japanese counts such things by, if anything stands behind it.
    public mutating func appendInterpolation(strong number: Int, counter: String = "") {
      appendInterpolation(strong: Phrase.integer(number) + counter)
    }

    /// A name of the language or of a column.
    public mutating func appendInterpolation(code text: String) { sentence.append(.code(text)) }
  }

  /// Text after text is one stretch.
  private mutating func append(_ run: Run) {
    if case .text(let more) = run {
      if more.isEmpty { return }
      if case .text(let text)? = runs.last {
        runs[runs.count - 1] = .text(text + more)
        return
      }
    }
    runs.append(run)
  }

  public static func + (first: Sentence, second: Sentence) -> Sentence {
    var both = first
    both += second
    return both
  }

  public static func += (first: inout Sentence, second: Sentence) {
    for run in second.runs { first.append(run) }
  }
}

extension ReportBlock {
  /// A sentence in the language of the report.
  public static func sentence(
    _ language: Language, en: @autoclosure () -> Sentence, ja: @autoclosure () -> Sentence
  ) -> ReportBlock {
    .sentence(language(en: en(), ja: ja()))
  }

  /// A sentence that is made already.
  public static func sentence(_ sentence: Sentence) -> ReportBlock { .sentence(sentence.runs) }
  /// A remark that is made already.
  public static func remark(_ sentence: Sentence) -> ReportBlock { .remark(sentence.runs) }
}

extension [ReportBlock] {
  /// A sentence in the language of the report, and nothing else.
  public static func sentence(
    _ language: Language, en: @autoclosure () -> Sentence, ja: @autoclosure () -> Sentence
  ) -> [ReportBlock] {
    [.sentence(language(en: en(), ja: ja()))]
  }

  /// A sentence that is made already, and nothing else.
  public static func sentence(_ sentence: Sentence) -> [ReportBlock] { [.sentence(sentence)] }
}
