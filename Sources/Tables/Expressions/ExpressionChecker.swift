import Diagnostics

/// Where an expression stands, which decides what an aggregate in it ranges over.
public enum ExpressionContext: Sendable, Hashable {
  /// In `filter` and `derive`: one value a row. Aggregates are computed per group of their `by:`, over all rows without one,
  /// and given to every row of the group; `count(column)` counts the rows that share the row's value.
  case rowWise
  /// In `group`: one value a group. Aggregates range over each group of these keys.
  case aggregated(keys: [String])
}

/// Every fault that an expression has, in reading order. Never empty.
public struct ExpressionFaults: Error, Sendable {
  public let diagnostics: [Diagnostic]
}

/// Resolves names and types of an expression against a schema, before any row is read.
public struct ExpressionChecker {
  let schema: Schema
  let context: ExpressionContext
  var diagnostics: [Diagnostic] = []
  /// The aggregate that is being read, when there is one.
  var enclosing: Expression.Call?

  /// The expression with its types, or all that is wrong with it. O(nodes).
  public static func check(
    _ expression: Expression, schema: Schema, context: ExpressionContext = .rowWise
  ) -> Result<TypedExpression, ExpressionFaults> {
    var checker = ExpressionChecker(schema: schema, context: context)
    var typed: TypedExpression?
    if expression.isNullLiteral {
      checker.rejectNull(expression)
    } else {
      typed = checker.typed(expression)
    }
    if let typed, checker.diagnostics.isEmpty { return .success(typed) }
    return .failure(ExpressionFaults(diagnostics: checker.diagnostics.sorted(by: Diagnostic.inReadingOrder)))
  }

  /// The same for what must be true or false, such as the `where:` of a filter.
  public static func checkCondition(
    _ expression: Expression, schema: Schema, context: ExpressionContext = .rowWise
  ) -> Result<TypedExpression, ExpressionFaults> {
    let result = check(expression, schema: schema, context: context)
    guard case .success(let typed) = result, typed.type != .boolean else { return result }
    var checker = ExpressionChecker(schema: schema, context: context)
    checker.rejectCondition(expression, typed)
    return .failure(ExpressionFaults(diagnostics: checker.diagnostics))
  }

  /// nil when something in it is wrong; what that is has then been noted.
  mutating func typed(_ expression: Expression) -> TypedExpression? {
    switch expression.kind {
    case .literal(let value):
      guard let type = value.type else {
        rejectNull(expression)
        return nil
      }
      return TypedExpression(type, .constant(value))
    case .column(let name): return column(name, expression)
    case .unary(.minus, let operand): return negation(operand, expression)
    case .unary(.not, let operand):
      return condition(operand).map { TypedExpression(.boolean, .not($0)) }
    case .binary(let operation, let left, let right):
      return binary(operation.kind, left, right, expression)
    case .membership(let operand, let items, let negated): return membership(operand, items, negated)
    case .isNull(let operand, let negated):
      return typed(operand).map { TypedExpression(.boolean, .isNull($0, negated: negated)) }
    case .call(let call): return self.call(call, expression)
    }
  }

  private mutating func binary(
    _ operation: OperatorKind, _ left: Expression, _ right: Expression, _ whole: Expression
  ) -> TypedExpression? {
    switch operation {
    case .logical(let operation):
      let (a, b) = (condition(left), condition(right))
      guard let a, let b else { return nil }
      return TypedExpression(.boolean, .logical(operation, a, b))
    case .arithmetic(let operation):
      guard let (a, b) = operands(left, right) else { return nil }
      return arithmetic(operation, left, a, right, b, whole)
    case .comparison(let operation):
      guard let (a, b) = operands(left, right, comparison: operation) else { return nil }
      return comparison(operation, left, a, right, b)
    }
  }

  /// Both sides of an operator that null cannot stand beside.
  private mutating func operands(
    _ left: Expression, _ right: Expression, comparison: ComparisonOperator? = nil
  ) -> (TypedExpression, TypedExpression)? {
    if rejectNulls(left, right, comparison: comparison) { return nil }
    let (a, b) = typedPair(left, right)
    guard let a, let b else { return nil }
    return (a, b)
  }

  /// As `typed`, for a place where only true and false make sense.
  mutating func condition(_ expression: Expression) -> TypedExpression? {
    guard let operand = typed(expression) else { return nil }
    if operand.type == .boolean { return operand }
    rejectCondition(expression, operand)
    return nil
  }

  /// Both sides of an operator. A name beside a text that is no column may be a text without its quotes.
  private mutating func typedPair(_ left: Expression, _ right: Expression) -> (TypedExpression?, TypedExpression?) {
    func isUnknown(_ side: Expression) -> Bool {
      if case .column(let name) = side.kind { return schema.type(of: name) == nil }
      return false
    }
    if isUnknown(right), !isUnknown(left) {
      let a = typed(left)
      return (a, typed(right, beside: a?.type))
    }
    if isUnknown(left), !isUnknown(right) {
      let b = typed(right)
      return (typed(left, beside: b?.type), b)
    }
    return (typed(left), typed(right))
  }

