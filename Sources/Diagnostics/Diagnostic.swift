/// How much a diagnostic weighs. Only errors stop a run.
public enum Severity: String, Sendable, Comparable {
  case error, warning, note

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

/// The name of a fault, kebab-case, with the page that `matinee help CODE` prints.
///
/// Each module and each step declares its own beside the code that finds the fault; `DiagnosticCode` values compare by name.
public struct DiagnosticCode: Sendable, Hashable, CustomStringConvertible {
  public let name: String
  /// What went wrong, why it matters and how to mend it: one or more sentences.
  public let explanation: String

  public init(_ name: String, _ explanation: String) {
    self.name = name
    self.explanation = explanation
  }

  public var description: String { name }
  public static func == (a: Self, b: Self) -> Bool { a.name == b.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A span with the words that stand under it.
public struct SpanLabel: Sendable, Hashable {
  public var span: SourceSpan
  public var text: String

  public init(_ span: SourceSpan, _ text: String = "") {
    self.span = span
    self.text = text
  }
}

/// A change of the source that would mend the fault; editors offer it.
public struct Replacement: Sendable, Hashable {
  public var span: SourceSpan
  public var text: String

  public init(_ span: SourceSpan, with text: String) {
    self.span = span
    self.text = text
  }
}

/// One fault, with its place and what to do about it. The only error type that reaches a user.
public struct Diagnostic: Error, Sendable, Hashable {
  public var severity: Severity
  public var code: DiagnosticCode
  /// One sentence without a full stop, with the names involved in double quotes.
  public var message: String
  /// Where the fault is; nil when it has no place in a text (a full disk).
  public var primary: SpanLabel?
  /// Places that explain it, such as where a name was bound.
  public var related: [SpanLabel]
  /// Facts that help to understand.
  public var notes: [String]
  /// What to do.
  public var help: [String]
  public var replacements: [Replacement]

  public init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil, label: String = "",
    severity: Severity = .error, related: [SpanLabel] = [], notes: [String] = [], help: [String] = [],
    replacements: [Replacement] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    primary = span.map { SpanLabel($0, label) }
    self.related = related
    self.notes = notes
    self.help = help
    self.replacements = replacements
  }
}

/// Several faults found together, for code that stops by throwing. Never empty.
public struct DiagnosticList: Error, Sendable {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic {
  /// Errors first within a place; places by path and offset; those without a place last.
  public static func inReadingOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    switch (a.primary?.span, b.primary?.span) {
    case (nil, nil): return (a.severity, a.code.name, a.message) < (b.severity, b.code.name, b.message)
    case (nil, _): return false
    case (_, nil): return true
    case (let x?, let y?):
      return (x.file.path, x.range.lowerBound, a.severity, a.code.name, a.message)
        < (y.file.path, y.range.lowerBound, b.severity, b.code.name, b.message)
    }
  }
}
