import Foundation
import JSONText

/// Reads JSON (RFC 8259) from bytes, value by value, without building a tree.
///
/// It looks at no byte beyond the end, goes no deeper than `depth`, and tells the byte at which something is wrong.
struct JSONCursor {
  private let bytes: UnsafeRawBufferPointer
  private(set) var offset: Int
  private let end: Int
  /// The line of the bytes in the whole body, for faults.
  private let line: Int?
  private let depth: Int

  /// - Parameter line: said before each fault, where a body has a value in each line.
  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, depth: Int, line: Int? = nil) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
    self.depth = depth
    self.line = line
  }

  func fault(_ message: String, advice: String = "") -> RequestFault {
    .malformed("\(line.map { "line \($0): " } ?? "")\(message) at byte \(offset)", advice: advice)
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

  mutating func expect(_ byte: UInt8, _ what: @autoclosure () -> String) throws(RequestFault) {
    if !take(byte) { throw fault("\(what()) is expected, and \(found) is found") }
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
    _ what: @autoclosure () -> String,
    _ member: (_ name: JSONName, _ cursor: inout JSONCursor) throws(RequestFault) -> Void
  ) throws(RequestFault) {
    try expect(UInt8(ascii: "{"), "{ of \(what())")
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let name = try name()
      try expect(UInt8(ascii: ":"), ":")
      try member(name, &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), ", or }")
  }

  /// Calls `element` at every element of a list, which it must read.
  mutating func list(
    _ what: @autoclosure () -> String, _ element: (inout JSONCursor) throws(RequestFault) -> Void
  ) throws(RequestFault) {
    try expect(UInt8(ascii: "["), "[ of \(what())")
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), ", or ]")
  }

  /// The name of a member.
  private mutating func name() throws(RequestFault) -> JSONName {
    try expect(UInt8(ascii: "\""), "\"")
    let start = offset
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return JSONName(UnsafeRawBufferPointer(rebasing: bytes[start..<offset - 1]))
      }
      // Names are hardly ever written with escapes.
      if byte < 0x20 || byte == UInt8(ascii: "\\") { break }
      offset += 1
    }
    offset = start
    let text = try rest()
    return text.withUnsafeBytes { JSONName($0) }
  }

  /// What is left of a text, without its escapes. Those beyond ASCII come as U+FFFD: no name that is known has them.
  private mutating func rest() throws(RequestFault) -> [UInt8] {
    var text: [UInt8] = []
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return text
      }
      if byte < 0x20 { throw fault("a text has a control character") }
      if byte == UInt8(ascii: "\\") {
        text += try escape()
      } else {
        text.append(byte)
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
    case UInt8(ascii: "\""):
      offset += 1
      _ = try rest()
    default:
      if let word = ["null", "true", "false"].first(where: starts) {
        offset += word.utf8.count
      } else {
        _ = try number("a value")
      }
    }
  }
}

/// The names of members that a request may have.
enum JSONName {
  case instances, data, features, keys, values, shape, other

  init(_ bytes: UnsafeRawBufferPointer) {
    func isWritten(_ name: StaticString) -> Bool {
      guard let base = bytes.baseAddress else { return false }
      return bytes.count == name.utf8CodeUnitCount && memcmp(base, name.utf8Start, bytes.count) == 0
    }
    if isWritten("features") {
      self = .features
    } else if isWritten("keys") {
      self = .keys
    } else if isWritten("values") {
      self = .values
    } else if isWritten("shape") {
      self = .shape
    } else if isWritten("data") {
      self = .data
    } else {
      self = isWritten("instances") ? .instances : .other
    }
  }
}