  /// As `typed`, with the type of the value that it stands beside.
  mutating func typed(_ expression: Expression, beside type: ColumnType?) -> TypedExpression? {
    guard case .column(let name) = expression.kind, type == .string, schema.type(of: name) == nil else {
      return typed(expression)
    }
    rejectColumn(name, expression.span, mayBeText: true)
    return nil
  }

  private mutating func column(_ name: String, _ expression: Expression) -> TypedExpression? {
    guard let type = schema.type(of: name) else {
      rejectColumn(name, expression.span)
      return nil
    }
    if case .aggregated(let keys) = context, enclosing == nil, !keys.contains(name) {
      rejectBareColumn(name, expression.span, keys: keys)
      return nil
    }
    return TypedExpression(type, .column(name))
  }

  private mutating func negation(_ operand: Expression, _ whole: Expression) -> TypedExpression? {
    guard let value = typed(operand) else { return nil }
    if case .constant(let constant) = value.node, let negated = Expression.negated(constant) {
      return TypedExpression(value.type, .constant(negated))
    }
    guard value.type.isNumeric else {
      diagnostics.append(
        Diagnostic(
          .typeMismatch, "\(value.type.described) has no opposite number", at: operand.span,
          label: value.type.rawValue, help: ["a minus sign needs a number after it"]))
      return nil
    }
    let number = value.converted(to: value.type == .decimal ? .decimal : .integer)
    return TypedExpression(
      number.type, .negated(number), countsSeconds: value.countsSeconds,
      losing: number.type == .integer ? whole.span : nil)
  }

  private mutating func membership(
    _ operand: Expression, _ items: [Expression], _ negated: Bool
  ) -> TypedExpression? {
    let value = typed(operand)
    var members: [(Expression, TypedExpression)] = []
    var hasNull = false
    var isSound = true
    for item in items {
      if item.isNullLiteral {
        hasNull = true
      } else if let member = typed(item, beside: value?.type) {
        members.append((item, member))
      } else {
        isSound = false
      }
    }
    guard let value, isSound else { return nil }
    if hasNull {
      let null = items.first { $0.isNullLiteral } ?? operand
      diagnostics.append(
        Diagnostic(
          .comparisonWithNull, "nothing is equal to null, so it does nothing in a list", at: null.span,
          help: ["ask for it beside the list: \(operand.span.text) is null or \(operand.span.text) in [...]"]))
      return nil
    }
    var type = value.type == .index ? .integer : value.type
    for (item, member) in members {
      guard let joint = Self.joint(value.type, member.type) else {
        rejectPair("be found among", operand, value, item, member)
        // One fault for the list: its items are most often alike.
        return nil
      }
      if rejectNumbering(operand, value, item, member) { return nil }
      if type != joint, type == .integer || type == .date { type = joint }
    }
    guard isSound else { return nil }
    if type == .decimal {
      // As for a comparison: a long integer has no double of its own.
      return TypedExpression(
        .boolean, .membership(value, members.map(\.1.asDecimalIfExact), negated: negated))
    }
    let target = type
    return TypedExpression(
      .boolean,
      .membership(
        value.converted(to: target, at: operand.span), members.map { $0.1.converted(to: target, at: $0.0.span) },
        negated: negated))
  }

  /// The type in which values of both types are compared; nil when they cannot be.
  package static func joint(_ a: ColumnType, _ b: ColumnType) -> ColumnType? {
    if a.isNumeric, b.isNumeric { return a == .decimal || b == .decimal ? .decimal : .integer }
    if a.isTemporal, b.isTemporal { return a == b ? a : .datetime }
    return a == b ? a : nil
  }
}

extension TypedExpression {
  /// - Parameter span: where it stands, for a day that becomes a moment or a whole number that becomes a decimal and is to stay
  ///   itself: not every one can. Without it a whole number may be rounded.
  func converted(to target: ColumnType, at span: SourceSpan? = nil) -> TypedExpression {
    if type == target { return self }
    if case .constant(.integer(let value)) = node, target == .decimal, span == nil || Double(exactly: value) != nil {
      return TypedExpression(.decimal, .constant(.decimal(Double(value))))
    }
    return TypedExpression(
      target, .converted(self), countsSeconds: countsSeconds,
      losing: target == .datetime || target == .decimal ? span : nil)
  }

  /// A literal whole number that has a decimal of its own as that; anything else as it is.
  var asDecimalIfExact: TypedExpression {
    if case .constant(.integer(let value)) = node, let exact = Double(exactly: value) {
      return TypedExpression(.decimal, .constant(.decimal(exact)))
    }
    return self
  }
}
