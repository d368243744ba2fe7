/// Rows of features as a request gives them: the values that are not zero, row after row, and their columns.
///
/// Whoever appends a row has it checked: as many values as there are columns or keys, keys within the width and each once, all
/// numbers finite. A row that fails leaves nothing behind.
public struct FeatureVectors: Sendable, Equatable {
  /// Columns of a row.
  public let width: Int
  /// Where the entries of each row begin; one more for the end.
  public private(set) var starts = [0]
  /// Rising within a row.
  public private(set) var keys: [UInt32] = []
  /// None zero, all finite.
  public private(set) var values: [Double] = []

  /// The number of the first row in all that is read, for what is said of faults.
  private let firstRow: Int

  public init(width: Int, firstRow: Int = 0) {
    self.width = width
    self.firstRow = firstRow
  }

  public var count: Int { starts.count - 1 }
  /// The number of the next row, from 1.
  var next: Int { firstRow + count + 1 }

  /// Calls `body` with the entries of a row.
  public func withRow<Result>(
    _ row: Int, _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Double>) -> Result
  ) -> Result {
    let range = starts[row]..<starts[row + 1]
    return keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        body(UnsafeBufferPointer(rebasing: keys[range]), UnsafeBufferPointer(rebasing: values[range]))
      }
    }
  }

  /// Appends a row whose values are all given.
  ///
  /// - Throws: `RequestFault` 400 for another number of values, or one that is not finite.
  public mutating func append(dense row: [Double]) throws(RequestFault) {
    if row.count != width {
      throw .malformed(
        "row \(next): \(row.count) features, and the model takes \(width)",
        advice: "give a value for each column, or keys, values and shape")
    }
    if let bad = row.firstIndex(where: { !$0.isFinite }) { throw notFinite(row[bad], "feature \(bad)") }
    for (key, value) in row.enumerated() where value != 0 {
      keys.append(UInt32(key))
      values.append(value)
    }
    starts.append(keys.count)
  }

  /// Appends a row of keys and values; nil for keys where the values are all of them. `shape` is empty where the request does not say
  /// it.
  ///
  /// - Throws: `RequestFault` 400.
  public mutating func append(keys row: [Int]?, values numbers: [Double], shape: [Int]) throws(RequestFault) {
    if !shape.isEmpty, shape.last != width || shape.count > 2 || shape.first != (shape.count == 1 ? width : 1) {
      throw .malformed(
        "row \(next): the shape is \(shape), and the model takes [\(width)]",
        advice: "the shape is the number of columns: of all users, then all items, then the other features")
    }
    guard let row else { return try append(dense: numbers) }
    if row.count != numbers.count {
      throw .malformed(
        "row \(next): \(row.count) keys and \(numbers.count) values", advice: "give a value for each key")
    }
    if let bad = numbers.firstIndex(where: { !$0.isFinite }) {
      throw notFinite(numbers[bad], "the value of key \(row[bad])")
    }
    var (isRising, last) = (true, -1)
    for key in row {
      if key < 0 || key >= width {
        throw .malformed("row \(next): the key \(key) is not in 0..<\(width)", advice: "keys count columns from 0")
      }
      isRising = isRising && key > last
      last = key
    }
    if isRising {
      for (key, number) in zip(row, numbers) where number != 0 {
        keys.append(UInt32(key))
        values.append(number)
      }
    } else {
      try append(sorting: row, numbers)
    }
    starts.append(keys.count)
  }

  private mutating func append(sorting row: [Int], _ numbers: [Double]) throws(RequestFault) {
    let order = row.indices.sorted { row[$0] < row[$1] }
    for (before, after) in zip(order, order.dropFirst()) where row[before] == row[after] {
      throw .malformed("row \(next): the key \(row[after]) is there twice", advice: "give each key once")
    }
    for place in order where numbers[place] != 0 {
      keys.append(UInt32(row[place]))
      values.append(numbers[place])
    }
  }

  /// Appends the rows of another of the same width.
  mutating func append(contentsOf other: FeatureVectors) {
    let before = keys.count
    keys += other.keys
    values += other.values
    starts += other.starts.dropFirst().map { before + $0 }
  }

  private func notFinite(_ value: Double, _ what: String) -> RequestFault {
    .malformed("row \(next): \(what) is \(value)", advice: "features are finite numbers")
  }
}
