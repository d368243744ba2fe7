/// Reads what a `ByteEncoder` wrote. Every read is within bounds, whatever the bytes are.
package struct ByteDecoder {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  /// Whether nothing but zeros follows, fewer than `alignment` of them: what fills up a part whose length is a multiple of that.
  func isFilledUp(to alignment: Int) -> Bool {
    bytes.count - position < alignment && bytes[position...].allSatisfy { $0 == 0 }
  }

  package mutating func word() throws -> UInt64 {
    let slice = try take(8)
    var word: UInt64 = 0
    for byte in slice.reversed() { word = word << 8 | UInt64(byte) }
    return word
  }

  package mutating func integer() throws -> Int { Int(Int64(bitPattern: try word())) }
  package mutating func decimal() throws -> Double { Double(bitPattern: try word()) }
  package mutating func byte() throws -> UInt8 { try take(1).first ?? 0 }
  package mutating func truth() throws -> Bool { try byte() != 0 }
  package mutating func text() throws -> String {
    guard let text = String(validating: try take(try integer()), as: UTF8.self) else {
      throw StorageDamage("it has bytes that are no text")
    }
    return text
  }
  package mutating func raw() throws -> [UInt8] { Array(try take(try integer())) }

  package mutating func list<Element>(_ read: (inout ByteDecoder) throws -> Element) throws -> [Element] {
    let count = try integer()
    // Each element has a byte at least, so that a wrong count ends soon; memory is taken as elements come.
    guard count >= 0, count <= bytes.count - position else { throw StorageDamage("it ends too early") }
    var elements: [Element] = []
    elements.reserveCapacity(min(count, 1024))
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  package mutating func optional<Wrapped>(_ read: (inout ByteDecoder) throws -> Wrapped) throws -> Wrapped? {
    try truth() ? try read(&self) : nil
  }

  private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - position else { throw StorageDamage("it ends too early") }
    defer { position += count }
    return bytes[position..<position + count]
  }
}

/// What was stored is not as it was written: a result in a cache must be computed again, a file saved or copied again.
package struct StorageDamage: Error, Sendable {
  /// What is wrong, as the end of a sentence: "its checksum differs".
  package var reason: String

  package init(_ reason: String) { self.reason = reason }
}
