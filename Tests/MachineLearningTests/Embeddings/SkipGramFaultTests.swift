import MachineLearning
import Testing

@Suite("Faults of sequences and settings of skip-gram")
struct SkipGramFaultTests {
  private func train(
    _ sequences: [[String]], _ change: (inout SkipGramOptions) -> Void = { _ in }
  ) throws -> SkipGramModel {
    var options = SkipGramOptions()
    options.minimumCount = 1
    options.epochs = 1
    options.dimensions = 4
    change(&options)
    return try SkipGramModel.train(on: WordSequences(sequences), options: options)
  }

  @Test("nothing to learn from")
  func empty() {
    #expect(throws: LearningError.emptyTrainingSet) { try train([]) }
    #expect(throws: LearningError.emptyTrainingSet) { try train([[], []]) }
    #expect(throws: LearningError.tooFewWords(minimumCount: 1, remaining: 1, greatestCount: 2)) {
      try train([["a", "a"]])
    }
    #expect(throws: LearningError.tooFewWords(minimumCount: 5, remaining: 0, greatestCount: 2)) {
      try train([["a", "b", "a"]]) { $0.minimumCount = 5 }
    }
    #expect(throws: LearningError.noContexts) { try train([["a"], ["b"], ["a"], []]) }
  }

  @Test("the smallest corpus gives finite vectors, words of any length and script among them")
  func smallest() throws {
    let words = ["", "a", "となりのトトロ", String(repeating: "ab", count: 300)]
    let model = try train([words, words.reversed()]) {
      $0.epochs = 50
      $0.subsampling = 1
    }
    #expect(model.vectors.vectors.elements.allSatisfy { $0.isFinite })
    #expect(model.losses.allSatisfy { $0.isFinite })
  }

  @Test("settings that make no sense, by name")
  func settings() {
    let faults: [(String, (inout SkipGramOptions) -> Void)] = [
      ("dimensions", { $0.dimensions = 0 }), ("window", { $0.window = 0 }), ("epochs", { $0.epochs = 0 }),
      ("min-count", { $0.minimumCount = 0 }), ("negatives", { $0.negatives = 0 }),
      ("subsampling", { $0.subsampling = 0 }), ("subsampling", { $0.subsampling = .nan }),
      ("learning-rate", { $0.learningRate = -1 }), ("learning-rate", { $0.learningRate = .nan }),
      ("subwords", { $0.subwords = 0...3 }), ("buckets", { $0.buckets = 0 }), ("batch-size", { $0.batchSize = 0 }),
      ("threads", { $0.threads = 0 }),
    ]
    for (name, fault) in faults {
      do {
        _ = try train([["a", "b"]], fault)
        Issue.record("\(name) was accepted")
      } catch LearningError.invalidHyperparameter(let found, _, _) {
        #expect(found == name)
      } catch {
        Issue.record("\(error)")
      }
    }
  }

  @Test("numbers of words and starts are checked")
  func sequences() {
    #expect(throws: LearningError.codeOutOfRange(field: 0, row: 1, code: 2, cardinality: 2)) {
      try WordSequences(words: ["a", "b"], tokens: [0, 2], starts: [0, 2])
    }
    #expect(throws: LearningError.self) { try WordSequences(words: ["a"], tokens: [0], starts: [0]) }
    #expect(throws: LearningError.self) { try WordSequences(words: ["a"], tokens: [0, 0], starts: [0, 2, 1, 2]) }
    #expect(throws: LearningError.self) { try WordSequences(words: [], tokens: [], starts: []) }
  }

  @Test("cancelling ends training")
  func cancelling() {
    #expect(throws: LearningError.cancelled) {
      try SkipGramModel.train(
        on: SkipGramTests.sequences(), options: SkipGramTests.options { $0.threads = 2 },
        observer: TrainingObserver(isCancelled: { true }))
    }
  }
}
