import Endpoints

/// A request and its answer as they go over the wire, for readers.
enum RequestText {
  /// The body of rows with keys, values and shape.
  static func body(_ rows: [(keys: [Int], values: [Double])], shape: Int, _ format: PayloadFormat) -> [UInt8] {
    let instances = rows.map { row in
      let values = row.values.map(number).joined(separator: ", ")
      return "{\"data\": {\"features\": {\"keys\": \(row.keys), \"values\": [\(values)], \"shape\": [\(shape)]}}}"
    }
    if format == .jsonlines { return Array((instances.joined(separator: "\n") + "\n").utf8) }
    if let only = instances.first, instances.count == 1 { return Array("{\"instances\": [\(only)]}".utf8) }
    return Array("{\"instances\": [\n  \(instances.joined(separator: ",\n  "))\n]}".utf8)
  }

  static func request(_ name: String, _ format: PayloadFormat, body: [UInt8]) -> String {
    """
    POST /endpoints/\(name)/invocations
    Content-Type: \(format.rawValue)
    Accept: \(format.rawValue)

    \(text(body))
    """
  }

  static func answer(_ answer: EndpointAnswer) -> String {
    """
    200 OK
    Content-Type: \(answer.contentType)

    \(text(answer.bytes))
    """
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  /// Whole numbers without a point.
  private static func number(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
    return value.description
  }
}
