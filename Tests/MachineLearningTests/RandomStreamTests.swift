import MachineLearning
import Testing

@Suite("Random numbers by counter")
struct RandomStreamTests {
  @Test("words are SplitMix64 outputs of a mixed key")
  func words() {
    // The same formula in Python: mix = Stafford 13; key = mix(mix(seed + G) ^ mix(stream + S)); word = mix(key + (n + 1) G).
    let stream = RandomStream(seed: 42)
    #expect(
      (0..<3).map { stream.word(at: $0) } == [0xC34A_802E_CAE2_1DAD, 0x94B1_4CDE_4636_90CC, 0x7942_7396_ABDB_D118])
    #expect(RandomStream(seed: 42, stream: 7).word(at: 1_000_000_000) == 0xE324_5030_7CD9_6872)
  }

  @Test("uniform and normal numbers have their moments")
  func moments() {
    let random = RandomStream(seed: 1, stream: 2)
    let count = 200_000
    let uniform = (0..<count).map { random.uniform(at: UInt64($0)) }
    #expect(uniform.allSatisfy { (0..<1).contains($0) })
    #expect(abs(uniform.reduce(0, +) / Double(count) - 0.5) < 0.004)
    let normal = (0..<count).map { random.normal(at: UInt64($0)) }
    let mean = normal.reduce(0, +) / Double(count)
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let beyondTwo = Double(normal.filter { abs($0) > 2 }.count) / Double(count)
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.015)
    #expect(abs(beyondTwo - 0.0455) < 0.003)
  }

  @Test("a permutation holds every number once, and places are even")
  func permutation() {
    for count in [0, 1, 2, 1000] {
      #expect(RandomStream(seed: 3).permutation(of: count).sorted() == Array(0..<count))
    }
    var firsts = [Int](repeating: 0, count: 4)
    for seed in 0..<4000 { firsts[RandomStream(seed: UInt64(seed)).permutation(of: 4)[0]] += 1 }
    #expect(firsts.allSatisfy { abs($0 - 1000) < 130 })
  }

  @Test("streams and seeds differ")
  func streams() {
    let words = (0..<50).flatMap { seed in
      (0..<50).map { RandomStream(seed: seed, stream: $0).word(at: 0) }
    }
    #expect(Set(words).count == 2500)
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
