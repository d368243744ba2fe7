/// Requests in JSON: `{"instances": [{"features": [1, 0]}, {"data": {"features": {"keys", "values", "shape"}}}]}`, or one instance a
/// line.
enum JSONRequests {
  /// Reads `application/json`.
  static func read(
    _ body: UnsafeRawBufferPointer, width: Int, limits: RequestLimits
  ) throws(RequestFault) -> FeatureVectors {
    var rows = InstanceRows(width: width, limits: limits)
    var cursor = JSONCursor(body, range: 0..<body.count, depth: limits.depth)
    var isFound = false
    try cursor.object("the request") { (name, cursor) throws(RequestFault) in
      guard name == .instances else { return try cursor.skip() }
      if isFound { throw cursor.fault("\"instances\" is there twice") }
      isFound = true
      try cursor.list("\"instances\"") { cursor throws(RequestFault) in try rows.append(&cursor) }
    }
    try cursor.expectEnd()
    if !isFound {
      throw .malformed("the request has no \"instances\"", advice: "send {\"instances\": [{\"features\": […]}]}")
    }
    return rows.vectors
  }

  /// Reads `application/jsonlines`; lines of white space are passed over.
  static func readLines(
    _ body: UnsafeRawBufferPointer, width: Int, limits: RequestLimits
  ) throws(RequestFault) -> FeatureVectors {
    var rows = InstanceRows(width: width, limits: limits)
    var (start, line) = (0, 1)
    while start < body.count {
      let end = body[start...].firstIndex(of: 0x0A) ?? body.count
      var cursor = JSONCursor(body, range: start..<end, depth: limits.depth, line: line)
      if cursor.peek() != nil {
        try rows.append(&cursor)
        try cursor.expectEnd()
      }
      start = end + 1
      line += 1
    }
    return rows.vectors
  }
}
