import ParallelPieces

/// Rows of features against numbered parameters: which features of a row are not zero, and what they are.
struct FeatureLayout: Sendable {
  let rows: FeatureRows
  let fields: [FeatureField]
  let offsets: [Int]
  /// Number of features of all fields.
  let width: Int
  /// Most features of a row that are not zero.
  let capacity: Int

  init(_ rows: FeatureRows, fields: [FeatureField]) throws(LearningError) {
    guard rows.columns.count == fields.count, zip(fields, rows.columns).allSatisfy({ $0.accepts($1) }) else {
      throw .mismatchedFields(
        expected: fields.map(Self.name).joined(separator: ", "),
        found: rows.columns.map(Self.name).joined(separator: ", "))
    }
    self.rows = rows
    self.fields = fields
    var next = 0
    offsets = fields.map { field in
      defer { next += field.width }
      return next
    }
    width = next
    capacity = rows.columns.reduce(0) { sum, column in
      if case .bag(let bags) = column { return sum + bags.greatestCount }
      return sum + 1
    }
  }

  private static func name(_ field: FeatureField) -> String {
    switch field {
    case .oneHot(let cardinality): "one-hot of \(cardinality)"
    case .numeric: "numeric"
    case .bag(let cardinality): "bag of \(cardinality)"
    }
  }

  private static func name(_ column: FeatureColumn) -> String {
    switch column {
    case .oneHot(_, let cardinality): "one-hot of \(cardinality)"
    case .numeric: "numeric"
    case .bag(let bags): "bag of \(bags.cardinality)"
    }
  }

  /// The codes of both fields when the rows have two one-hot fields and nothing else.
  var pair: (first: [Int32], second: [Int32])? {
    guard rows.columns.count == 2, case .oneHot(let first, _) = rows.columns[0],
      case .oneHot(let second, _) = rows.columns[1]
    else { return nil }
    return (first, second)
  }

  /// For every feature whether a row has it. O(rows × fields).
  func occurring() -> [Bool] {
    var found = [Bool](repeating: false, count: width)
    for (column, offset) in zip(rows.columns, offsets) {
      switch column {
      case .oneHot(let codes, _): for code in codes where code >= 0 { found[offset + Int(code)] = true }
      case .numeric: found[offset] = rows.count > 0
      case .bag(let bags): for code in bags.codes { found[offset + Int(code)] = true }
      }
    }
    return found
  }

  /// Writes the features of `row` that are not zero, and their values, and returns how many there are.
  @inline(__always)
  func gather(
    _ row: Int, features: UnsafeMutablePointer<Int>, values: UnsafeMutablePointer<Float>
  ) -> Int {
    var count = 0
    for field in 0..<fields.count {
      switch rows.columns[field] {
      case .oneHot(let codes, _):
        let code = codes[row]
        if code < 0 { continue }
        features[count] = offsets[field] + Int(code)
        values[count] = 1
        count += 1
      case .numeric(let numbers):
        features[count] = offsets[field]
        values[count] = Float(fields[field].scaled(numbers[row]))
        count += 1
      case .bag(let bags):
        for entry in bags.range(of: row) {
          features[count] = offsets[field] + Int(bags.codes[entry])
          values[count] = bags.weights[entry]
          count += 1
        }
      }
    }
    return count
  }

  /// Rows in a piece of parallel scoring (empirical).
  private static let pieceLength = 8192

  /// Writes the score of each row to `out`.
  func score(
    with parameters: ParameterView?, bias: Double, into out: UnsafeMutableBufferPointer<Double>, threads: Int
  ) {
    nonisolated(unsafe) let out = out
    nonisolated(unsafe) let parameters = parameters
    Pieces.forEach(rows.count, length: Self.pieceLength, threads: threads) { range in
      guard let parameters else {
        for row in range { out[row] = bias }
        return
      }
      if let pair {
        scorePairs(pair, range: range, parameters: parameters, bias: bias, out: out)
      } else {
        scoreMixed(range: range, parameters: parameters, bias: bias, out: out)
      }
    }
  }

  private func scorePairs(
    _ pair: (first: [Int32], second: [Int32]), range: Range<Int>, parameters: ParameterView, bias: Double,
    out: UnsafeMutableBufferPointer<Double>
  ) {
    for row in range {
      let second = Int(pair.second[row])
      out[row] = parameters.score(Int(pair.first[row]), second < 0 ? second : offsets[1] + second, bias: bias)
    }
  }

  private func scoreMixed(
    range: Range<Int>, parameters: ParameterView, bias: Double, out: UnsafeMutableBufferPointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, capacity)) { features in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, capacity)) { values in
        guard let features = features.baseAddress, let values = values.baseAddress else { return }
        for row in range {
          let count = gather(row, features: features, values: values)
          out[row] = parameters.score(features, values, count: count, bias: bias)
        }
      }
    }
  }
}
