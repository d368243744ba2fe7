import Diagnostics

/// Cuts the lines of a cell into tokens. Never fails: what it cannot read it reports and steps over.
///
/// Lines are ranges of the file rather than one range, so that a cell inside a list or a quote leaves out their prefixes.
/// Complexity: O(bytes).
struct Lexer {
  let file: SourceFile
  var tokens: [Token] = []
  var comments: [Range<Int>] = []
  var diagnostics: [Diagnostic] = []

  /// The next byte to read, and the end of the line it is in.
  var position = 0
  var lineEnd = 0
  var indentation = -1
  /// Whether the line already has an unexpected character reported; one a line is enough.
  private var hasReportedCharacter = false

  init(file: SourceFile, lines: [Range<Int>]) {
    self.file = file
    for line in lines { read(line: line) }
    let end = lines.last?.upperBound ?? 0
    tokens.append(Token(kind: .end, range: end..<end, indentation: 0))
  }

  private mutating func read(line: Range<Int>) {
    position = line.lowerBound
    lineEnd = line.upperBound
    hasReportedCharacter = false
    var columns = 0
    while let byte = peek(), byte == .space || byte == .tab {
      columns += 1
      position += 1
    }
    let margin = line.lowerBound..<position
    if position < lineEnd, let tab = file.bytes[margin].firstIndex(of: .tab) {
      diagnostics.append(
        Diagnostic(
          .tabIndentation, "a tab stands in the indentation", at: file.span(tab..<tab + 1), label: "indent with spaces",
          help: ["indent with two spaces"], replacements: [Replacement(file.span(margin), with: spaces(in: margin))]))
    }
    indentation = columns
    while position < lineEnd { readToken() }
  }

  private func spaces(in margin: Range<Int>) -> String {
    file.bytes[margin].map { $0 == .tab ? "  " : " " }.joined()
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    let at = position + ahead
    return at < lineEnd ? file.bytes[at] : nil
  }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position, indentation: indentation))
    indentation = -1
  }

  private mutating func readToken() {
    guard let byte = peek() else { return }
    switch byte {
    case .space, .tab, .carriageReturn: position += 1
    case UInt8(ascii: "#"):
      comments.append(position..<lineEnd)
      position = lineEnd
    case UInt8(ascii: "\""): readString()
    case UInt8(ascii: "'"): readSingleQuoted()
    case UInt8(ascii: "`"): readQuotedName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: "."):
      if peek(1)?.isDigit == true, !isAfterValue { readNumber() } else { readSymbol(byte) }
    case UInt8(ascii: "<"):
      if starts(with: "<CODE>") {
        position += 6
        emit(.unsolved, from: position - 6)
      } else {
        readSymbol(byte)
      }
    case _ where byte.isWordStart: readWord()
    case 0x80...: readNonASCII()
    default: readSymbol(byte)
    }
  }

  /// Whether the byte before belongs to a value, so that a dot here goes on with it.
  private var isAfterValue: Bool {
    guard let last = tokens.last, last.range.upperBound == position else { return false }
    switch last.kind {
    case .word, .quotedName, .integer, .decimal, .string: return true
    default: return last.closes
    }
  }

  private func starts(with text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= lineEnd else { return false }
    return text.withUTF8Buffer { file.bytes[position..<position + $0.count].elementsEqual($0) }
  }

  mutating func readWord() {
    let start = position
    while let byte = peek() {
      if byte.isWordStart || byte.isDigit {
        position += 1
      } else if byte == UInt8(ascii: "-"), position > start, isLetter(ahead: 1) {
        position += 1
      } else if byte >= 0x80, let scalar = scalar(), scalar.isLetterOfWord {
        position += scalar.utf8Width
      } else {
        break
      }
    }
    let text = String(decoding: file.bytes[start..<position], as: UTF8.self)
    emit(Lexicon.isUnsolved(text) ? .unsolved : .word(text), from: start)
  }

  private func isLetter(ahead: Int) -> Bool {
    guard let byte = peek(ahead) else { return false }
    if byte < 0x80 { return byte.isWordStart }
    return scalar(ahead: ahead)?.properties.isAlphabetic ?? false
  }

  /// The Unicode scalar at the place; nil when the bytes are no well-formed UTF-8.
  func scalar(ahead: Int = 0) -> Unicode.Scalar? {
    let start = position + ahead
    guard start < lineEnd else { return nil }
    var decoder = UTF8()
    var bytes = file.bytes[start..<min(start + 4, lineEnd)].makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) { return scalar }
    return nil
  }

  private mutating func readNonASCII() {
    guard let scalar = scalar() else {
      position += 1
      while let byte = peek(), byte & 0xC0 == 0x80 { position += 1 }
      return
    }
    let start = position
    if scalar.properties.isAlphabetic {
      readWord()
    } else if scalar.value == 0xFEFF || scalar.properties.isWhitespace {
      position += scalar.utf8Width
    } else if scalar == "\u{201C}" || scalar == "\u{201D}" || scalar == "\u{2018}" || scalar == "\u{2019}" {
      readTypographicQuote(scalar)
    } else {
      position += scalar.utf8Width
      let substitute = Lexer.mathematical[scalar]
      reportCharacter(scalar, start..<position, substitute: substitute?.rawValue)
      if let substitute { emit(.symbol(substitute), from: start) }
    }
  }

  /// Characters that word processors and formulas bring in, with what the language writes.
  private static let mathematical: [Unicode.Scalar: Symbol] = [
    "\u{2264}": .lessOrEqual, "\u{2265}": .greaterOrEqual, "\u{2260}": .notEqual, "\u{00D7}": .star,
    "\u{22C5}": .star, "\u{00F7}": .slash, "\u{2212}": .minus, "\u{2013}": .minus, "\u{2026}": .dots,
  ]

  mutating func reportCharacter(_ scalar: Unicode.Scalar, _ range: Range<Int>, substitute: String? = nil) {
    if hasReportedCharacter { return }
    hasReportedCharacter = true
    diagnostics.append(.unexpectedCharacter(scalar, at: file.span(range), substitute: substitute))
  }

  /// Passes over what stands behind the question mark of another language's choice, up to the names of results: it is no option of
  /// this one.
  private mutating func skipChoice() {
    let naming = Array(" as ".utf8)
    while position < lineEnd {
      if file.bytes[position..<min(position + naming.count, lineEnd)].elementsEqual(naming) { return }
      position += 1
    }
  }

  /// Passes over what a power is raised to.
  private mutating func skipExponent() {
    while let byte = peek(), byte == .space { position += 1 }
    while let byte = peek(), byte.isWordStart || byte.isDigit { position += 1 }
  }

  private mutating func readSymbol(_ byte: UInt8) {
    let start = position
    if let next = peek(1), let symbol = Symbol(rawValue: String(decoding: [byte, next], as: UTF8.self)) {
      position += 2
      emit(.symbol(symbol), from: start)
      return
    }
    position += 1
    if let symbol = Symbol(rawValue: String(Unicode.Scalar(byte))) {
      emit(.symbol(symbol), from: start)
    } else {
      reportCharacter(Unicode.Scalar(byte), start..<position)
      if byte == UInt8(ascii: "?") { skipChoice() }
      if byte == UInt8(ascii: "^") { skipExponent() }
    }
  }
}

