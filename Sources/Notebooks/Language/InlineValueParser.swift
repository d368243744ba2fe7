import Diagnostics

extension LanguageParser {
  /// What stands behind `{lab}` of an inline value: an expression and, behind a bar, its format.
  ///
  /// In a table the bar is written `\|`, as everywhere in a table of markdown. nil when there is no expression.
  public static func parseInlineValue(file: SourceFile, range: Range<Int>) -> (InlineValue?, [Diagnostic]) {
    parseInlineValue(file: file, lines: lines(of: range, in: file), span: file.span(range))
  }

  /// The same over lines without their prefixes.
  static func parseInlineValue(
    file: SourceFile, lines: [Range<Int>], span: SourceSpan
  ) -> (InlineValue?, [Diagnostic]) {
    let bar = lastBar(in: file, lines: lines)
    var expressionLines = lines
    var formatRange: Range<Int>?
    if let bar, let line = lines.firstIndex(where: { $0.contains(bar) }) {
      let isEscaped = bar > lines[line].lowerBound && file.bytes[bar - 1] == UInt8(ascii: "\\")
      expressionLines = Array(lines[..<line]) + [lines[line].lowerBound..<(isEscaped ? bar - 1 : bar)]
      formatRange = bar + 1..<lines[line].upperBound
    }
    guard expressionLines.contains(where: { file.bytes[$0].contains { $0 > .space } }) else {
      let help = ["write `{lab} reviews.rows`"]
      return (nil, [Diagnostic(.missingValue, "the inline value is empty", at: span, help: help)])
    }
    var (expression, diagnostics) = parseExpression(file: file, lines: expressionLines, span: span)
    var format = ValueFormat()
    if let formatRange {
      do throws(Diagnostic) {
        format = try ValueFormat.parse(in: file, range: formatRange)
      } catch {
        diagnostics.append(error)
      }
    }
    return (expression.map { InlineValue(expression: $0, format: format, span: span) }, diagnostics)
  }

  private static func lastBar(in file: SourceFile, lines: [Range<Int>]) -> Int? {
    var bar: Int?
    var isInString = false
    for line in lines {
      for at in line {
        let byte = file.bytes[at]
        if byte == UInt8(ascii: "\""), at == line.lowerBound || file.bytes[at - 1] != UInt8(ascii: "\\") {
          isInString.toggle()
        } else if byte == UInt8(ascii: "|"), !isInString {
          bar = at
        }
      }
    }
    return bar
  }
}

extension ValueFormat {
  /// Reads `.3`, `%`, `.1%`, `+.2`, `plain`, `month`, `year`, `date` or `iso` in a range of a file, with spaces around it.
  /// Throws what is wrong with it.
  static func parse(in file: SourceFile, range: Range<Int>) throws(Diagnostic) -> ValueFormat {
    var range = range
    while let byte = file.bytes[range].first, byte <= .space { range = range.lowerBound + 1..<range.upperBound }
    while let byte = file.bytes[range].last, byte <= .space { range = range.lowerBound..<range.upperBound - 1 }
    let span = file.span(range)
    if let format = ValueFormat(span.text) { return format }
    let words = ["plain", "month", "year", "date", "iso"]
    var help = ["formats are .3, %, .1%, +.2, plain, month, year, date and iso"]
    if let question = NearMiss.question(for: span.text, among: words) { help.insert(question, at: 0) }
    let message = range.isEmpty ? "a format is missing behind the bar" : "there is no format \"\(span.text)\""
    throw Diagnostic(.unknownFormat, message, at: span, help: help)
  }

  /// nil when `text` is no format. Decimals are 0 to 12.
  public init?(_ text: String) {
    switch text {
    case "plain": style = .plain
    case "month": style = .month
    case "year": style = .year
    case "date": style = .date
    case "iso": style = .iso
    case "%": style = .percent(0)
    default:
      var rest = Substring(text)
      let isSigned = rest.first == "+"
      if isSigned { rest.removeFirst() }
      let isPercent = rest.last == "%"
      if isPercent { rest.removeLast() }
      guard rest.first == ".", !(isSigned && isPercent) else { return nil }
      let digits = rest.dropFirst()
      guard (1...2).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit), let count = Int(digits), count <= 12
      else { return nil }
      style = isSigned ? .signed(count) : isPercent ? .percent(count) : .decimals(count)
    }
  }

  /// As it is written behind the bar; empty for the automatic one.
  public var text: String {
    switch style {
    case .automatic: ""
    case .decimals(let count): ".\(count)"
    case .percent(let count): count == 0 ? "%" : ".\(count)%"
    case .signed(let count): "+.\(count)"
    case .plain: "plain"
    case .month: "month"
    case .year: "year"
    case .date: "date"
    case .iso: "iso"
    }
  }
}

extension DiagnosticCode {
  static let unknownFormat = DiagnosticCode(
    "unknown-format",
    "Behind the bar of an inline value stands how it is written: .3 (decimals), % or .1% (per cent), +.2 (with its sign), "
      + "plain, month, year, date or iso.")
}
