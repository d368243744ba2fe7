import Diagnostics

/// Why a regular expression cannot be used.
enum PatternFault: Error, Hashable, Sendable {
  /// Something in it takes time beyond all bounds, in words: "a look-ahead".
  case unbounded(String)
  /// Its repetitions say more than there is room for.
  case tooLarge(parts: Int)
  /// It has more characters than are read.
  case tooLong(most: Int)
  /// It has more classes within each other, or operators between them, than are read.
  case tooDeep(most: Int)
  /// It opens more brackets than may be within each other.
  case tooManyBrackets(Int)
  /// It is none.
  case malformed

  /// A pattern as messages show it.
  static func shown(_ pattern: String) -> String {
    pattern.count > 60 ? "\"\(pattern.prefix(59))…\"" : "\"\(pattern)\""
  }

  func diagnostic(of pattern: String, at span: SourceSpan) -> Diagnostic {
    let several = "say it with several matches(…), joined by and, or, not"
    var (label, notes): (String, [String]) = ("", [])
    let (fault, help): (String, String)
    switch self {
    case .unbounded(let what):
      (fault, help) = ("has \(what), which a text cannot be held against in one pass", several)
      notes = ["patterns here take a time that grows with the text and no faster, whatever the text is"]
    case .tooLarge(let parts):
      fault = "stands for \(parts) parts, more than \(PatternProgram.limit)"
      help = "repeat less, or use + and * for any number of times"
      label = "its repetitions are written out"
    case .tooLong(let most): (fault, help) = ("has more than \(most) characters", several)
    case .tooDeep(let most):
      (fault, help) = ("has more than \(most) classes within each other, or operators between them", several)
    case .tooManyBrackets(let count):
      fault = "has \(count) opening brackets, more than \(PatternOutline.mostBrackets)"
      help = "say it with several matches(…), joined by or"
    case .malformed:
      fault = "is not a regular expression"
      help = "put a backslash before characters that are meant as they are, or use contains"
    }
    return Diagnostic(
      .invalidPattern, "\(Self.shown(pattern)) \(fault)", at: span, label: label, notes: notes, help: [help])
  }
}
