import TestSupport
import Testing

@testable import Endpoints

/// What requests in JSON mean, and what is said of those that mean nothing.
@Suite struct JSONRequestTests {
  let endpoint: Endpoint
  init() throws { endpoint = try Machines.endpoint() }

  private func entries(_ body: String, _ format: PayloadFormat = .json) throws -> [[UInt32: Double]] {
    let rows = try endpoint.rows(body, format).get()
    return (0..<rows.count).map { row in
      rows.withRow(row) { Dictionary(uniqueKeysWithValues: zip($0, $1)) }
    }
  }

  @Test func denseAndSparseRowsMeanTheSame() throws {
    let expected: [[UInt32: Double]] = [[1: 1, 4: 1]]
    for instance in [
      #"{"features": [0, 1, 0, 0, 1.0, 0, 0]}"#, #"{"data": {"features": {"values": [0,1,0,0,1e0,0,0]}}}"#,
      #"{"data": {"features": {"keys": [1, 4], "values": [1, 1], "shape": [7]}}}"#,
      #"{"data":{"features":{"shape":[1,7],"values":[1,1],"keys":[4,1]}}, "id": [null, {"a": "\"\u00e9"}]}"#,
      #" { "features" : { "keys" : [ 1 , 4.0 ] , "values" : [ 1 , 10e-1 ] } } "#,
      #"{"data": {"features": [0, 1, 0, 0, 1, 0, -0]}}"#,
    ] {
      #expect(try entries("{\"instances\": [\(instance)]}") == expected, "\(instance)")
      #expect(try entries(instance + "\n", .jsonlines) == expected, "\(instance)")
    }
    #expect(
      try entries("\n{\"features\": [0,1,0,0,1,0,0]}\r\n\n{\"features\": {\"keys\": [], \"values\": []}}", .jsonlines)
        == expected + [[:]])
  }

  @Test func numbersAreReadToTheNearestDouble() throws {
    var random = SplitMix(seed: 3)
    var texts = [
      "0.1", "1e22", "1E-22", "123456789012345678", "0.30000000000000004", "5e-324", "1.7976931348623157e308",
      "-2.5e+3",
    ]
    for _ in 0..<2000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite { texts.append("\(value)") }
      texts.append("\(Int64(truncatingIfNeeded: random.next() % 1_000_000_007)).\(random.next() % 100_000)")
    }
    for text in texts {
      let bytes = Array(text.utf8)
      let read = bytes.withUnsafeBytes { JSONNumber.read($0, from: 0, to: bytes.count) }
      #expect(read.value == Double(text) && read.next == bytes.count, "\(text)")
    }
    for text in ["", "-", "01", "-01", "1.", ".5", "1e", "1e+", "+1", "x"] {
      let bytes = Array(text.utf8)
      let read = bytes.withUnsafeBytes { JSONNumber.read($0, from: 0, to: bytes.count) }
      #expect(read.value == nil || read.next < bytes.count, "\(text)")
    }
  }

  @Test(arguments: [
    (#"{"instances": [{"features": [1, 0]}]}"#, "row 1: 2 features, and the model takes 7"),
    (
      #"{"instances": [{"features": [1,0,0,0,0,0,0]}, {"features": [1,0,0,0,0,0,0,0]}]}"#, "row 2: more than 7 features"
    ),
    (
      #"{"instances": [{"data": {"features": {"keys": [7], "values": [1], "shape": [7]}}}]}"#,
      "row 1: the key 7 is not in 0..<7"
    ),
    (
      #"{"instances": [{"data": {"features": {"keys": [-1], "values": [1], "shape": [7]}}}]}"#,
      "the key -1 is not in 0..<7"
    ),
    (#"{"instances": [{"data": {"features": {"keys": [1.5], "values": [1]}}}]}"#, "1.5, which is no whole number"),
    (#"{"instances": [{"data": {"features": {"keys": [1, 1], "values": [1, 1]}}}]}"#, "the key 1 is there twice"),
    (#"{"instances": [{"data": {"features": {"keys": [1], "values": [1, 1]}}}]}"#, "1 keys and 2 values"),
    (
      #"{"instances": [{"data": {"features": {"keys": [1], "values": [1], "shape": [8]}}}]}"#,
      "the shape is [8], and the model takes [7]"
    ),
    (#"{"instances": [{"data": {"features": {"values": [1,0,0,0,0,0,0], "shape": [9]}}}]}"#, "the shape is [9]"),
    (#"{"instances": [{"features": [NaN,0,0,0,0,0,0]}]}"#, "feature 0 of row 1 is NaN at byte"),
    (#"{"instances": [{"features": [0,-Infinity,0,0,0,0,0]}]}"#, "feature 1 of row 1 is -Infinity"),
    (#"{"instances": [{"features": [1e999,0,0,0,0,0,0]}]}"#, "feature 0 of row 1 is too great"),
    (#"{"instances": [{"features": ["1",0,0,0,0,0,0]}]}"#, "and a text is found"),
    (#"{"instances": [{"features": [null,0,0,0,0,0,0]}]}"#, "feature 0 of row 1 is null"),
    (#"{"instances": [{"feature": [1,0,0,0,0,0,0]}]}"#, "row 1 has no \"features\""),
    (#"{"instances": [{"data": {"features": {"keys": [1]}}}]}"#, "row 1: \"features\" has no \"values\""),
    (
      #"{"instances": [{"features": [1,0,0,0,0,0,0], "data": {"features": [1,0,0,0,0,0,0]}}]}"#,
      "\"features\" is there twice"
    ),
    (#"{"instances": []}"#, "the request has no row"), (#"{}"#, "the request has no \"instances\""),
    (#"{"instances": [[1,0,0,0,0,0,0]]}"#, "{ of row 1 is expected, and '[' is found"),
    ("", "{ of the request is expected, and the end is found"),
    (#"{"instances": [{"features": [1,0,0,0,0,0,0]}]} x"#, "nothing more is expected"),
    (#"{"instances": [{"features": [1,0,0,0,0,0,0]}"#, ", or ] is expected, and the end is found"),
    (#"{"a": "\x"}"#, "an escape is unknown"), ("{\"a\": \"\u{1}\"}", "control character"),
    (#"{"a"#, "a text has no end"),
  ])
  func whatIsWrongIsSaidWithItsPlace(body: String, says: String) {
    let fault = endpoint.rows(body).fault
    #expect(fault?.status == 400 && fault?.sentence.contains(says) == true, "\(body): \(fault?.sentence ?? "taken")")
  }

  @Test func aFaultOfALineNamesIt() {
    let fault = endpoint.rows("{\"features\": [1,0,0,0,0,0,0]}\n{\"features\": [}", .jsonlines).fault
    #expect(fault?.sentence.hasPrefix("line 2: feature 0 of row 2 is expected") == true, "\(fault?.sentence ?? "")")
  }

  @Test func limitsHoldBeforeMemoryIsSpent() {
    var limits = RequestLimits()
    limits.rows = 2
    let row = #"{"features": {"keys": [], "values": []}}"#
    #expect(endpoint.rows(Array("\(row)\n\(row)\n".utf8), .jsonlines, limits: limits).value?.count == 2)
    for (body, format) in [
      ("\(row)\n\(row)\n\(row)", PayloadFormat.jsonlines), ("{\"instances\": [\(row),\(row),\(row)]}", .json),
    ] {
      #expect(endpoint.rows(Array(body.utf8), format, limits: limits).fault?.status == 413)
    }
    limits.bytes = 10
    #expect(
      endpoint.rows(Array(row.utf8), limits: limits).fault
        == RequestFault(
          413, "the body has \(row.utf8.count) bytes, and 10 are taken", advice: "send fewer rows at a time"))
    let deep = "{\"a\": " + String(repeating: "[", count: 100_000)
    #expect(endpoint.rows(deep).fault?.message.contains("more than 32 lists and objects") == true)
  }
}
