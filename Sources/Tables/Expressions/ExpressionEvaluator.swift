import CivilCalendar

/// Walks a checked expression and computes each node as a vector.
final class ExpressionEvaluator {
  let table: Table
  /// The groups of an aggregated context.
  let grouping: Grouping?
  let threads: Int
  /// Groupings by the keys of `by:`, each made once an expression.
  private var groupings: [[String]: Grouping] = [:]
  private(set) var isInsideAggregate = false
  /// What could not be computed so far, and for which rows that counts.
  var losses: [ExpressionLoss] = []
  var counting = LossCounting.everything
  /// What the texts of one part may take: there are a few copies of them until they are a column.
  private(set) lazy var textLimit = (memory ?? MemoryBudget.bytes) / 4
  private let memory: Int?
  /// That a part would have made longer texts; what it gave instead means nothing.
  var excess: TableError?

  init(table: Table, grouping: Grouping?, threads: Int, memory: Int? = nil) {
    self.table = table
    self.memory = memory
    self.grouping = grouping
    self.threads = threads
  }

  func vector(_ expression: TypedExpression) throws(TableError) -> Vector {
    switch expression.node {
    case .constant(let value): return Vector(value, type: expression.type)
    case .column(let name): return try column(name)
    case .converted(let operand): return converted(try vector(operand), expression)
    case .arithmetic(let operation, let a, let b):
      let (x, y) = (try vector(a), try vector(b))
      return arithmetic(operation, x, y, expression)
    case .temporal(let operation, let a, let b):
      let (x, y) = (try vector(a), try vector(b))
      return temporal(operation, x, y, expression)
    case .negated(let operand): return negated(try vector(operand), expression)
    case .comparison(let operation, let a, let b): return comparison(operation, try vector(a), try vector(b))
    case .logical(.and, let a, let b):
      let left = try vector(a)
      return conjunction(left, try asking(where: left, is: true, orUnknown: true, b))
    case .logical(.or, let a, let b):
      let left = try vector(a)
      return disjunction(left, try asking(where: left, is: false, orUnknown: true, b))
    case .not(let operand): return negation(try vector(operand))
    case .membership(let operand, let items, let negated):
      var members: [Vector] = []
      let value = try vector(operand)
      for item in items { members.append(try vector(item)) }
      let found = membership(value, members)
      return negated ? negation(found) : found
    case .isNull(let operand, let negated): return isNull(try uncounted(operand), negated: negated)
    case .condition(let test, let a, let b):
      let truth = try vector(test)
      return choice(
        truth, try asking(where: truth, is: true, orUnknown: false, a),
        try asking(where: truth, is: false, orUnknown: true, b), type: expression.type)
    case .function(let function, let arguments):
      var operands: [Vector] = []
      for argument in arguments { operands.append(try vector(argument)) }
      let call = ComputedCall(operands: operands, arguments: arguments, expression: expression)
      let result = function.compute(self, call)
      if let excess { throw excess }
      return result
    case .aggregate(let aggregate, let argument, let keys):
      return try aggregated(aggregate, argument, by: keys, expression)
    case .sharedCount(let argument):
      let operand = try vector(argument)
      guard operand.isConstant else { return Vector(operand.column.sharedCounts(threads: threads)) }
      let value: Value = operand.isNull(0) ? .null : .integer(table.rowCount)
      return Vector(value, type: .integer)
    }
  }

  private func column(_ name: String) throws(TableError) -> Vector {
    let column = try table.column(name)
    guard let grouping, !isInsideAggregate else { return Vector(column) }
    // A key: the same in every row of its group.
    guard grouping.keys.contains(name) else { throw .noColumn(name) }
    return Vector(column.gathering(grouping.firstRows, threads: threads))
  }

  private func converted(_ operand: Vector, _ expression: TypedExpression) -> Vector {
    let column = operand.column
    switch expression.type {
    case .decimal:
      let values = column.doubles(threads: threads) ?? Buffer([])
      let made = Vector(Column(.decimals(values), validity: column.validity), isConstant: operand.isConstant)
      guard expression.span != nil else { return made }
      return noting(expression, [operand], withoutRounded(made, of: operand)) { _ in .beyondDecimals }
    case .datetime:
      let moments = map(operand, type: .datetime) { day in
        let (micros, overflow) = day.multipliedReportingOverflow(by: CivilDay.microsecondsPerDay)
        return overflow ? nil : micros
      }
      return noting(expression, [operand], moments) { _ in .dateTooFar }
    case .integer, .date, .boolean, .index, .string:
      guard let values = column.widened(threads: threads) else { return operand }
      return Vector(Column(.integers(values), validity: column.validity), isConstant: operand.isConstant)
    }
  }

  private func aggregated(
    _ aggregate: Aggregate, _ argument: TypedExpression?, by keys: [String], _ expression: TypedExpression
  ) throws(TableError) -> Vector {
    let groups: GroupedRows
    if let grouping {
      groups = GroupedRows(grouping, rowCount: table.rowCount)
    } else {
      groups = try self.groups(by: keys)
    }
    var values: Column?
    if let argument { values = try insideAggregate(argument) }
    let perGroup = groups.aggregate(aggregate, of: values, type: expression.type, threads: threads)
    let result: Vector
    if grouping != nil {
      result = Vector(perGroup)
    } else if keys.isEmpty {
      result = Vector(perGroup, isConstant: true)
    } else {
      result = Vector(perGroup.gathering(groups.grouping.groupOfRow, threads: threads))
    }
    // A sum of whole numbers is null only when it does not fit.
    return noting(expression, [], result) { _ in .integerTooLong }
  }

  /// The argument of an aggregate: a value of every row, all of which are asked for.
  private func insideAggregate(_ argument: TypedExpression) throws(TableError) -> Column {
    let (wasInside, outer) = (isInsideAggregate, counting)
    defer { (isInsideAggregate, counting) = (wasInside, outer) }
    isInsideAggregate = true
    if case .only = outer { counting = .everything }
    return try vector(argument).broadcast(table.rowCount, threads: threads)
  }

  private func groups(by keys: [String]) throws(TableError) -> GroupedRows {
    if let known = groupings[keys] { return GroupedRows(known, rowCount: table.rowCount) }
    let made = try Grouping(table, by: keys, threads: threads)
    groupings[keys] = made
    return GroupedRows(made, rowCount: table.rowCount)
  }
}
