import ParallelPieces
import RandomStreams
import Testing

@Suite("Sums and pieces")
struct BlockedSumTests {
  private let values = (0..<100_003).map { (RandomStream(seed: 9).uniform(at: UInt64($0)) - 0.5) * 4e6 + 1 }

  @Test("any number of threads gives the same bits")
  func threads() {
    let one = BlockedSum.of(values, threads: 1)
    for threads in [2, 3, 8] { #expect(BlockedSum.of(values, threads: threads) == one) }
    #expect(abs(one - values.reduce(0, +)) < 1e-3)
  }

  @Test("nothing sums to zero, and one value to itself")
  func small() {
    #expect(BlockedSum.of([]) == 0)
    #expect(BlockedSum.of([4.5]) == 4.5)
    #expect(BlockedSum.pairwise([1, 2, 3, 4, 5]) == 15)
  }

  @Test("pieces cover a range once, in order")
  func pieces() {
    for threads in [1, 2, 5] {
      #expect(Pieces.map(10, length: 4, threads: threads) { $0 } == [0..<4, 4..<8, 8..<10])
      #expect(Pieces.map(0, length: 4, threads: threads) { $0 }.isEmpty)
    }
  }

  @Test("lengths that do not divide leave a shorter last piece, and nothing has no piece")
  func ranges() {
    #expect([0, -1, 1, 4, 5].map { Pieces.count($0, length: 4) } == [0, 0, 1, 1, 2])
    #expect(Pieces.range(of: 1, length: 4, count: 5) == 4..<5)
  }
}
