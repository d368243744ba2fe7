import Files
import Tables

/// Where the large buffers of what is stored are: files of their own in a cache, or a part of the same file.
package protocol BufferKeeper: Sendable {
  /// Takes contents, and says where they are from now on.
  func keep(_ bytes: UnsafeRawBufferPointer) throws -> StoredBuffer.Place

  /// Contents that are not inline, checked.
  func open(_ place: StoredBuffer.Place, byteCount: Int) throws(StorageDamage) -> KeptBytes
}

/// Bytes that are there as long as their owner is, at a place that any element may stand at.
package struct KeptBytes {
  let bytes: UnsafeRawBufferPointer
  let owner: AnyObject

  package init(_ bytes: UnsafeRawBufferPointer, owner: AnyObject) {
    self.bytes = bytes
    self.owner = owner
  }
}

/// A buffer as what is stored knows it: its contents, or where these are.
package struct StoredBuffer: Sendable {
  package enum Place: Sendable {
    case inline([UInt8])
    /// A file of a cache, by the digest of its contents.
    case file(ContentDigest)
    /// A part of the same file, by its distance in bytes from the start of the part that holds all of them.
    case section(offset: Int)
  }

  /// Elements, not bytes.
  package let count: Int
  package let byteCount: Int
  let place: Place

  init<Element: BitwiseCopyable>(_ elements: UnsafeBufferPointer<Element>, in keeper: any BufferKeeper) throws {
    let bytes = UnsafeRawBufferPointer(elements)
    count = elements.count
    byteCount = bytes.count
    place = bytes.isEmpty ? .inline([]) : try keeper.keep(bytes)
  }

  /// The buffer, checked: contents that are inline copied, others where they are.
  func open<Element: BitwiseCopyable>(
    _ type: Element.Type, in keeper: any BufferKeeper
  ) throws(StorageDamage) -> Buffer<Element> {
    let (expected, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflows, byteCount == expected else { throw StorageDamage("a column has a wrong length") }
    switch place {
    case .inline(let bytes):
      guard bytes.count == byteCount else { throw StorageDamage("a column has a wrong length") }
      return Buffer(count: count) { memory in UnsafeMutableRawBufferPointer(memory).copyBytes(from: bytes) }
    case .file, .section:
      let kept = try keeper.open(place, byteCount: byteCount)
      guard kept.bytes.count == byteCount, let base = kept.bytes.baseAddress?.assumingMemoryBound(to: Element.self)
      else { throw StorageDamage("a column has a wrong length") }
      return Buffer(base: base, count: count, keepingAlive: kept.owner)
    }
  }

  package func encode(_ encoder: inout ByteEncoder) {
    encoder.append(count)
    encoder.append(byteCount)
    switch place {
    case .inline(let bytes):
      encoder.append(UInt8(0))
      encoder.append(raw: bytes)
    case .file(let digest):
      encoder.append(UInt8(1))
      encoder.append(digest.high)
      encoder.append(digest.low)
    case .section(let offset):
      encoder.append(UInt8(2))
      encoder.append(offset)
    }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    count = try decoder.integer()
    byteCount = try decoder.integer()
    switch try decoder.byte() {
    case 0: place = .inline(try decoder.raw())
    case 1: place = .file(ContentDigest(high: try decoder.word(), low: try decoder.word()))
    case 2: place = .section(offset: try decoder.integer())
    default: throw StorageDamage("it holds something unknown")
    }
    guard count >= 0, byteCount >= count else { throw StorageDamage("a column has a wrong length") }
  }

  /// What it has in a file of its own, if anything.
  package var file: (digest: ContentDigest, byteCount: Int)? {
    if case .file(let digest) = place { return (digest, byteCount) }
    return nil
  }
}
