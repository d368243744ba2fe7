import CivilCalendar
import Diagnostics

extension Lexer {
  /// `5`, `1_000`, `0.5`, `1e-4`, and dates `2015-08-31`.
  mutating func readNumber() {
    let start = position
    if readDate() { return }
    var isDecimal = false
    skipDigits()
    if peek() == UInt8(ascii: "."), peek(1)?.isDigit == true {
      isDecimal = true
      position += 1
      skipDigits()
    }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+") ? 1 : 0
      if peek(1 + sign)?.isDigit == true {
        isDecimal = true
        position += 1 + sign
        skipDigits()
      }
    }
    let end = position
    while let byte = peek(), byte.isWordStart || byte.isDigit { position += 1 }
    let written = String(decoding: file.bytes[start..<position], as: UTF8.self)
    let digits = written.filter { $0 != "_" }
    if position > end || file.bytes[end - 1] == UInt8(ascii: "_") {
      report(.malformedNumber, "\(written) is no number", start, help: ["numbers are written 5, 1_000, 0.25 or 1e-4"])
      emit(.integer(0), from: start)
    } else if file.bytes[start] == UInt8(ascii: ".") {
      report(.malformedNumber, "a decimal starts with a digit", start, help: ["write 0\(written)"], fix: "0\(written)")
      emit(.decimal(Double("0" + digits) ?? 0), from: start)
    } else if isDecimal {
      let value = Double(digits) ?? .infinity
      if !value.isFinite {
        report(.malformedNumber, "\(written) is too large for a number", start)
      } else if !WrittenNumber.isFaithful(value, digits) {
        report(
          .malformedNumber, "\(written) has more digits than a decimal holds", start,
          help: ["it would be \(value); a name that is made of digits is a string: \"\(digits)\""])
      }
      emit(.decimal(value.isFinite ? value : 0), from: start)
    } else if digits.count == 3, digits.first == "0", let whole = groups(before: start) {
      let text = whole + digits
      let span = file.span(start - whole.utf8.count - 1..<position)
      diagnostics.append(
        Diagnostic(
          .malformedNumber, "no comma stands between thousands", at: span, help: ["write \(text)"],
          replacements: [Replacement(span, with: text)]))
      emit(.integer(Int(digits) ?? 0), from: start)
    } else if digits.count == 2, digits.first == "0", digits != "00", let year = yearOfMonth(before: start) {
      let month = "\(year)-\(digits)"
      diagnostics.append(
        Diagnostic(
          .malformedDate, "\(month) is a month, not a day", at: file.span(start - 5..<position),
          help: ["write \(month)-01 for its first day"],
          replacements: [Replacement(file.span(start - 5..<position), with: month + "-01")]))
      emit(.integer(Int(digits) ?? 0), from: start)
    } else if digits.count > 1, digits.first == "0", let value = Int(digits) {
      report(
        .malformedNumber, "\(written) begins with a zero", start,
        help: ["write \(value) for the number, or \"\(written)\" for a name that is made of digits"], fix: "\(value)")
      emit(.integer(value), from: start)
    } else if let value = Int(digits) {
      emit(.integer(value), from: start)
    } else {
      report(
        .malformedNumber, "\(written) is too large for an integer", start,
        help: ["the largest is \(Int.max); a name that is made of digits is a string: \"\(digits)\""])
      emit(.integer(0), from: start)
    }
  }

  /// The digits of `1` in `1,000`, where the comma stands right behind them and the zeros right behind the comma.
  private func groups(before start: Int) -> String? {
    guard start > 1, file.bytes[start - 1] == UInt8(ascii: ",") else { return nil }
    let digits = file.bytes[..<(start - 1)].suffix(4).reversed().prefix(while: \.isDigit)
    guard (1...3).contains(digits.count), digits.last != UInt8(ascii: "0") else { return nil }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  /// The `2015` of `2015-03`, which stands right before the month.
  private func yearOfMonth(before start: Int) -> String? {
    guard start > 4, file.bytes[start - 1] == UInt8(ascii: "-") else { return nil }
    let year = file.bytes[..<(start - 1)].suffix(5)
    guard year.suffix(4).allSatisfy(\.isDigit), year.count < 5 || year.first?.isDigit == false else { return nil }
    return String(decoding: year.suffix(4), as: UTF8.self)
  }

  private mutating func skipDigits() {
    while let byte = peek(), byte.isDigit || byte == UInt8(ascii: "_") { position += 1 }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ message: String, _ start: Int, help: [String] = [], fix: String? = nil
  ) {
    let span = file.span(start..<max(position, start + 1))
    diagnostics.append(
      Diagnostic(
        code, message, at: span, help: help, replacements: fix.map { [Replacement(span, with: $0)] } ?? []))
  }

  /// Four digits, one or two, one or two, with hyphens and no spaces: nobody writes a difference of numbers like that. With slashes it
  /// is meant as a date, too, where there is such a day.
  private mutating func readDate() -> Bool {
    let start = position
    var separator = UInt8(ascii: "-")
    var parts: [Int] = []
    var widths: [Int] = []
    var at = start
    while parts.count < 3 {
      let begin = at
      var value = 0
      while at < lineEnd, file.bytes[at].isDigit, at - begin < 5 {
        value = value * 10 + Int(file.bytes[at] - UInt8(ascii: "0"))
        at += 1
      }
      guard parts.isEmpty ? at - begin == 4 : (1...2).contains(at - begin) else { return false }
      parts.append(value)
      widths.append(at - begin)
      if parts.count < 3 {
        guard at < lineEnd else { return false }
        if parts.count == 1, file.bytes[at] == UInt8(ascii: "/") { separator = file.bytes[at] }
        guard file.bytes[at] == separator else { return false }
        at += 1
      }
    }
    let written = String(decoding: file.bytes[start..<at], as: UTF8.self)
    let day = CivilDay(checking: parts[0], month: parts[1], day: parts[2])
    if separator == UInt8(ascii: "/") {
      guard let day, (1900...2100).contains(parts[0]), at == lineEnd || !file.bytes[at].isDigit else { return false }
      position = at
      report(.malformedDate, "a date is written with hyphens", start, help: ["write \(day)"], fix: day.description)
      emit(.date(day.days), from: start)
      return true
    }
    position = at
    if day == nil {
      report(.malformedDate, "there is no day \(written)", start, help: [Self.missingDay(parts)])
    } else if widths != [4, 2, 2] {
      let iso = day?.description ?? ""
      report(.malformedDate, "a date is written with two digits", start, help: ["write \(iso)"], fix: iso)
    } else if let byte = peek(), byte.isWordStart || byte.isDigit {
      while let byte = peek(), byte.isWordStart || byte.isDigit { position += 1 }
      let all = String(decoding: file.bytes[start..<position], as: UTF8.self)
      report(.malformedDate, "\(all) is no date", start, help: ["dates are written \(written), without a time"])
    }
    emit(.date(day?.days ?? 0), from: start)
    return true
  }

  /// Why there is no such day.
  private static func missingDay(_ parts: [Int]) -> String {
    guard (1...12).contains(parts[1]) else { return "months are 01 to 12; a date is year-month-day" }
    let last = CivilDay.length(ofMonth: parts[1], in: parts[0])
    let month = String("0\(parts[1])".suffix(2))
    return "the days of \(parts[0])-\(month) are 01 to \(last)"
  }

  mutating func readString() {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek() {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        emit(.string(String(decoding: text, as: UTF8.self)), from: start)
        return
      case UInt8(ascii: "\\"): readEscape(into: &text)
      default: text.append(byte)
      }
    }
    while position > start + 1, file.bytes[position - 1] == .carriageReturn { position -= 1 }
    diagnostics.append(
      Diagnostic(
        .unclosedString, "a string has no closing quote", at: file.span(position..<position),
        label: "expected \" before the end of the line",
        related: [SpanLabel(file.span(start..<start + 1), "opened here")],
        help: ["a string ends on the line it starts on; a line break in it is written \\n"]))
    emit(.string(String(decoding: text, as: UTF8.self)), from: start)
    position = lineEnd
  }

  private mutating func readEscape(into text: inout [UInt8]) {
    let start = position - 1
    guard let byte = peek() else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(.newline)
    case UInt8(ascii: "t"): text.append(.tab)
    case UInt8(ascii: "r"): text.append(.carriageReturn)
    case UInt8(ascii: "0"): text.append(0)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): text.append(byte)
    case UInt8(ascii: "u"):
      var at = position
      if at < lineEnd, file.bytes[at] == UInt8(ascii: "{"),
        let close = file.bytes[at..<min(at + 10, lineEnd)].firstIndex(of: UInt8(ascii: "}"))
      {
        let digits = String(decoding: file.bytes[at + 1..<close], as: UTF8.self)
        at = close + 1
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          position = at
          text.append(contentsOf: String(Character(scalar)).utf8)
          return
        }
      }
      report(.unknownEscape, "\\u needs a character's number in braces", start, help: ["write \\u{e9} for é"])
    default:
      while let next = peek(), next & 0xC0 == 0x80 { position += 1 }
      let written = String(decoding: file.bytes[start..<position], as: UTF8.self)
      text.append(contentsOf: file.bytes[start..<position])
      report(
        .unknownEscape, "\(written) means nothing in a string", start,
        help: ["a backslash is written \\\\; known are \\n \\t \\r \\0 \\\" \\\\ and \\u{…}"])
    }
  }

  mutating func readSingleQuoted() {
    let start = position
    guard start + 1 < lineEnd, let close = file.bytes[start + 1..<lineEnd].firstIndex(of: UInt8(ascii: "'")) else {
      position += 1
      reportCharacter("'", start..<position)
      return
    }
    position = close + 1
    emitWrongQuotes(from: start, content: start + 1..<close)
  }

  mutating func readTypographicQuote(_ quote: Unicode.Scalar) {
    let start = position
    position += 3
    let content = position
    let closing: Set<Unicode.Scalar> = ["\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}", "\""]
    while let scalar = scalar() {
      let end = position
      position += scalar.utf8Width
      if closing.contains(scalar) {
        emitWrongQuotes(from: start, content: content..<end)
        return
      }
    }
    position = content
    reportCharacter(quote, start..<content, substitute: "\"")
  }

  private mutating func emitWrongQuotes(from start: Int, content: Range<Int>) {
    let text = String(decoding: file.bytes[content], as: UTF8.self)
    let span = file.span(start..<position)
    diagnostics.append(
      Diagnostic(
        .wrongQuotes, "strings stand in straight double quotes", at: span, help: ["write \(text.quotedForSource)"],
        replacements: [Replacement(span, with: text.quotedForSource)]))
    emit(.string(text), from: start)
  }

  /// `` `star rating` ``: a column's name as it is.
  mutating func readQuotedName() {
    let start = position
    let close = file.bytes[start + 1..<lineEnd].firstIndex(of: UInt8(ascii: "`"))
    position = close.map { $0 + 1 } ?? lineEnd
    let text = String(decoding: file.bytes[start + 1..<(close ?? lineEnd)], as: UTF8.self)
    if close == nil {
      diagnostics.append(
        Diagnostic(
          .unclosedString, "a name has no closing backquote", at: file.span(position..<position),
          label: "expected ` before the end of the line",
          related: [SpanLabel(file.span(start..<start + 1), "opened here")]))
    } else if text.isEmpty {
      report(.emptyName, "there is no name between the backquotes", start)
    }
    emit(.quotedName(text), from: start)
  }
}

extension DiagnosticCode {
  static let malformedNumber = DiagnosticCode(
    "malformed-number",
    "What starts with a digit is no number the language can read, or one that would lose digits. Numbers are written 5, 1_000, "
      + "0.25 or 1e-4; a column's name that starts with a digit stands in backquotes, a name made of digits, such as 007, in quotes."
  )
  static let malformedDate = DiagnosticCode(
    "malformed-date",
    "A date is written year-month-day with four, two and two digits, such as 2015-08-31, and must be a day that exists."
  )
  static let unclosedString = DiagnosticCode(
    "unclosed-string",
    "A string or a name in backquotes was opened and the line ended before it was closed. Strings end on the line "
      + "they start on.")
  static let unknownEscape = DiagnosticCode(
    "unknown-escape",
    "A backslash in a string starts an escape: \\n, \\t, \\r, \\0, \\\", \\\\ or \\u{…}. A plain backslash is "
      + "written \\\\.")
  static let wrongQuotes = DiagnosticCode(
    "wrong-quotes",
    "Strings stand in straight double quotes. Single and typographic quotes are not read as quotes, because they occur "
      + "in words.")
  static let emptyName = DiagnosticCode("empty-name", "Two backquotes with nothing between them name nothing.")
}
