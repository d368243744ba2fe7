/// Reads instances one after the other into rows: `{"features": [1, 0]}` or `{"data": {"features": {"keys", "values", "shape"}}}`.
struct InstanceRows {
  private(set) var vectors: FeatureVectors
  private let limits: RequestLimits
  // What the instance that is being read says; kept for the next, so that it need not ask for memory.
  private var keys: [Int] = []
  private var values: [Double] = []
  private var shape: [Int] = []

  init(width: Int, limits: RequestLimits) {
    vectors = FeatureVectors(width: width)
    self.limits = limits
  }

  /// The number of the row that is being read, from 1.
  private var row: Int { vectors.count + 1 }
  private var width: Int { vectors.width }

  /// Reads an instance.
  ///
  /// - Throws: `RequestFault` 400 or 413.
  mutating func append(_ cursor: inout JSONCursor) throws(RequestFault) {
    let row = row
    try limits.check(rows: row)
    try cursor.object("row \(row)") { (name, cursor) throws(RequestFault) in
      switch name {
      case .features: try features(&cursor, row)
      case .data:
        try cursor.object("\"data\" of row \(row)") { (name, cursor) throws(RequestFault) in
          if name == .features { try features(&cursor, row) } else { try cursor.skip() }
        }
      default: try cursor.skip()
      }
    }
    if vectors.count < row {
      throw .malformed(
        "row \(row) has no \"features\"",
        advice: "a row is {\"features\": […]} or {\"data\": {\"features\": {\"keys\", \"values\", \"shape\"}}}")
    }
  }

  /// A list of all values, or an object of keys, values and shape; without keys the values are all of them.
  private mutating func features(_ cursor: inout JSONCursor, _ row: Int) throws(RequestFault) {
    if vectors.count == row { throw cursor.fault("row \(row): \"features\" is there twice") }
    if cursor.peek() == UInt8(ascii: "[") {
      try readValues(&cursor)
      return try vectors.append(dense: values)
    }
    var (hasKeys, hasValues, hasShape) = (false, false, false)
    try cursor.object("\"features\" of row \(row)") { (name, cursor) throws(RequestFault) in
      switch name {
      case .keys:
        try Self.once(&hasKeys, "keys", cursor, row)
        try Self.read(&keys, &cursor, most: width, "a key of row \(row)")
      case .values:
        try Self.once(&hasValues, "values", cursor, row)
        try readValues(&cursor)
      case .shape:
        try Self.once(&hasShape, "shape", cursor, row)
        try Self.read(&shape, &cursor, most: 8, "the shape of row \(row)")
      default: try cursor.skip()
      }
    }
    if !hasValues {
      throw .malformed("row \(row): \"features\" has no \"values\"", advice: "give keys, values and shape")
    }
    if !hasShape { shape.removeAll(keepingCapacity: true) }
    try vectors.append(keys: hasKeys ? keys : nil, values: values, shape: shape)
  }

  private static func once(
    _ isFound: inout Bool, _ name: StaticString, _ cursor: JSONCursor, _ row: Int
  ) throws(RequestFault) {
    if isFound { throw cursor.fault("row \(row): \"\(name)\" is there twice") }
    isFound = true
  }

  private mutating func readValues(_ cursor: inout JSONCursor) throws(RequestFault) {
    let (row, width) = (row, width)
    values.removeAll(keepingCapacity: true)
    try cursor.list("the values of row \(row)") { cursor throws(RequestFault) in
      if values.count >= width {
        throw .malformed("row \(row): more than \(width) features, and the model takes \(width)")
      }
      values.append(try cursor.number("feature \(values.count) of row \(row)"))
    }
  }

  private static func read(
    _ integers: inout [Int], _ cursor: inout JSONCursor, most: Int, _ what: @autoclosure () -> String
  ) throws(RequestFault) {
    integers.removeAll(keepingCapacity: true)
    try cursor.list(what()) { cursor throws(RequestFault) in
      if integers.count >= most { throw cursor.fault("\(what()): more than the \(most) that there can be") }
      integers.append(try cursor.integer(what()))
    }
  }
}
