/// What the values of a column are.
public enum ColumnType: String, Sendable, Hashable, CaseIterable {
  /// 64-bit signed whole numbers.
  case integer
  /// IEEE double precision; never NaN: what cannot be computed is null.
  case decimal
  /// UTF-8 text.
  case string
  /// A day of the proleptic Gregorian calendar.
  case date
  /// A microsecond in UTC, from the year -290308 to 294247.
  case datetime
  case boolean
  /// Consecutive numbers from 0 that the step `index` gave: one-hot wherever it is used as a feature.
  case index

  /// Whether arithmetic and means apply.
  public var isNumeric: Bool { self == .integer || self == .decimal || self == .index }
  /// Whether it counts time.
  public var isTemporal: Bool { self == .date || self == .datetime }
}
