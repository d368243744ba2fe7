import Tables

/// What can be asked of a column by a path: `customers.count.max`.
public enum ColumnStatistic: String, Sendable, CaseIterable {
  case min, max, mean, median, sum, std, nulls, unique, first, last

  /// Whether the answer for years is a year, if not a whole one.
  var keepsRole: Bool {
    switch self {
    case .min, .max, .mean, .median, .first, .last: true
    case .sum, .std, .nulls, .unique: false
    }
  }

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
