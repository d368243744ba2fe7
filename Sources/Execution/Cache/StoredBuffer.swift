import Tables

/// A buffer as an entry knows it: small contents themselves, of large ones the digest.
struct StoredBuffer: Sendable {
  enum Place: Sendable {
    case inline([UInt8])
    case file(ContentDigest)
  }

  /// Elements, not bytes.
  var count: Int
  var byteCount: Int
  var place: Place

  init<Element: BitwiseCopyable>(_ elements: UnsafeBufferPointer<Element>, in folder: BufferFolder) throws {
    let bytes = UnsafeRawBufferPointer(elements)
    count = elements.count
    byteCount = bytes.count
    place = bytes.count <= BufferFolder.inlineLimit ? .inline(Array(bytes)) : .file(try folder.keep(bytes))
  }

  /// The buffer, checked: small ones copied, large ones mapped.
  func open<Element: BitwiseCopyable>(_ type: Element.Type, in folder: BufferFolder) throws(CacheDamage) -> Buffer<
    Element
  > {
    guard byteCount == count * MemoryLayout<Element>.stride else { throw CacheDamage("a column has a wrong length") }
    switch place {
    case .inline(let bytes):
      guard bytes.count == byteCount else { throw CacheDamage("a column has a wrong length") }
      return Buffer(count: count) { memory in UnsafeMutableRawBufferPointer(memory).copyBytes(from: bytes) }
    case .file(let digest):
      let mapped = try folder.open(digest, byteCount: byteCount)
      guard let base = mapped.bytes.baseAddress?.assumingMemoryBound(to: Element.self) else {
        throw CacheDamage("a column has a wrong length")
      }
      return Buffer(base: base, count: count, keepingAlive: mapped)
    }
  }

  func encode(_ encoder: inout ByteEncoder) {
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
    }
  }

  init(_ decoder: inout ByteDecoder) throws {
    count = try decoder.integer()
    byteCount = try decoder.integer()
    switch try decoder.byte() {
    case 0: place = .inline(try decoder.raw())
    case 1: place = .file(ContentDigest(high: try decoder.word(), low: try decoder.word()))
    default: throw CacheDamage("it holds something unknown")
    }
    guard count >= 0, byteCount >= count else { throw CacheDamage("a column has a wrong length") }
  }

  /// What it has in a file of its own, if anything.
  var file: (digest: ContentDigest, byteCount: Int)? {
    if case .file(let digest) = place { return (digest, byteCount) }
    return nil
  }
}
