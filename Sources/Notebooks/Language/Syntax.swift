import Diagnostics

/// A word of the source with its place: a verb, an option's key, a name that is bound or used.
public struct Name: Sendable, Hashable {
  /// The word without backquotes.
  public var text: String
  public var span: SourceSpan
  /// Whether it was written in backquotes, which makes it a column's name and never a keyword.
  public var isQuoted: Bool
  /// The braces around it when the name is what a learner has to fill in: `as {reduced}`.
  public var blank: SourceSpan?

  public init(_ text: String, span: SourceSpan, isQuoted: Bool = false, blank: SourceSpan? = nil) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
    self.blank = blank
  }

  /// Whether it is `____` or `<CODE>`: a blank that nobody has filled in.
  public var isUnsolved: Bool { !isQuoted && Lexicon.isUnsolved(text) }
}

/// `statement = verb { operand } { option } [ "as" name { "," name } ] { option }`
public struct Statement: Sendable {
  public var verb: Name
  public var operands: [ExpressionSyntax]
  public var options: [OptionSyntax]
  /// The names after `as`, in order.
  public var bindings: [Name]
  /// From the verb to the last character of its last line.
  public var span: SourceSpan
  /// Whether the whole statement stands in braces: a step that a learner has to write.
  public var isBlank: Bool
  /// The braces around the statement, or around the group of statements it belongs to.
  public var blank: SourceSpan?
  /// Whether its syntax has an error that was reported: its bindings are good to know, the rest may be incomplete.
  public var isDamaged: Bool

  public init(
    verb: Name, operands: [ExpressionSyntax], options: [OptionSyntax], bindings: [Name], span: SourceSpan,
    isBlank: Bool = false, blank: SourceSpan? = nil, isDamaged: Bool = false
  ) {
    self.verb = verb
    self.operands = operands
    self.options = options
    self.bindings = bindings
    self.span = span
    self.isBlank = isBlank
    self.blank = blank
    self.isDamaged = isDamaged
  }
}

/// `option = key ":" value`
public struct OptionSyntax: Sendable {
  public var key: Name
  public var value: ExpressionSyntax
  /// The braces around key and value, `{epochs: 25}`, possibly shared with its neighbours.
  public var blank: SourceSpan?

  public init(key: Name, value: ExpressionSyntax, blank: SourceSpan? = nil) {
    self.key = key
    self.value = value
    self.blank = blank
  }

  public var span: SourceSpan { key.span.union(value.span) }
}

extension Statement {
  /// What it is given: its operands and the values of its options, in the order in which they are written.
  public var expressions: [ExpressionSyntax] { operands + options.map(\.value) }
}

/// A value or an expression as it was written, before names and types are known.
public struct ExpressionSyntax: Sendable {
  public indirect enum Kind: Sendable {
    case literal(Literal)
    /// A column, a bound name, a word such as `classification`.
    case name(Name)
    /// `reduced.rows`, `params.data`: two or more names.
    case path([Name])
    case unary(UnaryOperator, ExpressionSyntax)
    case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
    /// `count(customer_id)`, `mean(x, by: col)`.
    case call(Name, arguments: [ExpressionSyntax], options: [OptionSyntax])
    case list([ExpressionSyntax])
    /// An item of a list that is written `name: value`, as in `types: [timestamp: seconds]`.
    case entry(Name, ExpressionSyntax)
    /// `5..10`, both ends included.
    case range(ExpressionSyntax, ExpressionSyntax)
    case isNull(ExpressionSyntax, negated: Bool)
    /// `{5}` in the source, which runs as what it holds.
    case blank(ExpressionSyntax)
    /// `____` or `<CODE>`: a blank that nobody has filled in.
    case unsolved
  }

  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// Itself without the braces of a blank around it.
  public var filled: ExpressionSyntax {
    if case .blank(let inner) = kind { return inner.filled }
    return self
  }
}

extension ExpressionSyntax: Nested {
  /// Operands, arguments and items.
  public var children: [ExpressionSyntax] {
    switch kind {
    case .literal, .name, .path, .unsolved: []
    case .unary(_, let operand), .isNull(let operand, _), .blank(let operand), .entry(_, let operand): [operand]
    case .binary(_, let left, let right), .range(let left, let right): [left, right]
    case .call(_, let arguments, let options): arguments + options.map(\.value)
    case .list(let items): items
    }
  }
}

public enum Literal: Sendable, Hashable {
  case integer(Int)
  case decimal(Double)
  case string(String)
  case boolean(Bool)
  /// Days since 1970-01-01, written `2015-08-31`.
  case date(Int)
  case null
}

public enum UnaryOperator: String, Sendable {
  case not, minus = "-"
}

/// By falling precedence: `* / %`, `+ -`, comparisons and `in`, `and`, `or` (`not` binds between comparison and `and`).
public enum BinaryOperator: String, Sendable {
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case add = "+"
  case subtract = "-"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case notContained = "not in"
  case and
  case or
}
