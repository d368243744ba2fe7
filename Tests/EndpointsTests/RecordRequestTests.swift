import Tables
import TestSupport
import Testing

@testable import Endpoints

/// RecordIO-protobuf by hand-made bytes.
@Suite struct RecordRequestTests {
  let endpoint: Endpoint
  init() throws { endpoint = try Machines.endpoint() }

  // MARK: Making bytes

  private func frame(_ record: [UInt8], flag: UInt32 = 0, padded: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = [0x0A, 0x23, 0xD7, 0xCE]
    let word = flag << 29 | UInt32(record.count)
    for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    bytes += record
    while padded, bytes.count % 4 != 0 { bytes.append(0) }
    return bytes
  }

  /// A field of bytes.
  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] { [number << 3 | 2, UInt8(bytes.count)] + bytes }

  private func record(_ tensor: [UInt8], kind: UInt8 = 2, name: String = "values") -> [UInt8] {
    field(1, field(1, Array(name.utf8)) + field(2, field(kind, tensor)))
  }

  private func floats(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value.bitPattern >> $0) } }
  }

  private func doubles(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in stride(from: 0, to: 64, by: 8).map { UInt8(truncatingIfNeeded: value.bitPattern >> $0) } }
  }

  private func entries(_ body: [UInt8]) throws -> [[UInt32: Double]] {
    let rows = try endpoint.rows(body, .recordio).get()
    return (0..<rows.count).map { row in rows.withRow(row) { Dictionary(uniqueKeysWithValues: zip($0, $1)) } }
  }

  // MARK: What bytes mean

  @Test func tensorsOfEveryKindPackedOrNotMeanTheSame() throws {
    let keys = field(2, [1, 4]) + field(3, [7])
    let dense: [Float] = [0, 1, 0, 0, 1, 0, 0]
    let tensors: [(kind: UInt8, bytes: [UInt8])] = [
      (2, field(1, floats([1, 1])) + keys), (2, keys + field(1, floats([1, 1]))),
      (2, [0x0D] + floats([1]) + [0x0D] + floats([1]) + [0x10, 1, 0x10, 4, 0x18, 7]),
      (3, field(1, doubles([1, 1])) + keys), (3, [0x09] + doubles([1]) + [0x09] + doubles([1]) + keys),
      (7, field(1, [1, 1]) + keys), (7, [0x08, 1, 0x08, 1] + keys), (2, field(1, floats(dense))),
      (3, field(1, doubles(dense.map(Double.init))) + field(3, [1, 7])),
      // Fields that nobody knows, and two packed pieces of the same field.
      (2, field(1, floats([1])) + field(9, [1, 2, 3]) + [0x55, 1, 2, 3, 4] + field(1, floats([1])) + keys),
    ]
    for (kind, bytes) in tensors {
      let message = record(bytes, kind: kind)
      #expect(try entries(frame(message)) == [[1: 1, 4: 1]], "\(kind) \(bytes)")
      // A label and a uid beside the features.
      let label = field(2, field(1, Array("values".utf8)) + field(2, field(2, field(1, floats([5])))))
      #expect(try entries(frame(label + message + field(3, [65]), padded: false)) == [[1: 1, 4: 1]])
    }
  }

  @Test func partsOfARecordAreJoinedWithTheMagicNumberBetween() throws {
    let magic: [UInt8] = [0x0A, 0x23, 0xD7, 0xCE]
    // A value whose bytes are the magic number, which a writer takes out where it stands at a multiple of four.
    let whole = record(field(1, floats([1]) + magic) + field(2, [1, 4]) + field(3, [7]))
    guard let cut = whole.indices.first(where: { Array(whole[$0...].prefix(4)) == magic }) else {
      Issue.record("no magic")
      return
    }
    let parts = frame(Array(whole[..<cut]), flag: 1) + frame(Array(whole[(cut + 4)...]), flag: 3)
    let expected = Double(Float(bitPattern: 0xCED7_230A))
    #expect(try entries(parts + frame(whole)) == [[1: 1, 4: expected], [1: 1, 4: expected]])
    for broken in [
      frame([1], flag: 3), frame([1], flag: 2), frame([1], flag: 1), frame([1], flag: 1) + frame([1]),
      frame([1], flag: 5),
    ] {
      #expect(endpoint.rows(broken, .recordio).fault?.status == 400)
    }
  }

  @Test func whatExportWritesIsRead() throws {
    var body: [UInt8] = []
    var entries = SparseRows.Entries()
    for (key, value) in [(0, Float(1)), (5, 0.25)] { entries.append(key, value) }
    RecordIOWriter.append(entries, width: 7, to: &body)
    RecordIOWriter.append(SparseRows.Entries(), width: 7, to: &body)
    #expect(try self.entries(body) == [[0: 1, 5: 0.25], [:]])
  }

  @Test func whatIsWrongIsSaidWithItsPlace() {
    let good = record(field(1, floats([1, 1])) + field(2, [1, 4]) + field(3, [7]))
    let cases: [(body: [UInt8], says: String)] = [
      ([], "the request has no row"), ([1, 2, 3], "record 1 begins at byte 0 with 3 bytes left"),
      (Array("GET / HTTP/1.1\r\n".utf8), "record 1 does not begin with the magic number at byte 0"),
      (frame(good) + Array(frame(good).dropLast(8)), "record 2 says \(good.count) bytes at byte \(frame(good).count)"),
      (
        frame([0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
        "record 1: a field says 9223372036854775807 bytes, and 0 are left"
      ),
      (frame([UInt8](repeating: 0xFF, count: 11)), "record 1: a number has more than 64 bits"),
      (frame([0x0A]), "record 1: a number has no end"),
      (frame([0x0B]), "record 1: a field has the unknown wire type 3"),
      (frame([0x02, 0]), "record 1: a field has the number 0"),
      (frame([]), "record 1 has no features \"values\""),
      (frame(record([], name: "other")), "record 1 has no features \"values\""),
      (frame(record(field(1, [1, 2, 3]))), "record 1: packed values have 3 bytes, no multiple of 4"),
      (
        frame(record(field(1, floats([1, 1, 1, 1, 1, 1, 1, 1])))),
        "record 1: there are more values than the model has features"
      ),
      (frame(record(field(1, floats([1, 1])))), "row 1: 2 features, and the model takes 7"),
      (frame(record(field(1, floats([1])) + field(2, [9]) + field(3, [7]))), "row 1: the key 9 is not in 0..<7"),
      (frame(record(field(1, floats([1])) + field(2, [1]) + field(3, [9]))), "row 1: the shape is [9]"),
      (frame(record(field(1, floats([.nan])) + field(2, [1]))), "row 1: the value of key 1 is nan"),
      (frame(record(field(1, floats([1, 1])) + field(2, [1, 1]))), "row 1: the key 1 is there twice"),
      (frame(good + good), "record 1: features have two entries"),
      (frame(record([], kind: 9)), "record 1: the value is no tensor of numbers"),
      (frame(field(1, field(1, Array("values".utf8)))), "record 1: the entry \"values\" has no value"),
    ]
    for (body, says) in cases {
      let fault = endpoint.rows(body, .recordio).fault
      #expect(fault?.status == 400 && fault?.sentence.contains(says) == true, "\(says): \(fault?.sentence ?? "taken")")
    }
  }
}
