/// An expression whose names are resolved and whose types fit: what `ExpressionChecker` gives and `evaluate` runs.
public struct TypedExpression: Sendable {
  /// The type of the column that it evaluates to.
  public let type: ColumnType
  let node: Node
  /// Whether it is a difference of two datetimes, an integer that counts seconds; only `days` asks.
  let countsSeconds: Bool

  init(_ type: ColumnType, _ node: Node, countsSeconds: Bool = false) {
    self.type = type
    self.node = node
    self.countsSeconds = countsSeconds
  }

  indirect enum Node: Sendable {
    case constant(Value)
    case column(String)
    /// Into `type`: integer to decimal, date to datetime, index to integer.
    case converted(TypedExpression)
    /// Both sides of the type of the result, but for `divide`, whose sides are decimals.
    case arithmetic(Expression.BinaryOperator, TypedExpression, TypedExpression)
    /// On 64-bit counts of days or seconds, whatever the type of the sides.
    case temporal(Expression.BinaryOperator, TypedExpression, TypedExpression)
    case negated(TypedExpression)
    case comparison(Expression.BinaryOperator, TypedExpression, TypedExpression)
    case logical(Expression.BinaryOperator, TypedExpression, TypedExpression)
    case not(TypedExpression)
    case membership(TypedExpression, [TypedExpression], negated: Bool)
    case isNull(TypedExpression, negated: Bool)
    case condition(TypedExpression, TypedExpression, TypedExpression)
    case function(ExpressionFunction, [TypedExpression])
    /// Per group of `by`; over the groups of the step in an aggregated context, over all rows otherwise when `by` is empty.
    case aggregate(Aggregate, TypedExpression?, by: [String])
    /// Rows that share the row's value.
    case sharedCount(TypedExpression)
  }

  /// Which step's numbers it gives, where it gives an index column of the table, or one of its values.
  public func numbering(in schema: Schema) -> Numbering? {
    switch node {
    case .column(let name): schema.field(name)?.numbering
    case .converted(let operand): operand.numbering(in: schema)
    case .condition(_, let a, let b): a.numbering(in: schema).flatMap { $0 == b.numbering(in: schema) ? $0 : nil }
    case .aggregate(.min, let argument?, _), .aggregate(.max, let argument?, _), .aggregate(.first, let argument?, _),
      .aggregate(.last, let argument?, _):
      argument.numbering(in: schema)
    case .constant, .arithmetic, .temporal, .negated, .comparison, .logical, .not, .membership, .isNull, .function,
      .aggregate, .sharedCount:
      nil
    }
  }

  /// The columns that it reads, in alphabetical order.
  public var columns: [String] {
    var names: Set<String> = []
    collect(into: &names)
    return names.sorted()
  }

  private func collect(into names: inout Set<String>) {
    switch node {
    case .constant: break
    case .column(let name): names.insert(name)
    case .converted(let a), .negated(let a), .not(let a), .isNull(let a, _), .sharedCount(let a):
      a.collect(into: &names)
    case .arithmetic(_, let a, let b), .temporal(_, let a, let b), .comparison(_, let a, let b),
      .logical(_, let a, let b):
      a.collect(into: &names)
      b.collect(into: &names)
    case .membership(let a, let items, _): for part in [a] + items { part.collect(into: &names) }
    case .condition(let a, let b, let c): for part in [a, b, c] { part.collect(into: &names) }
    case .function(_, let parts): for part in parts { part.collect(into: &names) }
    case .aggregate(_, let argument, let keys):
      argument?.collect(into: &names)
      names.formUnion(keys)
    }
  }
}
