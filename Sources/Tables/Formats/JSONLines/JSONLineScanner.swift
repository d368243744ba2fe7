/// Where the members of one flat JSON object lie (RFC 8259), found without building any tree.
struct JSONLineScanner {
  enum Kind: UInt8 { case missing, null, plainText, escapedText, number, boolean, nested }

  /// A value's bytes: of a text without its quotes, of a nested value all of it.
  struct Slot {
    var start: UInt32 = 0
    var count: UInt32 = 0
    var kind = Kind.missing
  }

  let base: UnsafePointer<UInt8>
  private var position: Int
  private let end: Int

  private init(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    self.base = base
    position = start
    self.end = end
  }

  /// Calls `member` with each key (as it stands, without quotes) and value; false when the line is not one JSON object.
  static func scan(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, member: (_ key: Slot, _ value: Slot) -> Void
  ) -> Bool {
    var scanner = JSONLineScanner(base, start, end)
    return scanner.object(member)
  }

  /// Where a line that is not one JSON object ceases to be one.
  static func faultOffset(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var scanner = JSONLineScanner(base, start, end)
    _ = scanner.object { _, _ in }
    return scanner.position
  }

  private mutating func object(_ member: (Slot, Slot) -> Void) -> Bool {
    skipSpace()
    guard take(UInt8(ascii: "{")) else { return false }
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      while true {
        skipSpace()
        guard let key = text() else { return false }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return false }
        skipSpace()
        guard let value = value() else { return false }
        member(key, value)
        skipSpace()
        if take(UInt8(ascii: ",")) { continue }
        guard take(UInt8(ascii: "}")) else { return false }
        break
      }
    }
    skipSpace()
    return position == end
  }

  private mutating func value() -> Slot? {
    guard position < end else { return nil }
    let start = position
    switch base[position] {
    case UInt8(ascii: "\""): return text()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return nested() ? slot(start, .nested) : nil
    case UInt8(ascii: "t"): return literal("true") ? slot(start, .boolean) : nil
    case UInt8(ascii: "f"): return literal("false") ? slot(start, .boolean) : nil
    case UInt8(ascii: "n"): return literal("null") ? slot(start, .null) : nil
    default: return number() ? slot(start, .number) : nil
    }
  }

  private func slot(_ start: Int, _ kind: Kind) -> Slot {
    Slot(start: UInt32(start), count: UInt32(position - start), kind: kind)
  }

  private mutating func text() -> Slot? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    var kind = Kind.plainText
    while position < end {
      let byte = base[position]
      if byte == UInt8(ascii: "\"") {
        let found = slot(start, kind)
        position += 1
        return found
      }
      // Control characters must be escaped, but a tab that is not hurts nobody.
      if byte < 0x20, byte != 0x09 { return nil }
      if byte == UInt8(ascii: "\\") {
        kind = .escapedText
        guard let length = JSONEscapes.length(base + position, end - position) else { return nil }
        position += length
      } else {
        position += 1
      }
    }
    return nil
  }

  private mutating func number() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if position < end, base[position] == 0x30 { position += 1 } else if digits() == 0 { return false }
    if take(UInt8(ascii: ".")), digits() == 0 { return false }
    if position < end, base[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      if digits() == 0 { return false }
    }
    return true
  }

  private mutating func digits() -> Int {
    let start = position
    while position < end, base[position] &- 0x30 <= 9 { position += 1 }
    return position - start
  }

  private mutating func literal(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end - position >= count else { return false }
    for index in 0..<count where base[position + index] != word.utf8Start[index] { return false }
    position += count
    return true
  }

  /// Passes over an array or object by counting brackets outside of texts; depth is not limited, and takes no stack.
  private mutating func nested() -> Bool {
    var open: [UInt8] = []
    while position < end {
      let byte = base[position]
      switch byte {
      case UInt8(ascii: "\""):
        if text() == nil { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte + 2)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if open.popLast() != byte { return false }
      default: break
      }
      position += 1
      if open.isEmpty { return true }
    }
    return false
  }

  private mutating func skipSpace() {
    while position < end, base[position] == 0x20 || base[position] == 0x09 || base[position] == 0x0D { position += 1 }
  }

  @inline(__always) private mutating func take(_ byte: UInt8) -> Bool {
    guard position < end, base[position] == byte else { return false }
    position += 1
    return true
  }
}
