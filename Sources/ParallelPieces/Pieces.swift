import Dispatch
import Synchronization

/// Work in numbered pieces that do not depend on how many threads there are.
///
/// A thread takes the next piece when it is done with one; which thread does which piece never shows in a result, since each
/// piece writes to a place of its own.
public enum Pieces {
  /// Calls `body` once with each of `0 ..< count`, on up to `threads` threads, and returns when all are done.
  public static func forEach(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Void) {
    let workers = min(threads, count)
    if workers <= 1 {
      for piece in 0..<max(0, count) { body(piece) }
      return
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let piece = next.add(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        body(piece)
      }
    }
  }

  /// How many pieces of `length` make `0 ..< count`, the last of them perhaps a shorter one.
  @inlinable
  public static func count(_ count: Int, length: Int) -> Int { count <= 0 ? 0 : (count + length - 1) / length }

  /// The numbers of a piece when `0 ..< count` is cut at multiples of `length`.
  @inlinable
  public static func range(of piece: Int, length: Int, count: Int) -> Range<Int> {
    piece * length..<min(count, (piece + 1) * length)
  }

  /// Calls `body` once with each of the ranges of `0 ..< count` cut at multiples of `length`, on up to `threads` threads.
  @inlinable
  public static func forEach(_ count: Int, length: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    forEach(Self.count(count, length: length), threads: threads) { body(range(of: $0, length: length, count: count)) }
  }

  /// Calls `body` with the ranges of `0 ..< count` cut at multiples of `length`, and returns the results in the order of the ranges.
  @inlinable
  public static func map<Result: Sendable>(
    _ count: Int, length: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let pieces = Self.count(count, length: length)
    return [Result](unsafeUninitializedCapacity: pieces) { buffer, initialized in
      nonisolated(unsafe) let slots = buffer
      forEach(pieces, threads: threads) { piece in
        let range = range(of: piece, length: length, count: count)
        (slots.baseAddress.map { $0 + piece })?.initialize(to: body(range))
      }
      initialized = pieces
    }
  }
}
