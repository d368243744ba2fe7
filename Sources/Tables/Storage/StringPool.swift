/// Distinct strings, numbered from 0: the dictionary of a column of strings.
///
/// String `code` occupies the bytes `offsets[code]..<offsets[code + 1]`.
public final class StringPool: Sendable {
  public let bytes: Buffer<UInt8>
  public let offsets: Buffer<Int>

  /// `offsets` has one element more than there are strings, rising, the first 0 and the last `bytes.count`.
  public init(bytes: Buffer<UInt8>, offsets: Buffer<Int>) {
    self.bytes = bytes
    self.offsets = offsets
  }

  public convenience init(_ strings: [String]) {
    var all: [UInt8] = []
    var offsets = [0]
    for string in strings {
      all.append(contentsOf: string.utf8)
      offsets.append(all.count)
    }
    self.init(bytes: Buffer(all), offsets: Buffer(offsets))
  }

  public var count: Int { offsets.count - 1 }

  @inlinable public func utf8(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    let start = offsets.base[code]
    return UnsafeBufferPointer(start: bytes.base + start, count: offsets.base[code + 1] - start)
  }

  public func string(_ code: Int) -> String { String(decoding: utf8(code), as: UTF8.self) }
}
