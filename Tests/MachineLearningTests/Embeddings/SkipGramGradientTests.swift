import Foundation
import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Skip-gram's gradient")
struct SkipGramGradientTests {
  private let dimensions = 5
  private let words = ["sherlock-1", "sherlock-2", "sherlock-3", "mabel", "mabe", "lock"]
  private let subwords = Subwords(minimum: 2, maximum: 4, buckets: nil)
  private let random = RandomStream(seed: 77)

  /// Skip-gram as its paper has it: a vector for each word, each subword and each context, with a dense loss in double precision.
  private struct Plain {
    var own: [[Double]]
    var subwords: [UInt64: [Double]]
    var contexts: [[Double]]
  }

  private func hidden(_ plain: Plain, _ word: Int) -> [Double] {
    let parts = subwords.hashes(of: words[word]).compactMap { plain.subwords[$0] } + [plain.own[word]]
    return (0..<dimensions).map { d in parts.reduce(0) { $0 + $1[d] } / Double(parts.count) }
  }

  private func loss(_ plain: Plain, _ pairs: [(word: Int, context: Int, isTrue: Bool)]) -> Double {
    pairs.reduce(0) { sum, pair in
      let h = hidden(plain, pair.word)
      let score = zip(h, plain.contexts[pair.context]).reduce(0) { $0 + $1.0 * $1.1 }
      return sum + Foundation.log(1 + exp(pair.isTrue ? -score : score))
    }
  }

  @Test("a batch steps down the slope of the loss, by finite differences of every parameter")
  func finiteDifferences() throws {
    // One negative among six words: which one a place draws is read from the sampler.
    var options = SkipGramOptions()
    options.dimensions = dimensions
    options.window = 1
    options.negatives = 2
    options.batchSize = 6
    let sharing = SubwordSharing(words: words, subwords: subwords, threads: 1)
    let parameters = SkipGramParameters(sharing: sharing, dimensions: dimensions, seed: 3)
    for row in 0..<sharing.wordCount {
      for d in 0..<dimensions {
        parameters.contexts[row][0][d] = Float(random.normal(at: UInt64(row * 10 + d)))
        parameters.start[row][0][d] = Float(4 * random.normal(at: UInt64(900 + row * 10 + d)))
      }
    }
    var plain = Plain(own: [], subwords: [:], contexts: [])
    for (row, word) in words.enumerated() {
      let hashes = subwords.hashes(of: word)
      for hash in hashes { plain.subwords[hash] = [Double](repeating: 0, count: dimensions) }
      plain.own.append((0..<dimensions).map { Double(parameters.start[row][0][$0]) })
      plain.contexts.append((0..<dimensions).map { Double(parameters.contexts[row][0][$0]) })
    }
    let sequences = WordSequences([words])
    let vocabulary = try Vocabulary(sequences, minimumCount: 1)
    let sampler = NegativeSampler(counts: vocabulary.counts)
    let tokens = EpochTokens(
      sequences, vocabulary: vocabulary, window: 1, keep: [Double](repeating: 1, count: 6), random: random)
    var pairs: [(word: Int, context: Int, isTrue: Bool)] = []
    for token in words.indices {
      let draws = RandomStream(seed: random.word(at: UInt64(token)))
      var counter: UInt64 = 1
      for context in [token - 1, token + 1] where words.indices.contains(context) {
        pairs.append((token, context, true))
        for _ in 0..<2 {
          let negative = Int(sampler.word(at: draws.word(at: counter)))
          counter += 1
          if negative != context { pairs.append((token, negative, false)) }
        }
      }
    }
    let batch = SkipGramBatch(sharing: sharing, parameters: parameters, sampler: sampler, options: options)
    let rate: Float = 1.0 / 1024
    for piece in 0..<SkipGramBatch.pieces {
      _ = batch.compute(tokens, 0..<6, piece: piece, rate: rate, random: random)
    }
    for owner in 0..<SkipGramBatch.pieces { batch.apply(tokens, 0..<6, owner: owner) }

    func slope(_ change: (inout Plain, Double) -> Void) -> Double {
      var (up, down) = (plain, plain)
      change(&up, 1e-5)
      change(&down, -1e-5)
      return (loss(up, pairs) - loss(down, pairs)) / 2e-5
    }
    // A subword takes the gradient of h whole, not its share 1/n (as fastText does): n times the slope of its words.
    for word in words.indices {
      let scale = Double(subwords.hashes(of: words[word]).count + 1)
      for d in 0..<dimensions {
        let ofContext = slope { $0.contexts[word][d] += $1 }
        let stepOfContext = (Double(parameters.contexts[word][0][d]) - plain.contexts[word][d]) / Double(rate)
        #expect(abs(stepOfContext + ofContext) < 2e-3, "context \(word), \(d)")
        let ofOwn = slope { $0.own[word][d] += $1 } * scale
        #expect(abs(Double(parameters.shifts[word][0][d]) / Double(rate) + ofOwn) < 2e-3, "word \(word), \(d)")
      }
    }
  }

  @Test("the sigmoid table is within its stated error")
  func sigmoid() {
    let table = SigmoidTable()
    for step in -2000...2000 {
      let x = Double(step) / 200
      #expect(abs(Double(table[Float(x)]) - 1 / (1 + exp(-x))) < (abs(x) < 8 ? 1e-5 : 3.4e-4))
    }
    #expect(table[.infinity] == 1)
    #expect(table[-.infinity] == 0)
    #expect(table[.nan].isNaN)
  }

  @Test("negatives come in proportion to the square root of counts")
  func negatives() {
    let counts = [900, 400, 100, 25, 1]
    let sampler = NegativeSampler(counts: counts)
    var found = [Int](repeating: 0, count: counts.count)
    for draw in 0..<200_000 { found[Int(sampler.word(at: random.word(at: UInt64(draw))))] += 1 }
    let total = counts.reduce(0) { $0 + Double($1).squareRoot() }
    for (count, times) in zip(counts, found) {
      let expected = Double(count).squareRoot() / total
      #expect(abs(Double(times) / 200_000 - expected) < 5 * (expected / 200_000).squareRoot())
    }
  }
}
