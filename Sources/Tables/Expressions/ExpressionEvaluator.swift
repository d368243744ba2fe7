/// Walks a checked expression and computes each node as a vector.
final class ExpressionEvaluator {
  let table: Table
  /// The groups of an aggregated context.
  let grouping: Grouping?
  let threads: Int
  /// Groupings by the keys of `by:`, each made once an expression.
  private var groupings: [[String]: Grouping] = [:]
  private var isInsideAggregate = false

  init(table: Table, grouping: Grouping?, threads: Int) {
    self.table = table
    self.grouping = grouping
    self.threads = threads
  }

  func vector(_ expression: TypedExpression) -> Vector {
    switch expression.node {
    case .constant(let value): return Vector(value, type: expression.type)
    case .column(let name): return column(name, type: expression.type)
    case .converted(let operand): return converted(vector(operand), to: expression.type)
    case .arithmetic(let operation, let a, let b):
      return expression.type == .decimal
        ? decimals(operation, vector(a), vector(b)) : integers(operation, vector(a), vector(b), type: .integer)
    case .temporal(let operation, let a, let b):
      return integers(operation, vector(a), vector(b), type: expression.type)
    case .negated(let operand):
      return expression.type == .decimal
        ? map(vector(operand), decimal: { -$0 })
        : integers(.subtract, Vector(.integer(0), type: .integer), vector(operand), type: .integer)
    case .comparison(let operation, let a, let b): return comparison(operation, vector(a), vector(b))
    case .logical(let operation, let a, let b):
      return operation == .and ? conjunction(vector(a), vector(b)) : disjunction(vector(a), vector(b))
    case .not(let operand): return negation(vector(operand))
    case .membership(let operand, let items, let negated):
      let found = membership(vector(operand), items.map(vector))
      return negated ? negation(found) : found
    case .isNull(let operand, let negated): return isNull(vector(operand), negated: negated)
    case .condition(let test, let a, let b): return choice(vector(test), vector(a), vector(b), type: expression.type)
    case .function(let function, let arguments):
      return apply(function, arguments.map(vector), arguments, type: expression.type)
    case .aggregate(let aggregate, let argument, let keys):
      return aggregated(aggregate, argument, by: keys, type: expression.type)
    case .sharedCount(let argument):
      let operand = vector(argument)
      guard operand.isConstant else { return Vector(operand.column.sharedCounts(threads: threads)) }
      let value: Value = operand.isNull(0) ? .null : .integer(table.rowCount)
      return Vector(value, type: .integer)
    }
  }

  private func column(_ name: String, type: ColumnType) -> Vector {
    guard let column = table[name] else { return Vector(.null, type: type) }
    if let grouping, !isInsideAggregate {
      // A key: the same in every row of its group.
      if grouping.keys.isEmpty { return Vector(.null, type: type) }
      return Vector(column.gathering(grouping.firstRows, threads: threads))
    }
    return Vector(column)
  }

  private func converted(_ operand: Vector, to type: ColumnType) -> Vector {
    let column = operand.column
    let storage: Column.Storage
    switch type {
    case .decimal: storage = .decimals(column.doubles(threads: threads) ?? Buffer([]))
    case .datetime:
      guard let days = column.widened(threads: threads) else { return operand }
      storage = .datetimes(
        RowPieces.filled(days.count, threads: threads) { range, memory in
          for row in range { memory[row] = days.base[row] &* CivilDay.secondsPerDay }
        })
    default:
      guard let values = column.widened(threads: threads) else { return operand }
      storage = .integers(values)
    }
    return Vector(Column(storage, validity: column.validity), isConstant: operand.isConstant)
  }

  private func aggregated(
    _ aggregate: Aggregate, _ argument: TypedExpression?, by keys: [String], type: ColumnType
  ) -> Vector {
    let wasInside = isInsideAggregate
    isInsideAggregate = true
    let values = argument.map { vector($0).broadcast(table.rowCount, threads: threads) }
    isInsideAggregate = wasInside
    if let grouping {
      let groups = GroupedRows(grouping, rowCount: table.rowCount)
      return Vector(groups.aggregate(aggregate, of: values, type: type, threads: threads))
    }
    let groups = self.groups(by: keys)
    let perGroup = groups.aggregate(aggregate, of: values, type: type, threads: threads)
    if keys.isEmpty { return Vector(perGroup, isConstant: true) }
    return Vector(perGroup.gathering(groups.grouping.groupOfRow, threads: threads))
  }

  private func groups(by keys: [String]) -> GroupedRows {
    if let known = groupings[keys] { return GroupedRows(known, rowCount: table.rowCount) }
    // The checker saw that every key exists; without them all rows are one group.
    let made = (try? Grouping(table, by: keys, threads: threads)) ?? Grouping(allRows: table.rowCount)
    groupings[keys] = made
    return GroupedRows(made, rowCount: table.rowCount)
  }
}
