/// A token of the language with its place in the markdown file.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case word(String)
    case quotedName(String)
    case integer(Int)
    case decimal(Double)
    case string(String)
    case date(Int)
    /// `____` or `<CODE>`.
    case unsolved
    case symbol(Symbol)
    case end
  }

  var kind: Kind
  var range: Range<Int>
  /// Columns before it when it is the first of its line, otherwise -1.
  var indentation: Int

  var isFirstOfLine: Bool { indentation >= 0 }

  func `is`(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  var word: String? {
    if case .word(let text) = kind { return text }
    return nil
  }

  /// Whether it is a word, or a name in backquotes.
  var isName: Bool {
    switch kind {
    case .word, .quotedName: true
    default: false
    }
  }

  var opens: Symbol? {
    if case .symbol(let symbol) = kind { return symbol.closing }
    return nil
  }

  var closes: Bool {
    if case .symbol(let symbol) = kind { return symbol.isClosing }
    return false
  }
}

enum Symbol: String, Sendable {
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case assign = "="
  case doubleAnd = "&&"
  case doubleOr = "||"
  case exclamation = "!"
  case pipe = "|"
  case dots = ".."
  case dot = "."
  case comma = ","
  case colon = ":"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"

  /// The bracket that closes this one, when it is an opening one.
  var closing: Symbol? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  var isClosing: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }
}
