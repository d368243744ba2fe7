import Diagnostics

/// An expression over the columns of a table as it was written: names and types are not known yet.
public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    case literal(Value)
    /// A column by its name.
    case column(String)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `x in [a, b]`, `x not in [a, b]`.
    case membership(Expression, in: [Expression], negated: Bool)
    /// `x is null`, `x is not null`.
    case isNull(Expression, negated: Bool)
    /// A function with its arguments; `if(condition, a, b)` is one too.
    case call(Call)
  }

  public struct Call: Sendable {
    public var name: String
    public var nameSpan: SourceSpan
    public var arguments: [Expression]
    public var options: [Option]

    public init(_ name: String, nameSpan: SourceSpan, arguments: [Expression], options: [Option] = []) {
      self.name = name
      self.nameSpan = nameSpan
      self.arguments = arguments
      self.options = options
    }
  }

  /// `by: col` or `by: [a, b]` within a call.
  public struct Option: Sendable {
    public var name: String
    public var nameSpan: SourceSpan
    /// The value, or the items when it is a list.
    public var values: [Expression]

    public init(_ name: String, nameSpan: SourceSpan, values: [Expression]) {
      self.name = name
      self.nameSpan = nameSpan
      self.values = values
    }
  }

  public enum UnaryOperator: String, Sendable {
    case not
    case minus = "-"
  }

  public enum BinaryOperator: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or
  }

  public var kind: Kind
  public var span: SourceSpan

  public init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  var literal: Value? {
    switch kind {
    case .literal(let value): value
    case .unary(.minus, let operand): operand.literal.flatMap(Self.negated)
    case .unary(.not, _), .column, .binary, .membership, .isNull, .call: nil
    }
  }

  /// A number with the other sign; nil for what has none, and for the least integer, which has no counterpart.
  static func negated(_ value: Value) -> Value? {
    switch value {
    case .integer(let number): number == .min ? nil : .integer(-number)
    case .decimal(let number): .decimal(-number)
    case .null, .string, .date, .datetime, .boolean: nil
    }
  }

  var isNullLiteral: Bool { literal == .null }
}
