/// One column of features, as plain values.
public enum FeatureColumn: Sendable {
  /// A one-hot field: the code of each row in `0 ..< cardinality`, or `missingCode`, which stands for all zeros.
  case oneHot(codes: [Int32], cardinality: Int)
  /// A numeric field: a finite number in each row.
  case numeric([Double])
  /// A field of which a row may have several codes.
  case bag(FeatureBags)

  /// The code of a row that has no value in a one-hot field, such as a user never seen in training.
  public static let missingCode: Int32 = -1

  /// Number of rows.
  public var count: Int {
    switch self {
    case .oneHot(let codes, _): codes.count
    case .numeric(let values): values.count
    case .bag(let bags): bags.count
    }
  }

  /// Number of features, which are columns of the matrix that the rows make.
  public var width: Int {
    switch self {
    case .oneHot(_, let cardinality): cardinality
    case .numeric: 1
    case .bag(let bags): bags.cardinality
    }
  }

  /// Calls `body` with the features of a row, counted from the column's first, and their values as they are.
  public func forEachEntry(of row: Int, _ body: (_ feature: Int, _ value: Double) -> Void) {
    switch self {
    case .oneHot(let codes, _): if codes[row] >= 0 { body(Int(codes[row]), 1) }
    case .numeric(let values): body(0, values[row])
    case .bag(let bags): for entry in bags.range(of: row) { body(Int(bags.codes[entry]), Double(bags.weights[entry])) }
    }
  }
}

/// Rows of features: columns of equal length, checked once.
public struct FeatureRows: Sendable {
  public let columns: [FeatureColumn]
  /// Number of rows.
  public let count: Int

  /// Checks lengths, codes and numbers, in O(rows × columns).
  ///
  /// - Throws: `LearningError.mismatchedLengths`, `.codeOutOfRange` or `.nonFiniteFeature`, with the first row at fault.
  public init(_ columns: [FeatureColumn]) throws(LearningError) {
    count = columns.first?.count ?? 0
    for (field, column) in columns.enumerated() {
      if column.count != count {
        throw .mismatchedLengths(what: "feature column \(field)", expected: count, found: column.count)
      }
      switch column {
      case .oneHot(let codes, let cardinality):
        guard (0...Int(Int32.max)).contains(cardinality) else {
          throw .invalidHyperparameter(name: "cardinality", value: Double(cardinality), allowed: "0 to 2147483647")
        }
        for (row, code) in codes.enumerated() where Int(code) >= cardinality || code < FeatureColumn.missingCode {
          throw .codeOutOfRange(field: field, row: row, code: Int(code), cardinality: cardinality)
        }
      case .numeric(let values):
        for (row, value) in values.enumerated() where !value.isFinite {
          throw .nonFiniteFeature(field: field, row: row, value: value)
        }
      case .bag:
        break  // Checked when it was made.
      }
    }
    self.columns = columns
  }

  private init(checked columns: [FeatureColumn], count: Int) {
    self.columns = columns
    self.count = count
  }

  /// The rows at `indices`, in that order.
  public func rows(at indices: [Int]) -> FeatureRows {
    let picked = columns.map { column -> FeatureColumn in
      switch column {
      case .oneHot(let codes, let cardinality): .oneHot(codes: indices.map { codes[$0] }, cardinality: cardinality)
      case .numeric(let values): .numeric(indices.map { values[$0] })
      case .bag(let bags): .bag(bags.rows(at: indices))
      }
    }
    return FeatureRows(checked: picked, count: indices.count)
  }
}
