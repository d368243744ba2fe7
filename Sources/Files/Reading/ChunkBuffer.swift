/// Memory for one piece of text, with room behind it that vector loads may touch.
package final class ChunkBuffer {
  package private(set) var base: UnsafeMutablePointer<UInt8>
  package private(set) var capacity: Int
  /// The widest load is 64 bytes.
  package static let padding = 64

  package init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + Self.padding)
    (base + capacity).initialize(repeating: 0, count: Self.padding)
  }

  deinit { base.deallocate() }

  /// Makes room for `capacity` bytes and keeps the first `used`.
  package func reserve(_ capacity: Int, keeping used: Int) {
    if capacity <= self.capacity { return }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
    larger.update(from: base, count: used)
    (larger + capacity).initialize(repeating: 0, count: Self.padding)
    base.deallocate()
    base = larger
    self.capacity = capacity
  }
}
