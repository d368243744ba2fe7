import Steps
import Tables

/// A number taken of a table that a step gave: kept beside the entry, because prose may ask for another one at any time.
struct TakenStatistic: Sendable, Equatable {
  /// Which of the step's outputs.
  var position: Int
  var column: String
  var statistic: ColumnStatistic
  var value: Value

  static func encode(_ statistics: [TakenStatistic], of name: String) -> [UInt8] {
    var encoder = ByteEncoder()
    encoder.append(name)
    encoder.append(statistics) { encoder, taken in
      encoder.append(taken.position)
      encoder.append(taken.column)
      encoder.append(taken.statistic.rawValue)
      encoder.append(taken.value)
    }
    return encoder.bytes
  }

  static func decode(_ bytes: [UInt8], of name: String) throws -> [TakenStatistic] {
    var decoder = ByteDecoder(bytes)
    guard try decoder.text() == name else { throw StorageDamage("it is under a wrong name") }
    return try decoder.list { decoder in
      let (position, column) = (try decoder.integer(), try decoder.text())
      guard let statistic = ColumnStatistic(rawValue: try decoder.text()) else {
        throw StorageDamage("it holds something unknown")
      }
      return TakenStatistic(position: position, column: column, statistic: statistic, value: try decoder.value())
    }
  }
}

extension Value {
  /// Whether it can be a value of a type: null always can, and a whole number where a decimal is meant.
  func fits(_ type: ColumnType) -> Bool {
    switch (self, type) {
    case (.null, _), (.integer, .integer), (.integer, .index), (.integer, .decimal), (.decimal, .decimal),
      (.string, .string), (.date, .date), (.datetime, .datetime), (.boolean, .boolean):
      true
    default: false
    }
  }
}
