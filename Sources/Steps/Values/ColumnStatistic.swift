import Tables

/// What can be asked of a column by a path: `customers.count.max`.
public enum ColumnStatistic: String, Sendable, CaseIterable {
  case min, max, mean, median, sum, std, nulls, unique, first, last

  /// The aggregate of an expression that has its name; nil for what is none.
  private var aggregate: Aggregate? { Aggregate(rawValue: rawValue) }

  /// Whether the answer for years and ids is written as they are: see `Aggregate.keepsRole`.
  var keepsRole: Bool { aggregate?.keepsRole ?? false }

  /// The type of the answer, or nil where the question makes no sense for a column of `type`.
  public func type(for type: ColumnType) -> ColumnType? {
    switch self {
    case .nulls, .unique: .integer
    case .first, .last: type == .index ? .integer : type
    case .min, .max: type == .index ? .integer : type
    case .sum: type == .integer || type == .decimal ? type : nil
    case .mean, .median, .std: type == .integer || type == .decimal ? .decimal : nil
    }
  }
}
