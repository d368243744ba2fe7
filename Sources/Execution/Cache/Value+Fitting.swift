import Tables

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
