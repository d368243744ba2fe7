/// The features of training rows that are not zero as one flat table, so that the inner loop reads nothing else.
final class FeatureTable: Sendable {
  /// Where each row's features begin; one more for the end.
  private let starts: [Int]
  private let features: [UInt32]
  private let values: [Float]

  init(_ layout: FeatureLayout) {
    var (starts, features, values): ([Int], [UInt32], [Float]) = ([0], [], [])
    starts.reserveCapacity(layout.rows.count + 1)
    let capacity = max(1, layout.capacity)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { found in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { numbers in
        guard let found = found.baseAddress, let numbers = numbers.baseAddress else { return }
        for row in 0..<layout.rows.count {
          let count = layout.gather(row, features: found, values: numbers)
          for index in 0..<count {
            features.append(UInt32(found[index]))
            values.append(numbers[index])
          }
          starts.append(features.count)
        }
      }
    }
    (self.starts, self.features, self.values) = (starts, features, values)
  }

  /// Features of one row, where they lie.
  struct Row {
    let features: UnsafePointer<UInt32>
    let values: UnsafePointer<Float>
    let count: Int
  }

  /// Calls `body` with a way to get at the features of a row; nil when no row has any.
  @inline(__always)
  func withRows<Result>(_ body: ((Int) -> Row) -> Result) -> Result? {
    starts.withUnsafeBufferPointer { starts in
      features.withUnsafeBufferPointer { features in
        values.withUnsafeBufferPointer { values in
          guard let features = features.baseAddress, let values = values.baseAddress, !self.features.isEmpty else {
            return nil
          }
          return body { row in
            Row(features: features + starts[row], values: values + starts[row], count: starts[row + 1] - starts[row])
          }
        }
      }
    }
  }

  /// Features of all of these rows together.
  func count(of rows: UnsafeBufferPointer<UInt32>) -> Int {
    rows.reduce(0) { $0 + starts[Int($1) + 1] - starts[Int($1)] }
  }
}
