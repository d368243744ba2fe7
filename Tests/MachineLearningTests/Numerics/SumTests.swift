import MachineLearning
import RandomStreams
import Testing

@Suite("Normal numbers by counter")
struct NormalDistributionTests {
  @Test("they have their moments")
  func moments() {
    let random = RandomStream(seed: 1, stream: 2)
    let count = 200_000
    let normal = (0..<count).map { random.normal(at: UInt64($0)) }
    let mean = normal.reduce(0, +) / Double(count)
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let beyondTwo = Double(normal.filter { abs($0) > 2 }.count) / Double(count)
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.015)
    #expect(abs(beyondTwo - 0.0455) < 0.003)
  }
}

@Suite("Sums and pieces")
struct BlockedSumTests {
  private let values = (0..<100_003).map { RandomStream(seed: 9).normal(at: UInt64($0)) * 1e6 + 1 }

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
}
