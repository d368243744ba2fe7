/// Evaluation of checked expressions, a whole column at a time.
extension TypedExpression {
  /// The value of every row of `table`, which has the schema that the expression was checked against.
  ///
  /// What cannot be computed is null: a division by zero, a whole number beyond 64 bits, the root of a negative number, a
  /// text that is no date. Functions of text are computed once for each distinct text. Results do not depend on `threads`.
  /// Throws `TableError.noColumn` when the table has another schema.
  public func evaluate(_ table: Table, threads: Int = 1) throws(TableError) -> Column {
    try evaluation(of: table, threads: threads).column
  }

  /// The same, with what could not be computed.
  public func evaluation(of table: Table, threads: Int = 1) throws(TableError) -> ExpressionEvaluation {
    let evaluator = ExpressionEvaluator(table: table, grouping: nil, threads: threads)
    let column = try evaluator.vector(self).broadcast(table.rowCount, threads: threads)
    return ExpressionEvaluation(column: column, losses: evaluator.losses)
  }

  /// The value of every group, for an expression that was checked in the aggregated context of the grouping's keys.
  public func evaluation(
    of table: Table, over grouping: Grouping, threads: Int = 1
  ) throws(TableError) -> ExpressionEvaluation {
    let evaluator = ExpressionEvaluator(table: table, grouping: grouping, threads: threads)
    let column = try evaluator.vector(self).broadcast(grouping.groupCount, threads: threads)
    return ExpressionEvaluation(column: column, losses: evaluator.losses)
  }
}

extension Column {
  /// The rows of a boolean column that are true; none of another type.
  public func trueRows(threads: Int = 1) -> Bitmap {
    guard case .booleans(let values) = storage else { return Bitmap(repeating: false, count: count) }
    let all = Bitmap(count: count, threads: threads) { range, flags in
      for row in range { flags[row - range.lowerBound] = values.base[row] }
    }
    return validity.map { all & $0 } ?? all
  }
}
