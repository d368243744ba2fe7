/// Requests in JSON: `{"instances": [{"features": [1, 0]}, {"data": {"features": {"keys", "values", "shape"}}}]}`, or one instance a
/// line.
enum JSONRequests {
  /// Reads `application/json`.
  static func read(
    _ body: UnsafeRawBufferPointer, width: Int, limits: RequestLimits
  ) throws(RequestFault) -> FeatureVectors {
    var vectors = FeatureVectors(width: width)
    var cursor = JSONCursor(body, range: 0..<body.count, depth: limits.depth)
    var isFound = false
    try cursor.object("the request") { (name, cursor) throws(RequestFault) in
      guard name == "instances" else { return try cursor.skip() }
      if isFound { throw cursor.fault("\"instances\" is there twice") }
      isFound = true
      try cursor.list("\"instances\"") { cursor throws(RequestFault) in
        try limits.check(rows: vectors.count + 1)
        try instance(&cursor, &vectors)
      }
    }
    try cursor.expectEnd()
    if !isFound {
      throw .malformed("the request has no \"instances\"", advice: "send {\"instances\": [{\"features\": […]}]}")
    }
    return vectors
  }

  /// Reads `application/jsonlines`; lines of white space are passed over.
  static func readLines(
    _ body: UnsafeRawBufferPointer, width: Int, limits: RequestLimits
  ) throws(RequestFault) -> FeatureVectors {
    var vectors = FeatureVectors(width: width)
    var (start, line) = (0, 1)
    while start < body.count {
      let end = body[start...].firstIndex(of: 0x0A) ?? body.count
      try appendLine(body, start..<end, line: line, to: &vectors, limits: limits)
      start = end + 1
      line += 1
    }
    return vectors
  }

  /// Appends the instance of a line, if there is one.
  static func appendLine(
    _ body: UnsafeRawBufferPointer, _ range: Range<Int>, line: Int, to vectors: inout FeatureVectors,
    limits: RequestLimits
  ) throws(RequestFault) {
    var cursor = JSONCursor(body, range: range, depth: limits.depth, place: "line \(line): ")
    if cursor.peek() == nil { return }
    try limits.check(rows: vectors.count + 1)
    try instance(&cursor, &vectors)
    try cursor.expectEnd()
  }

  private static func instance(
    _ cursor: inout JSONCursor, _ vectors: inout FeatureVectors
  ) throws(RequestFault) {
    let row = vectors.count + 1
    func once(_ cursor: JSONCursor) throws(RequestFault) {
      if vectors.count == row { throw cursor.fault("row \(row): \"features\" is there twice") }
    }
    try cursor.object("row \(row)") { (name, cursor) throws(RequestFault) in
      switch name {
      case "features":
        try once(cursor)
        try features(&cursor, &vectors)
      case "data":
        try cursor.object("\"data\" of row \(row)") { (name, cursor) throws(RequestFault) in
          guard name == "features" else { return try cursor.skip() }
          try once(cursor)
          try features(&cursor, &vectors)
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
  private static func features(
    _ cursor: inout JSONCursor, _ vectors: inout FeatureVectors
  ) throws(RequestFault) {
    let (row, width) = (vectors.count + 1, vectors.width)
    if cursor.peek() == UInt8(ascii: "[") {
      return try vectors.append(dense: numbers(&cursor, row, width))
    }
    var (keys, values, shape): ([Int]?, [Double]?, [Int]?)
    try cursor.object("\"features\" of row \(row)") { (name, cursor) throws(RequestFault) in
      switch name {
      case "keys":
        if keys != nil { throw cursor.fault("row \(row): \"keys\" is there twice") }
        keys = try integers(&cursor, "a key of row \(row)", most: width)
      case "values":
        if values != nil { throw cursor.fault("row \(row): \"values\" is there twice") }
        values = try numbers(&cursor, row, width)
      case "shape":
        if shape != nil { throw cursor.fault("row \(row): \"shape\" is there twice") }
        shape = try integers(&cursor, "the shape of row \(row)", most: 8)
      default: try cursor.skip()
      }
    }
    guard let values else {
      throw .malformed("row \(row): \"features\" has no \"values\"", advice: "give keys, values and shape")
    }
    guard let keys else {
      if let shape, shape != [width], shape != [1, width] {
        throw .malformed("row \(row): the shape is \(shape), and the model takes [\(width)]")
      }
      return try vectors.append(dense: values)
    }
    try vectors.append(keys: keys, values: values, shape: shape ?? [])
  }

  private static func numbers(
    _ cursor: inout JSONCursor, _ row: Int, _ most: Int
  ) throws(RequestFault) -> [Double] {
    var values: [Double] = []
    try cursor.list("the values of row \(row)") { cursor throws(RequestFault) in
      if values.count >= most { throw tooMany(row, most) }
      values.append(try cursor.number("feature \(values.count) of row \(row)"))
    }
    return values
  }

  private static func integers(
    _ cursor: inout JSONCursor, _ what: String, most: Int
  ) throws(RequestFault) -> [Int] {
    var values: [Int] = []
    try cursor.list(what) { cursor throws(RequestFault) in
      if values.count >= most { throw cursor.fault("\(what): more than the \(most) that there can be") }
      values.append(try cursor.integer(what))
    }
    return values
  }

  private static func tooMany(_ row: Int, _ width: Int) -> RequestFault {
    .malformed("row \(row): more than \(width) features, and the model takes \(width)")
  }
}
