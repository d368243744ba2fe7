extension ExpressionFunction {
  static let aggregates: [ExpressionFunction] = [
    ExpressionFunction(
      "count", "count(), count(column) or count(column, by: key)",
      "How many rows: with the same value of the column in a filter, that are not null in a group.", arity: 0...1,
      .aggregate(.count), synonyms: ["size"]),
    aggregate(.mean, "The mean of the values that are not null.", synonyms: ["avg", "average"]),
    aggregate(.sum, "The sum of the values that are not null; 0 when there is none."),
    aggregate(.first, "The first value that is not null, in the order of the rows."),
    aggregate(.last, "The last value that is not null, in the order of the rows."),
    aggregate(.median, "The middle value; the mean of the middle two when their number is even."),
    aggregate(.unique, "How many different values there are; null is none."),
    aggregate(
      .unique, named: "nunique", "How many different values there are; null is none.", synonyms: ["distinct"]),
    aggregate(
      .std, "The standard deviation of a sample (divided by n - 1); null for fewer than two values.",
      synonyms: ["stddev"]),
  ]

  private static func aggregate(
    _ aggregate: Aggregate, named name: String? = nil, _ summary: String, synonyms: [String] = []
  ) -> ExpressionFunction {
    let name = name ?? aggregate.rawValue
    return ExpressionFunction(
      name, "\(name)(column) or \(name)(column, by: key)", summary, .aggregate(aggregate), synonyms: synonyms)
  }
}

/// One number, or value, from the rows of a group.
public enum Aggregate: String, Sendable, CaseIterable {
  case count, mean, sum, min, max, first, last, median, unique, std

  /// What it gives of a column of `type`; nil when it does not apply.
  public func resultType(of type: ColumnType) -> ColumnType? {
    switch self {
    case .count, .unique: .integer
    case .min, .max, .first, .last: type
    case .sum: type == .decimal ? .decimal : type.isNumeric || type == .boolean ? .integer : nil
    case .mean, .median, .std: type.isNumeric || type == .boolean ? .decimal : nil
    }
  }
}
