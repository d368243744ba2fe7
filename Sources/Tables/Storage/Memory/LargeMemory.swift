import Foundation
import Synchronization

/// Memory for buffers and scratch tables of millions of rows: large blocks that are used again.
///
/// A page that the system hands out has to be cleared, and touching it the first time costs a fault: for steps over millions of
/// rows that took as long as the work itself. So freed blocks are kept, up to `keptBytes`, for the next step, which changes no
/// result. Pages of 2 MB (MADV_HUGEPAGE) are not asked for: on a virtual machine whose host backs memory late, clearing them
/// made the lab's steps three times as slow (1.5 s against 0.2 s for 512 MB).
enum LargeMemory {
  /// Smaller blocks are left to the allocator, which keeps them itself.
  private static let least = 1 << 20
  /// Of vector loads and cache lines.
  private static let alignment = 64
  /// What is kept at most: about the scratch of a step over four million rows.
  static let keptBytes = 256 << 20

  private struct Kept: ~Copyable {
    var blocks: [Int: [UInt]] = [:]
    var bytes = 0
  }

  private static let kept = Mutex(Kept())

  /// Uninitialised memory for `count` elements, to be given back with `deallocate(_:count:)`. Safe on any thread.
  static func allocate<Element: BitwiseCopyable>(_ type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    guard bytes >= least else { return .allocate(capacity: max(1, count)) }
    let size = size(of: bytes)
    let known = kept.withLock { kept -> UInt? in
      guard let address = kept.blocks[size]?.popLast() else { return nil }
      kept.bytes -= size
      return address
    }
    if let known, let memory = UnsafeMutableRawPointer(bitPattern: known) {
      return memory.bindMemory(to: type, capacity: count)
    }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: alignment)
    return memory.bindMemory(to: type, capacity: count)
  }

  /// Gives back what `allocate` gave for the same `count`.
  static func deallocate<Element: BitwiseCopyable>(_ memory: UnsafeMutablePointer<Element>, count: Int) {
    let bytes = count * MemoryLayout<Element>.stride
    if bytes >= least {
      let size = size(of: bytes)
      let address = UInt(bitPattern: memory)
      let isKept = kept.withLock { kept in
        guard kept.bytes + size <= keptBytes else { return false }
        kept.blocks[size, default: []].append(address)
        kept.bytes += size
        return true
      }
      if isKept { return }
    }
    memory.deallocate()
  }

  /// Calls `body` with uninitialised memory for `count` elements, which is given back afterwards.
  static func with<Element: BitwiseCopyable, Result>(
    _ type: Element.Type, count: Int, _ body: (UnsafeMutablePointer<Element>) throws -> Result
  ) rethrows -> Result {
    let memory = allocate(type, count: count)
    defer { deallocate(memory, count: count) }
    return try body(memory)
  }

  /// Few different sizes, so that a block fits a later need: an eighth more than asked for at most.
  private static func size(of bytes: Int) -> Int {
    let step = 1 << max(0, Int.bitWidth - 1 - bytes.leadingZeroBitCount - 3)
    return (bytes + step - 1) / step * step
  }
}
