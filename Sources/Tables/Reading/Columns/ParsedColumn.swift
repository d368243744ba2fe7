/// The values of one column in one piece of text.
final class ParsedColumn {
  enum Storage {
    case words(UnsafeMutablePointer<Int64>)
    case doubles(UnsafeMutablePointer<Double>)
    case days(UnsafeMutablePointer<Int32>)
    case flags(UnsafeMutablePointer<UInt8>)
    /// Codes into a pool of this piece alone.
    case strings(UnsafeMutablePointer<UInt32>, StringPoolBuilder)
  }

  let storage: Storage
  let count: Int
  /// Bits of rows that have a value; nil while all have.
  private(set) var validity: UnsafeMutablePointer<UInt64>?
  private(set) var nullCount = 0
  /// Of times as text.
  var zones = TimeText.Zones()

  init(_ storage: Storage, count: Int) {
    self.storage = storage
    self.count = count
  }

  deinit {
    validity?.deallocate()
    switch storage {
    case .words(let memory): memory.deallocate()
    case .doubles(let memory): memory.deallocate()
    case .days(let memory): memory.deallocate()
    case .flags(let memory): memory.deallocate()
    case .strings(let memory, _): memory.deallocate()
    }
  }

  func setNull(_ row: Int) {
    nullCount += 1
    let bits = validity ?? allRowsValid()
    bits[row >> 6] &= ~(1 << UInt64(row & 63))
  }

  private func allRowsValid() -> UnsafeMutablePointer<UInt64> {
    let words = (count + 63) / 64
    let bits = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, words))
    bits.initialize(repeating: ~0, count: max(1, words))
    if count & 63 != 0 { bits[words - 1] = (1 << UInt64(count & 63)) - 1 }
    validity = bits
    return bits
  }
}
