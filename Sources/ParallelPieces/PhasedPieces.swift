import CKernels
import Dispatch
import Synchronization

/// Work in phases of numbered pieces: no piece of a phase starts before all pieces of the phase before it are done.
///
/// For phases of some tens of microseconds, where waking threads for each would cost more than the work. Threads take pieces in
/// the order of phase and piece; a thread that comes to a phase early waits in place. Whoever holds the earliest piece never
/// waits, so that one thread alone gets through as well, however few the system grants.
public enum PhasedPieces {
  /// Calls `body(phase, piece)` once for each of `pieces` pieces of each of `phases` phases, on up to `threads` threads.
  public static func run(
    phases: Int, pieces: Int, threads: Int, _ body: @Sendable (_ phase: Int, _ piece: Int) -> Void
  ) {
    let workers = min(threads, pieces)
    if workers <= 1 {
      for phase in 0..<max(0, phases) {
        for piece in 0..<pieces { body(phase, piece) }
      }
      return
    }
    let total = phases * pieces
    let taken = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let ticket = taken.add(1, ordering: .relaxed).oldValue
        if ticket >= total { return }
        let phase = ticket / pieces
        // Pieces of later phases cannot be among the done ones yet, so the number alone tells.
        var rounds = 0
        while done.load(ordering: .acquiring) < phase * pieces {
          matinee_wait(rounds)
          rounds += 1
        }
        body(phase, ticket % pieces)
        done.add(1, ordering: .acquiringAndReleasing)
      }
    }
  }
}
