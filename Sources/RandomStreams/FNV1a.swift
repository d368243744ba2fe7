/// FNV-1a of 64 bits (Fowler, Noll & Vo 1991): a hash that grows a byte at a time, the same in every process and on every machine.
@frozen public struct FNV1a: Sendable {
  /// The hash of the bytes so far.
  public var value: UInt64

  /// The hash of no bytes.
  @inlinable public init() { value = 0xCBF2_9CE4_8422_2325 }

  /// Takes in the next byte.
  @inlinable @inline(__always)
  public mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  /// The hash of all `bytes`. O(count).
  @inlinable
  public static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = FNV1a()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}
