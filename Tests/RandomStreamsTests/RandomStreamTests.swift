import RandomStreams
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

  @Test("uniform numbers have their mean")
  func uniform() {
    let random = RandomStream(seed: 1, stream: 2)
    let count = 200_000
    let uniform = (0..<count).map { random.uniform(at: UInt64($0)) }
    #expect(uniform.allSatisfy { (0..<1).contains($0) })
    #expect(abs(uniform.reduce(0, +) / Double(count) - 0.5) < 0.004)
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

  @Test("a stream from a state gives the words that SplitMix64 gives from there on")
  func state() {
    // The first outputs of the authors' splitmix64.c for x = 1234567.
    let stream = RandomStream(state: 1_234_567)
    #expect(
      (0..<3).map { stream.word(at: $0) } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }
}

@Suite("Hashes that are the same everywhere")
struct HashTests {
  @Test(
    "FNV-1a of 64 bits as published",
    arguments: [("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8)]
      as [(String, UInt64)])
  func fnv(text: String, hash: UInt64) { #expect(FNV1a.hash(text.utf8) == hash) }

  @Test("every byte and the length count, whatever the length")
  func stable() {
    var hashes: Set<UInt64> = []
    for count in 0...20 {
      var bytes = [UInt8](repeating: 0, count: count)
      hashes.insert(bytes.withUnsafeBufferPointer { StableHash.of($0) })
      for place in 0..<count {
        bytes[place] = 1
        hashes.insert(bytes.withUnsafeBufferPointer { StableHash.of($0) })
        bytes[place] = 0
      }
    }
    #expect(hashes.count == 21 + 210)
  }
}
