import ParallelPieces
import Synchronization
import Testing

@Suite("Phases of pieces")
struct PhasedPiecesTests {
  @Test("every piece once, and no phase before the one before it is done", arguments: [1, 2, 3, 7])
  func order(threads: Int) {
    let log = Mutex<[(phase: Int, piece: Int, seen: Int)]>([])
    let finished = Atomic<Int>(0)
    PhasedPieces.run(phases: 50, pieces: 5, threads: threads) { phase, piece in
      let seen = finished.load(ordering: .acquiring)
      log.withLock { $0.append((phase, piece, seen)) }
      finished.add(1, ordering: .acquiringAndReleasing)
    }
    let entries = log.withLock { $0 }
    #expect(entries.count == 250)
    #expect(Set(entries.map { $0.phase * 5 + $0.piece }).count == 250)
    #expect(entries.allSatisfy { $0.seen >= $0.phase * 5 && $0.seen < ($0.phase + 1) * 5 })
  }

  @Test("no phases, no work")
  func none() {
    PhasedPieces.run(phases: 0, pieces: 3, threads: 2) { _, _ in Issue.record("called") }
  }
}
