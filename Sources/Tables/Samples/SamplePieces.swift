import Dispatch
import Synchronization

/// Runs pieces of work on several threads. What a piece is never depends on the number of threads.
enum SamplePieces {
  /// Calls `work` once for every piece in 0..<count, on up to `threads` threads, and waits for all.
  ///
  /// `work` must write only what belongs to its piece.
  static func run(_ count: Int, threads: Int, _ work: (Int) -> Void) {
    let workers = min(max(1, threads), count)
    guard workers > 1 else {
      for piece in 0..<count { work(piece) }
      return
    }
    let next = Atomic<Int>(0)
    // Not escaping, and each piece is run by one thread only.
    nonisolated(unsafe) let work = work
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        work(piece)
      }
    }
  }

  /// The rows of piece `number` when `count` rows are cut into pieces of `size`.
  static func range(_ number: Int, size: Int, of count: Int) -> Range<Int> {
    number * size..<min(count, (number + 1) * size)
  }

  static func count(of rows: Int, size: Int) -> Int { (rows + size - 1) / size }
}
