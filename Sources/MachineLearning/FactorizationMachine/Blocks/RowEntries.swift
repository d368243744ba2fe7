/// The features of every row that are not zero, by row and by feature.
struct RowEntries: Sendable {
  /// Where each row's entries begin; one more for the end.
  let rowStarts: [Int]
  let features: [UInt32]
  let values: [Float]
  /// Where each feature's entries begin in `rows`; one more for the end.
  let featureStarts: [Int]
  /// Row numbers, feature after feature.
  let rows: [UInt32]
  /// The values beside them.
  let rowValues: [Float]

  init(_ layout: FeatureLayout) {
    (rowStarts, features, values) = Self.byRow(layout)
    var starts = [Int](repeating: 0, count: layout.width + 1)
    for feature in features { starts[Int(feature) + 1] += 1 }
    for feature in 1..<max(1, starts.count) { starts[feature] += starts[feature - 1] }
    featureStarts = starts
    var rows = [UInt32](repeating: 0, count: features.count)
    var rowValues = [Float](repeating: 0, count: features.count)
    for row in 0..<rowStarts.count - 1 {
      for entry in rowStarts[row]..<rowStarts[row + 1] {
        let place = starts[Int(features[entry])]
        rows[place] = UInt32(row)
        rowValues[place] = values[entry]
        starts[Int(features[entry])] += 1
      }
    }
    self.rows = rows
    self.rowValues = rowValues
  }

  private static func byRow(_ layout: FeatureLayout) -> ([Int], [UInt32], [Float]) {
    var (starts, features, values): ([Int], [UInt32], [Float]) = ([0], [], [])
    starts.reserveCapacity(layout.rows.count + 1)
    let capacity = max(1, layout.capacity)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { found in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { numbers in
        guard let found = found.baseAddress, let numbers = numbers.baseAddress else { return }
        for row in 0..<layout.rows.count {
          let count = layout.gather(row, features: found, values: numbers)
          for index in 0..<count where numbers[index] != 0 {
            features.append(UInt32(found[index]))
            values.append(numbers[index])
          }
          starts.append(features.count)
        }
      }
    }
    return (starts, features, values)
  }
}
