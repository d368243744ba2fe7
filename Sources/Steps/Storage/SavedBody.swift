import Synchronization
import Tables

/// The part of a saved file that holds the large buffers, one after another.
final class SavedBody: BufferKeeper {
  private struct State {
    var parts: [[UInt8]] = []
    var count = 0
  }

  private static let alignment = 64
  private let written = Mutex(State())
  private let body: Buffer<UInt8>?

  /// An empty one, to be written.
  init() { body = nil }

  /// One that was read.
  init(_ body: Buffer<UInt8>) { self.body = body }

  /// What has been written, in order.
  var parts: [[UInt8]] { written.withLock { $0.parts } }

  func keep(_ bytes: UnsafeRawBufferPointer) throws -> StoredBuffer.Place {
    let padding = (Self.alignment - bytes.count % Self.alignment) % Self.alignment
    var part: [UInt8] = []
    part.reserveCapacity(bytes.count + padding)
    part.append(contentsOf: bytes)
    part.append(contentsOf: repeatElement(0, count: padding))
    return written.withLock { state in
      defer {
        state.count += part.count
        state.parts.append(part)
      }
      return .section(offset: state.count)
    }
  }

  func open(_ place: StoredBuffer.Place, byteCount: Int) throws(StorageDamage) -> KeptBytes {
    guard let body, case .section(let offset) = place, offset >= 0, offset % Self.alignment == 0, byteCount >= 0,
      offset <= body.count, byteCount <= body.count - offset
    else { throw StorageDamage("a part of it is missing or cut off") }
    return KeptBytes(
      UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(body.elements)[offset..<offset + byteCount]), owner: body)
  }
}
