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
    let shown = Self.shown(pattern)
    return switch self {
    case .unbounded(let what):
      Diagnostic(
        .invalidPattern, "\(shown) has \(what), which a text cannot be held against in one pass", at: span,
        notes: ["patterns here take a time that grows with the text and no faster, whatever the text is"],
        help: ["say it with several matches(…), joined by and, or, not"])
    case .tooLarge(let parts):
      Diagnostic(
        .invalidPattern, "\(shown) stands for \(parts) parts, more than \(PatternProgram.limit)",
        at: span, label: "its repetitions are written out",
        help: ["repeat less, or use + and * for any number of times"])
    case .tooLong(let most):
      Diagnostic(
        .invalidPattern, "\(shown) has more than \(most) characters", at: span,
        help: ["say it with several matches(…), joined by and, or, not"])
    case .tooDeep(let most):
      Diagnostic(
        .invalidPattern, "\(shown) has more than \(most) classes within each other, or operators between them",
        at: span,
        help: ["say it with several matches(…), joined by and, or, not"])
    case .tooManyBrackets(let count):
      Diagnostic(
        .invalidPattern, "\(shown) has \(count) opening brackets, more than \(PatternOutline.mostBrackets)",
        at: span,
        help: ["say it with several matches(…), joined by or"])
    case .malformed:
      Diagnostic(
        .invalidPattern, "\(shown) is not a regular expression", at: span,
        help: ["put a backslash before characters that are meant as they are, or use contains"])
    }
  }
}