extension UInt8 {
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// ASCII letters and `_`.
  var isWordStart: Bool {
    let lower = self | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || self == UInt8(ascii: "_")
  }
}

extension Unicode.Scalar {
  var utf8Width: Int { UTF8.width(self) }
  /// Letters, and the marks that combine with them.
  var isLetterOfWord: Bool { properties.isAlphabetic || properties.isXIDContinue }
}

extension DiagnosticCode {
  static let tabIndentation = DiagnosticCode(
    "tab-indentation",
    "A line of a cell is indented with a tab, whose width every editor shows differently, while the indentation decides "
      + "which lines go on with a statement. Indent with spaces.")
  static let unexpectedCharacter = DiagnosticCode(
    "unexpected-character",
    "The language has no use for this character outside of strings, backquotes and comments. "
      + "Remove it, or put the text it belongs to in quotes.")
}

extension Diagnostic {
  static func unexpectedCharacter(_ scalar: Unicode.Scalar, at span: SourceSpan, substitute: String?) -> Diagnostic {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    let name = scalar.properties.name ?? scalar.properties.nameAlias ?? "a control character"
    var help: [String] = []
    var replacements: [Replacement] = []
    if let substitute {
      help = ["write \(substitute)"]
      replacements = [Replacement(span, with: substitute)]
    } else if scalar == ";" {
      let line = span.file.range(ofLine: span.start.line)
      let isLast = span.file.bytes[span.range.upperBound..<max(span.range.upperBound, line.upperBound)]
        .allSatisfy { $0 <= .space }
      help = [isLast ? "a statement ends at the end of its line" : "each statement has a line of its own"]
      replacements = isLast ? [Replacement(span, with: "")] : []
    } else if scalar == "^" {
      help = ["there is no operator for powers: a square is x * x"]
    } else if scalar == "?" {
      help = ["a choice is a function: if(condition, a, b)"]
    }
    return Diagnostic(
      .unexpectedCharacter, "\(Self.isVisible(scalar) ? "\"\(scalar)\"" : number) means nothing here", at: span,
      label: "the character \(number), \(name.lowercased())", help: help,
      replacements: replacements)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate,
      .nonspacingMark, .enclosingMark, .spacingMark:
      return false
    default: return true
    }
  }
}
