/// The texts that stand for null, looked up by their bytes.
struct NullSpellings {
  private let spellings: [[UInt8]]
  private let hasEmpty: Bool
  private let longest: Int
  /// Whether a spelling begins with this byte.
  private let begins: [Bool]
  /// Whether some spelling could also be read as a value of a type other than string.
  let mayBeValues: Bool

  init(_ texts: [String]) {
    spellings = texts.map { Array($0.utf8) }.filter { !$0.isEmpty }
    hasEmpty = texts.contains("")
    longest = spellings.map(\.count).max() ?? 0
    var begins = [Bool](repeating: false, count: 256)
    for spelling in spellings { begins[Int(spelling[0])] = true }
    self.begins = begins
    mayBeValues = spellings.contains { text in
      text.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return false }
        return TypeInference.kind(of: start, bytes.count) != .string
      }
    }
  }

  @inline(__always) func contains(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    if count == 0 { return hasEmpty }
    if count > longest || !begins.withUnsafeBufferPointer({ $0[Int(bytes[0])] }) { return false }
    return isListed(bytes, count)
  }

  @inline(never) private func isListed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    spellings.contains { $0.count == count && $0.elementsEqual(UnsafeBufferPointer(start: bytes, count: count)) }
  }
}
