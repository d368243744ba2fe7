import Diagnostics

/// An expression whose names are resolved and whose types fit: what `ExpressionChecker` gives and `evaluate` runs.
public struct TypedExpression: Sendable {
  /// The type of the column that it evaluates to.
  public let type: ColumnType
  let node: Node
  /// Whether it is a difference of two datetimes, a decimal that counts seconds; only `days` asks.
  let countsSeconds: Bool
  /// Where it stands, if it can be null although its operands are not.
  let span: SourceSpan?

  init(_ type: ColumnType, _ node: Node, countsSeconds: Bool = false, losing span: SourceSpan? = nil) {
    self.type = type
    self.node = node
    self.countsSeconds = countsSeconds
    self.span = span
  }

  indirect enum Node: Sendable {
    case constant(Value)
    case column(String)
    /// Into `type`: integer to decimal, date to datetime, index to integer.
    case converted(TypedExpression)
    /// Both sides of the type of the result, but for `divide`, whose sides are decimals.
    case arithmetic(ArithmeticOperator, TypedExpression, TypedExpression)
    /// A difference of days or of moments, or a day or moment moved by the number on the right.
    case temporal(TemporalOperation, TypedExpression, TypedExpression)
    case negated(TypedExpression)
    /// Of two sides of one type, or of an integer and a decimal.
    case comparison(ComparisonOperator, TypedExpression, TypedExpression)
    case logical(LogicalOperator, TypedExpression, TypedExpression)
    case not(TypedExpression)
    case membership(TypedExpression, [TypedExpression], negated: Bool)
    case isNull(TypedExpression, negated: Bool)
    case condition(TypedExpression, TypedExpression, TypedExpression)
    case function(RowFunction, [TypedExpression])
    /// Per group of `by`; over the groups of the step in an aggregated context, over all rows otherwise when `by` is empty.
    case aggregate(Aggregate, TypedExpression?, by: [String])
    /// Rows that share the row's value.
    case sharedCount(TypedExpression)
  }

  /// Whether it, or a part of it, can be null although its operands are not.
  var mayLose: Bool { span != nil || children.contains(where: \.mayLose) }

  /// The expressions that it is made of.
  private var children: [TypedExpression] {
    switch node {
    case .constant, .column: []
    case .converted(let a), .negated(let a), .not(let a), .isNull(let a, _), .sharedCount(let a): [a]
    case .arithmetic(_, let a, let b), .temporal(_, let a, let b), .comparison(_, let a, let b),
      .logical(_, let a, let b):
      [a, b]
    case .membership(let a, let items, _): [a] + items
    case .condition(let a, let b, let c): [a, b, c]
    case .function(_, let parts): parts
    case .aggregate(_, let argument, _): argument.map { [$0] } ?? []
    }
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
    case .column(let name): names.insert(name)
    case .aggregate(_, _, let keys): names.formUnion(keys)
    case .constant, .converted, .arithmetic, .temporal, .negated, .comparison, .logical, .not, .membership, .isNull,
      .condition, .function, .sharedCount:
      break
    }
    for part in children { part.collect(into: &names) }
  }
}

/// What is done with days and moments.
enum TemporalOperation: Sendable {
  /// Days between two days, seconds between two moments.
  case difference
  /// A day moved by days, a moment by seconds.
  case later, earlier
}
