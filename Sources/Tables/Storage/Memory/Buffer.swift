import Files

/// Immutable contiguous memory of a fixed length: what every column rests on.
///
/// The memory is either its own or a part of something larger that it keeps alive (a file mapped into memory).
public final class Buffer<Element: BitwiseCopyable>: @unchecked Sendable {
  public let base: UnsafePointer<Element>
  public let count: Int
  private let allocation: UnsafeMutablePointer<Element>?
  private let owner: AnyObject?

  /// Allocates `count` elements and lets `initialize` write every one of them.
  public init(count: Int, initialize: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    let memory = LargeMemory.allocate(Element.self, count: count)
    do {
      try initialize(UnsafeMutableBufferPointer(start: memory, count: count))
    } catch {
      LargeMemory.deallocate(memory, count: count)
      throw error
    }
    self.count = count
    base = UnsafePointer(memory)
    allocation = memory
    owner = nil
  }

  /// A view into memory that `owner` keeps alive.
  public init(base: UnsafePointer<Element>, count: Int, keepingAlive owner: AnyObject) {
    self.base = base
    self.count = count
    allocation = nil
    self.owner = owner
  }

  /// A copy of the elements.
  @inlinable
  public convenience init(_ elements: some Collection<Element>) {
    self.init(count: elements.count) { memory in
      var position = 0
      for element in elements {
        memory[position] = element
        position += 1
      }
    }
  }

  /// One element, `count` times.
  @inlinable
  public convenience init(repeating element: Element, count: Int) {
    self.init(count: count) { $0.update(repeating: element) }
  }

  deinit { if let allocation { LargeMemory.deallocate(allocation, count: count) } }

  /// The element at `position`; checked in debug builds only.
  @inlinable public subscript(position: Int) -> Element {
    assert(position >= 0 && position < count)
    return base[position]
  }

  @inlinable public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}

extension Buffer where Element == UInt32 {
  /// The same memory, read as signed numbers, which all of them are small enough for.
  var asInt32: Buffer<Int32> {
    UnsafeRawPointer(base).withMemoryRebound(to: Int32.self, capacity: count) {
      Buffer<Int32>(base: $0, count: count, keepingAlive: self)
    }
  }
}

extension InputFile {
  /// The next `count` bytes, or fewer where the file ends; at most what it had when it was opened.
  package func read(_ count: Int) throws -> Buffer<UInt8> {
    let wanted = max(0, min(count, size - offset))
    var filled = 0
    let buffer = try Buffer<UInt8>(count: wanted) { memory in
      while filled < wanted {
        let got = try read(
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(memory)[filled...]))
        if got == 0 { break }
        filled += got
      }
    }
    // A file that another program has shortened meanwhile.
    return filled == wanted ? buffer : Buffer(base: buffer.base, count: filled, keepingAlive: buffer)
  }
}
