import MachineLearning
import Tables
import WrittenTexts

/// Turns columns of a table into features: index, text and boolean columns one-hot, numbers and days as numbers, texts of several
/// values as bags.
struct FeatureEncoding {
  let features: [Schema.Field]
  let bags: BagColumns
  /// Texts seen in training, by feature; nil while training itself collects them.
  private(set) var categories: [String: [ExactText: Int32]]

  init(features: [Schema.Field], bags: BagColumns, categories: [String: [ExactText: Int32]] = [:]) {
    self.features = features
    self.bags = bags
    self.categories = categories
  }

  /// Numbers the texts of the training table by first appearance, after those known already. O(rows).
  mutating func learnCategories(of table: Table) {
    for feature in features where feature.type == .string {
      guard let column = table[feature.name], case .strings(let codes, let pool) = column.storage else { continue }
      var numbers = categories[feature.name] ?? [:]
      var seen = [Bool](repeating: false, count: pool.count)
      for row in 0..<column.count where !column.isNull(row) && !seen[Int(codes[row])] {
        seen[Int(codes[row])] = true
        let text = pool.string(Int(codes[row]))
        for text in bags.names.contains(feature.name) ? bags.values(of: text).map(\.value) : [text] {
          let next = Int32(numbers.count)
          numbers[ExactText(text), default: next] += 0
        }
      }
      categories[feature.name] = numbers
    }
  }

  /// - Throws: a `FeatureFault` for a number that is missing.
  func rows(of table: Table, widths: [Int]? = nil) throws -> FeatureRows {
    var columns: [FeatureColumn] = []
    for (position, feature) in features.enumerated() {
      guard let column = table[feature.name] else { throw FeatureFault.missingColumn(feature.name) }
      columns.append(try encode(column, feature, width: widths?[position]))
    }
    return try FeatureRows(columns)
  }

  private func encode(_ column: Tables.Column, _ feature: Schema.Field, width: Int?) throws -> FeatureColumn {
    let count = column.count
    switch column.storage {
    case .indices(let values, let cardinality):
      let width = width ?? cardinality
      // What training has never seen has no parameters: all zeros.
      let codes = [Int32](unsafeUninitializedCapacity: count) { memory, initialized in
        for row in 0..<count {
          let code = values[row]
          memory[row] = column.isNull(row) || Int(code) >= width ? FeatureColumn.missingCode : code
        }
        initialized = count
      }
      return .oneHot(codes: codes, cardinality: max(1, width))
    case .strings(let codes, let pool):
      let numbers = categories[feature.name] ?? [:]
      if bags.names.contains(feature.name) { return try bag(column, codes, pool, numbers) }
      let ofCode = (0..<pool.count).map { numbers[ExactText(pool.string($0))] ?? FeatureColumn.missingCode }
      let encoded = (0..<count).map { column.isNull($0) ? FeatureColumn.missingCode : ofCode[Int(codes[$0])] }
      return .oneHot(codes: encoded, cardinality: max(1, numbers.count))
    case .booleans(let values):
      let encoded = (0..<count).map { column.isNull($0) ? FeatureColumn.missingCode : Int32(values[$0]) }
      return .oneHot(codes: encoded, cardinality: 2)
    case .integers, .decimals, .dates, .datetimes:
      var numbers = [Double](repeating: 0, count: count)
      for row in 0..<count {
        guard let number = column.number(row) else { throw FeatureFault.missingNumber(feature.name, row: row) }
        numbers[row] = number
      }
      return .numeric(numbers)
    }
  }

  /// The values of every row with their weights; those that training has never seen have no parameters, and are left out.
  private func bag(
    _ column: Tables.Column, _ codes: Buffer<UInt32>, _ pool: StringPool, _ numbers: [ExactText: Int32]
  ) throws -> FeatureColumn {
    let ofCode = (0..<pool.count).map { code in
      bags.values(of: pool.string(code)).compactMap { value, weight in
        numbers[ExactText(value)].map { (code: $0, weight: weight) }
      }
    }
    let rows = (0..<column.count).map { column.isNull($0) ? [] : ofCode[Int(codes[$0])] }
    return .bag(try FeatureBags(rows, cardinality: max(1, numbers.count)))
  }
}

/// A row that cannot be a feature.
enum FeatureFault: Error {
  case missingColumn(String)
  case missingNumber(String, row: Int)
}

extension Tables.Column {
  /// The value at `row` where it is a whole number: every digit of it, which a double may not have; nil for null and for others.
  func whole(_ row: Int) -> Int? {
    if isNull(row) { return nil }
    switch storage {
    case .integers(let values): return Int(values[row])
    case .indices(let values, _): return Int(values[row])
    case .booleans(let values): return Int(values[row])
    case .decimals, .strings, .dates, .datetimes: return nil
    }
  }

  /// The value at `row` as a number: days and seconds (with their fraction) count from 1970, booleans are 0 and 1; nil for null and text.
  func number(_ row: Int) -> Double? {
    if isNull(row) { return nil }
    switch storage {
    case .integers(let values): return Double(values[row])
    case .decimals(let values): return values[row]
    case .dates(let values): return Double(values[row])
    case .datetimes(let values): return Double(values[row]) / 1_000_000
    case .booleans(let values): return Double(values[row])
    case .indices(let values, _): return Double(values[row])
    case .strings: return nil
    }
  }
}
