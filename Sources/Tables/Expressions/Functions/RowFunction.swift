import Diagnostics

/// What a function of the values of one row takes, gives and computes.
struct RowFunction: Sendable {
  /// Whether its numbers name something, as the year of a date does.
  enum Role: Sendable {
    case quantity, name
    /// Those of its first argument do, or those of all of them.
    case ofFirst, ofAll
  }

  var role = Role.quantity
  /// Whether a text in its place is likely meant as a day.
  var takesDay = false
  /// The typed call; nil when its arguments do not fit, which has been noted.
  let check: @Sendable (inout ExpressionChecker, CheckedCall) -> TypedExpression?
  let compute: @Sendable (ExpressionEvaluator, ComputedCall) -> Vector

  /// A function of texts alone.
  static func ofTexts(
    to type: ColumnType, _ compute: @escaping @Sendable (ExpressionEvaluator, ComputedCall) -> Vector
  ) -> RowFunction {
    RowFunction(
      check: { checker, call in checker.require(.string, "a string", call) ? call.made(type) : nil }, compute: compute)
  }
}

/// A call whose arguments are typed and as many as the function takes.
struct CheckedCall {
  let function: RowFunction
  let arguments: [TypedExpression]
  let syntax: Expression.Call
  let span: SourceSpan

  /// - Parameters:
  ///   - arguments: what it is computed from, when that is not the arguments as they are.
  ///   - losing: whether it can be null although its arguments are not.
  func made(_ type: ColumnType, of arguments: [TypedExpression]? = nil, losing: Bool = false) -> TypedExpression {
    TypedExpression(type, .function(function, arguments ?? self.arguments), losing: losing ? span : nil)
  }
}

/// A call with the values of its arguments.
struct ComputedCall {
  let operands: [Vector]
  let arguments: [TypedExpression]
  let expression: TypedExpression

  /// The first operand, which every function has.
  var operand: Vector { operands[0] }
  var type: ColumnType { expression.type }
}

extension ExpressionEvaluator {
  /// A result of which the nulls that no operand had are counted.
  func noting(_ call: ComputedCall, _ reason: ExpressionLoss.Reason, _ result: Vector) -> Vector {
    noting(call.expression, [call.operand], result) { _ in reason }
  }
}

extension ExpressionChecker {
  mutating func require(_ type: ColumnType, _ expected: String, _ call: CheckedCall) -> Bool {
    accept(call, expected) { $0 == type }
  }

  mutating func requireNumbers(_ call: CheckedCall) -> Bool { accept(call, "a number", \.isNumeric) }

  /// Whether all arguments have a fitting type; notes those that have not.
  private mutating func accept(
    _ call: CheckedCall, _ expected: String, _ fits: (ColumnType) -> Bool
  ) -> Bool {
    var isSound = true
    for (syntax, argument) in zip(call.syntax.arguments, call.arguments) where !fits(argument.type) {
      rejectArgument(syntax, argument, expected, call.syntax)
      isSound = false
    }
    return isSound
  }
}
