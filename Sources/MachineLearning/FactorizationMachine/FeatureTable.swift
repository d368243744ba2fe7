/// The features of training rows as one flat table, so that the inner loop reads nothing else.
final class FeatureTable: Sendable {
  /// Features of a row, a missing code's included.
  let fields: Int
  /// Feature numbers, rows × fields; `none` where a code is missing.
  private let features: [UInt32]
  /// Feature values, rows × fields.
  private let values: [Float]

  static let none = UInt32.max

  init(_ layout: FeatureLayout) {
    fields = layout.fields.count
    var features = [UInt32](repeating: Self.none, count: layout.rows.count * fields)
    var values = [Float](repeating: 0, count: features.count)
    for (field, column) in layout.rows.columns.enumerated() {
      let offset = layout.offsets[field]
      switch (column, layout.fields[field]) {
      case (.oneHot(let codes, _), _):
        for (row, code) in codes.enumerated() where code >= 0 {
          features[row * fields + field] = UInt32(offset + Int(code))
          values[row * fields + field] = 1
        }
      case (.numeric(let numbers), .numeric(let center, let scale)):
        for (row, number) in numbers.enumerated() {
          features[row * fields + field] = UInt32(offset)
          values[row * fields + field] = Float((number - center) / scale)
        }
      default:
        break
      }
    }
    self.features = features
    self.values = values
  }

  /// Calls `body` with the memory of features and values.
  @inline(__always)
  func withRows<Result>(_ body: (UnsafePointer<UInt32>, UnsafePointer<Float>) -> Result) -> Result? {
    features.withUnsafeBufferPointer { features in
      values.withUnsafeBufferPointer { values in
        guard let features = features.baseAddress, let values = values.baseAddress else { return nil }
        return body(features, values)
      }
    }
  }
}
