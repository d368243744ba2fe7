/// Reads JSON (RFC 8259) from bytes, value by value, without building a tree.
///
/// It looks at no byte beyond the end, goes no deeper than `depth`, and tells the byte at which something is wrong.
struct JSONCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int
  private let end: Int
  /// Where the bytes stand in the whole body, for faults.
  private let place: String
  private let depth: Int

  /// - Parameter place: said before each fault, such as "line 3: ".
  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, depth: Int, place: String = "") {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
    self.depth = depth
    self.place = place
  }

  func fault(_ message: String, advice: String = "") -> RequestFault {
    .malformed("\(place)\(message) at byte \(offset)", advice: advice)
  }

  /// The next byte after white space; nil at the end.
  mutating func peek() -> UInt8? {
    while offset < end {
      let byte = bytes[offset]
      if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 { return byte }
      offset += 1
    }
    return nil
  }

  /// Takes a byte if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ byte: UInt8, _ what: String) throws(RequestFault) {
    if !take(byte) { throw fault("\(what) is expected, and \(found) is found") }
  }

  mutating func expectEnd() throws(RequestFault) {
    if peek() != nil { throw fault("nothing more is expected, and \(found) is found") }
  }

  /// What comes next, in words.
  private var found: String {
    guard offset < end else { return "the end" }
    let byte = bytes[offset]
    return (0x21..<0x7F).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "the byte \(byte)"
  }

  /// Calls `member` at the value of every member of an object, which it must read.
  mutating func object(
    _ what: String, _ member: (_ name: String, _ cursor: inout JSONCursor) throws(RequestFault) -> Void
  ) throws(RequestFault) {
    try expect(UInt8(ascii: "{"), "{ of \(what)")
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let name = try string()
      try expect(UInt8(ascii: ":"), ":")
      try member(name, &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), ", or }")
  }

  /// Calls `element` at every element of a list, which it must read.
  mutating func list(
    _ what: String, _ element: (inout JSONCursor) throws(RequestFault) -> Void
  ) throws(RequestFault) {
    try expect(UInt8(ascii: "["), "[ of \(what)")
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), ", or ]")
  }

  /// A text. Escapes beyond ASCII come as U+FFFD: names are all that is read here, and those are ASCII.
  mutating func string() throws(RequestFault) -> String {
    try expect(UInt8(ascii: "\""), "\"")
    let start = offset
    var decoded: [UInt8]?
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        let text = decoded ?? Array(bytes[start..<offset])
        offset += 1
        return String(decoding: text, as: UTF8.self)
      }
      if byte < 0x20 { throw fault("a text has a control character") }
      if byte == UInt8(ascii: "\\") {
        var text = decoded ?? Array(bytes[start..<offset])
        text += try escape()
        decoded = text
      } else {
        decoded?.append(byte)
        offset += 1
      }
    }
    throw fault("a text has no end")
  }

  private mutating func escape() throws(RequestFault) -> [UInt8] {
    let plain: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]
    guard offset + 1 < end else { throw fault("a text has no end") }
    if let byte = plain[bytes[offset + 1]] {
      offset += 2
      return [byte]
    }
    guard bytes[offset + 1] == UInt8(ascii: "u"), offset + 6 <= end,
      let code = UInt16(String(decoding: bytes[offset + 2..<offset + 6], as: UTF8.self), radix: 16)
    else { throw fault("an escape is unknown") }
    offset += 6
    return code < 0x80 ? [UInt8(code)] : Array("\u{FFFD}".utf8)
  }

  /// A finite number.
  mutating func number(_ what: @autoclosure () -> String) throws(RequestFault) -> Double {
    guard let first = peek() else { throw fault("\(what()) is expected, and the end is found") }
    let value: Double?
    (value, offset) = JSONNumber.read(bytes, from: offset, to: end)
    if let value, value.isFinite { return value }
    if let value { throw fault("\(what()) is too great: \(value)", advice: "features are finite numbers") }
    if let word = ["NaN", "Infinity", "-Infinity", "null", "true", "false"].first(where: starts) {
      throw fault("\(what()) is \(word)", advice: "features are finite numbers")
    }
    throw fault("\(what()) is expected, and \(first == UInt8(ascii: "\"") ? "a text" : found) is found")
  }

  private func starts(with word: String) -> Bool {
    let word = Array(word.utf8)
    return end - offset >= word.count && word.indices.allSatisfy { bytes[offset + $0] == word[$0] }
  }

  /// A whole number, also as 5.0 or 5e0.
  mutating func integer(_ what: @autoclosure () -> String) throws(RequestFault) -> Int {
    let value = try number(what())
    guard let whole = Int(exactly: value), abs(value) <= 9_007_199_254_740_992 else {
      throw fault("\(what()) is \(value), which is no whole number")
    }
    return whole
  }

  /// Passes over any value.
  mutating func skip(level: Int = 0) throws(RequestFault) {
    if level >= depth { throw fault("more than \(depth) lists and objects are inside each other") }
    switch peek() {
    case UInt8(ascii: "{"):
      try object("an object") { (_, cursor) throws(RequestFault) in try cursor.skip(level: level + 1) }
    case UInt8(ascii: "["): try list("a list") { cursor throws(RequestFault) in try cursor.skip(level: level + 1) }
    case UInt8(ascii: "\""): _ = try string()
    default:
      if let word = ["null", "true", "false"].first(where: starts) {
        offset += word.utf8.count
      } else {
        _ = try number("a value")
      }
    }
  }
}
