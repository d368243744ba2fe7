/// The identifiers of customers, products and reviews: distinct by construction, without a pattern to the eye.
///
/// Each is a bijection of a power of two (multiplication by odd numbers and shifted exclusive or), keyed by the seed.
struct SampleIdentifiers: Sendable {
  static let reviewLength = 14

  private let key: UInt64

  init(seed: UInt64) { key = SampleRandom(seed: seed, .identifiers).bits(0) }

  /// Eight digits at most.
  func customer(_ number: Int) -> Int64 { Int64(scrambled(UInt64(number), bits: 25)) + 10_000 }

  /// Nine digits.
  func parent(_ product: Int) -> Int64 { Int64(scrambled(UInt64(product), bits: 29)) + 100_000_000 }

  /// "B00" and seven digits or capitals.
  func product(_ product: Int) -> String {
    var rest = scrambled(UInt64(product), bits: 36)
    var text: [UInt8] = [0x42, 0x30, 0x30]
    for _ in 0..<7 {
      let digit = UInt8(rest % 36)
      rest /= 36
      text.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// "R" and thirteen digits or capitals up to V.
  @inline(__always)
  func writeReview(_ number: Int, to writer: inout ByteWriter) {
    var rest = scrambled(UInt64(number), bits: 64)
    writer.append(0x52)
    for _ in 0..<13 {
      let digit = UInt8(truncatingIfNeeded: rest & 31)
      rest >>= 5
      writer.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
    }
  }

  @inline(__always)
  private func scrambled(_ number: UInt64, bits: UInt64) -> UInt64 {
    let mask: UInt64 = bits == 64 ? .max : (1 << bits) &- 1
    var value = (number &+ key) & mask
    value = (value &* 0x9E37_79B9_7F4A_7C15) & mask
    value ^= value >> (bits / 2)
    value = (value &* 0xBF58_476D_1CE4_E5B9) & mask
    return value ^ value >> (bits / 2)
  }
}
