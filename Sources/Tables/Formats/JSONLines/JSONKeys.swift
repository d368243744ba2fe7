import RandomStreams

/// Numbers the keys of JSON objects.
///
/// Objects of a file mostly have their keys in the same order, so that the key after the last one found is tried first.
final class JSONKeys {
  private let pool: StringPoolBuilder
  private let scratch = GrowingMemory<UInt8>()
  private var expected = 0

  init(_ names: [String]) {
    pool = StringPoolBuilder(capacity: names.count)
    for name in names { _ = pool.intern(name) }
  }

  func beginObject() { expected = 0 }

  func number(of key: JSONLineScanner.Slot, _ base: UnsafePointer<UInt8>) -> Int? {
    let (start, count) = text(key, base)
    if expected < pool.count, pool.holds(start, count, at: expected) {
      expected += 1
      return expected - 1
    }
    guard let code = pool.find(start, count) else { return nil }
    expected = Int(code) + 1
    return Int(code)
  }

  /// The number of a key, which is added if it is new.
  func numberAdding(_ key: JSONLineScanner.Slot, _ base: UnsafePointer<UInt8>) -> Int {
    if let known = number(of: key, base) { return known }
    let (start, count) = text(key, base)
    return Int(pool.insert(start, count, hash: StableHash.of(start, count)).code)
  }

  func name(of key: JSONLineScanner.Slot, _ base: UnsafePointer<UInt8>) -> String {
    let (start, count) = text(key, base)
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func name(_ number: Int) -> String {
    let start = pool.offsets.base[number]
    let bytes = UnsafeBufferPointer(start: pool.bytes.base + start, count: pool.offsets.base[number + 1] - start)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func text(_ key: JSONLineScanner.Slot, _ base: UnsafePointer<UInt8>) -> (UnsafePointer<UInt8>, Int) {
    if key.kind != .escapedText { return (base + Int(key.start), Int(key.count)) }
    scratch.removeAll()
    JSONEscapes.decode(base + Int(key.start), Int(key.count), into: scratch)
    return (UnsafePointer(scratch.base), scratch.count)
  }
}
