import Foundation

/// Memory that grows at its end and at last becomes a `Buffer` without being copied: what columns are built in.
///
/// Growth doubles the capacity through `realloc`, which moves large blocks by remapping pages, so that a column of hundreds
/// of megabytes is never held twice. Appending is O(1) amortised a byte.
public final class GrowingMemory<Element: BitwiseCopyable> {
  // Checks of exclusive access took an eighth of the time of reading a table; appending is one thread's.
  @exclusivity(unchecked) public private(set) var base: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) public private(set) var count = 0
  @exclusivity(unchecked) private var capacity: Int
  private var isFinished = false

  public init(capacity: Int = 64) {
    self.capacity = max(16, capacity)
    base = Self.reallocate(nil, self.capacity)
  }

  deinit { if !isFinished { free(base) } }

  private static func reallocate(_ old: UnsafeMutablePointer<Element>?, _ capacity: Int) -> UnsafeMutablePointer<
    Element
  > {
    // Without memory nothing can go on, not even a diagnostic: as Swift's own allocations, this stops the process.
    guard let memory = realloc(old, capacity * MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    return memory.assumingMemoryBound(to: Element.self)
  }

  /// Makes room for `extra` more elements. O(count) when it has to move.
  @inline(__always) public func reserve(_ extra: Int) {
    if count + extra > capacity { grow(count + extra) }
  }

  private func grow(_ needed: Int) {
    capacity = max(needed, capacity * 2)
    base = Self.reallocate(base, capacity)
  }

  @inline(__always) public func append(_ element: Element) {
    reserve(1)
    base[count] = element
    count += 1
  }

  public func append(_ elements: UnsafePointer<Element>, count extra: Int) {
    reserve(extra)
    (base + count).update(from: elements, count: extra)
    count += extra
  }

  public func append(_ elements: UnsafeBufferPointer<Element>) {
    if let start = elements.baseAddress { append(start, count: elements.count) }
  }

  /// Appends `extra` elements that `initialize` writes, every one of them.
  public func append(count extra: Int, initialize: (UnsafeMutablePointer<Element>) throws -> Void) rethrows {
    reserve(extra)
    try initialize(base + count)
    count += extra
  }

  public func removeAll() { count = 0 }
  public func removeLast(_ some: Int) { count -= some }

  /// Gives the memory away, cut to its length; nothing may be appended afterwards.
  public func finish() -> Buffer<Element> {
    precondition(!isFinished, "memory is finished once")
    isFinished = true
    let memory = Self.reallocate(base, max(1, count))
    return Buffer(base: UnsafePointer(memory), count: count, keepingAlive: Allocation(memory))
  }
}

/// Owns a block of `malloc`.
private final class Allocation {
  private let memory: UnsafeMutableRawPointer

  init(_ memory: UnsafeMutableRawPointer) { self.memory = memory }

  deinit { free(memory) }
}
