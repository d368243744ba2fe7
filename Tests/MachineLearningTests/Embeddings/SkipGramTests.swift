import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Skip-gram")
struct SkipGramTests {
  /// Customers who watch the seasons of one genre's series; each genre has three series of four seasons.
  static func sequences(count: Int = 400) -> WordSequences {
    let random = RandomStream(seed: 5)
    return WordSequences(
      (0..<count).map { customer in
        let genre = Self.series[customer % 2]
        return (0..<8).map { place in
          let draw = UInt64(customer * 20 + 2 * place)
          return "\(genre[random.index(at: draw, below: 3)])-season-\(1 + random.index(at: draw + 1, below: 4))"
        }
      })
  }

  static func options(_ change: (inout SkipGramOptions) -> Void = { _ in }) -> SkipGramOptions {
    var options = SkipGramOptions()
    options.dimensions = 20
    options.subsampling = 1
    change(&options)
    return options
  }

  /// The series of each genre.
  private static let series = [["sherlock", "mabel", "poirot"], ["galaxy", "starship", "wormhole"]]

  private func genre(_ word: String) -> Int? {
    Self.series.firstIndex { $0.contains { word.hasPrefix($0) } }
  }

  @Test("words of the same contexts come nearest, unseen ones as well")
  func neighbours() throws {
    let model = try SkipGramModel.train(on: Self.sequences(), options: Self.options())
    #expect(model.vectors.words.count == 24)
    #expect(model.losses.count == 10)
    #expect((model.losses.last ?? 9) < (model.losses.first ?? 0))
    for word in model.vectors.words {
      let nearest = model.similar(to: word, top: 3).map(\.word)
      #expect(nearest.allSatisfy { genre($0) == genre(word) }, "\(word): \(nearest)")
    }
    let across = model.similar(to: "mabel-season-1", among: ["poirot-season-2", "galaxy-season-1"])
    #expect((across[0].similarity?.correlation ?? -2) > (across[1].similarity?.correlation ?? 2))
    let unseen = model.similar(to: "sherlock-season-1", among: ["sherlock-season-5", "zzzz", "galaxy-season-2"])
    #expect((unseen[0].similarity?.correlation ?? -2) > (unseen[2].similarity?.correlation ?? 2))
    #expect(unseen[1] == SimilarWord(word: "zzzz", similarity: nil, rank: nil))
    #expect((unseen[0].rank ?? 99) <= 12)
  }

  @Test("any number of threads gives the same bytes")
  func threads() throws {
    let one = try SkipGramModel.train(on: Self.sequences(), options: Self.options { $0.epochs = 3 })
    for threads in [2, 3, 8] {
      let other = try SkipGramModel.train(
        on: Self.sequences(),
        options: Self.options {
          $0.epochs = 3
          $0.threads = threads
        })
      #expect(other.vectors == one.vectors)
      #expect(other.shifts == one.shifts)
      #expect(other.losses == one.losses)
    }
  }

  @Test("another seed gives other vectors, the same seed the same")
  func seeds() throws {
    let options = Self.options { $0.epochs = 1 }
    let first = try SkipGramModel.train(on: Self.sequences(), options: options)
    #expect(try SkipGramModel.train(on: Self.sequences(), options: options).vectors == first.vectors)
    let other = Self.options {
      $0.epochs = 1
      $0.seed = 43
    }
    #expect(try SkipGramModel.train(on: Self.sequences(), options: other).vectors != first.vectors)
  }

  @Test("an unseen word's vector is the mean of its subwords'")
  func unseen() throws {
    let model = try SkipGramModel.train(on: Self.sequences(), options: Self.options { $0.epochs = 2 })
    let words = model.vectors.words
    for word in ["sherlock-season-5", "the-mabel", "galaxy"] {
      let hashes = model.subwords.hashes(of: word)
      // What a subword learned: the gradients of each word, as often as it has the subword.
      let parts = hashes.map { hash in
        (0..<20).map { d in
          words.indices.reduce(0.0) { sum, row in
            let times = model.subwords.hashes(of: words[row]).count { $0 == hash }
            return sum + Double(times) * Double(model.shifts[row * 20 + d])
          }
        }
      }
      let vector = try #require(model.vector(of: word))
      for d in 0..<20 {
        let mean = parts.reduce(0) { $0 + $1[d] } / Double(parts.count)
        #expect(abs(Double(vector[d]) - mean) < 1e-4 * max(1, abs(mean)))
      }
    }
    #expect(model.vector(of: "zz") == nil)
    #expect(model.vectors(of: ["zz", words[0]])[1] == model.vectors.vector(of: words[0]))
  }

  @Test("without subwords only known words have vectors")
  func withoutSubwords() throws {
    let model = try SkipGramModel.train(on: Self.sequences(), options: Self.options { $0.subwords = nil })
    #expect(model.vector(of: "sherlock-season-9") == nil)
    #expect(model.similar(to: "sherlock-season-9", top: 3).isEmpty)
    let nearest = model.similar(to: "galaxy-season-1", top: 5, by: .cosine).map { String($0.word.prefix(3)) }
    #expect(nearest.allSatisfy { ["gal", "sta", "wor"].contains($0) })
  }

  @Test("rare words are left out, and subsampling thins frequent ones")
  func subsampling() throws {
    let sequences = WordSequences([["a", "b", "a", "c"], ["a", "b"], []])
    let vocabulary = try Vocabulary(sequences, minimumCount: 2)
    #expect(vocabulary.words == ["a", "b"])
    #expect(vocabulary.counts == [3, 2])
    let keep = EpochTokens.keepProbabilities(vocabulary, threshold: 0.01)
    #expect(abs(keep[0] - ((0.01 / 0.5).squareRoot() + 0.01 / 0.5)) < 1e-12)
    let tokens = EpochTokens(
      sequences, vocabulary: vocabulary, window: 2, keep: [1, 1], random: RandomStream(seed: 1))
    #expect(tokens.words == [0, 1, 0, 0, 1])
    #expect(tokens.places == [0, 1, 2, 4, 5])
    #expect(tokens.reach.map(\.before) == [0, 1, 2, 0, 1])
    #expect(tokens.reach.map(\.after) == [2, 1, 0, 1, 0])
    let none = EpochTokens(
      sequences, vocabulary: vocabulary, window: 2, keep: [0, 1], random: RandomStream(seed: 1))
    #expect(none.words == [1, 1])
  }

  @Test("few words make small batches")
  func batches() throws {
    let few = try Vocabulary(WordSequences([["a", "b", "c", "a", "b", "c"]]), minimumCount: 1)
    #expect(EpochTokens.batchSize(few, keep: [1, 1, 1], limit: 64) == 1)
    let many = try Vocabulary(WordSequences([(0..<640).map { "\($0)" }]), minimumCount: 1)
    #expect(EpochTokens.batchSize(many, keep: [Double](repeating: 2, count: 640), limit: 64) == 20)
    #expect(EpochTokens.batchSize(many, keep: [Double](repeating: 1, count: 640), limit: 8) == 8)
  }
}
