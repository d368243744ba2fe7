import ParallelPieces
import RandomStreams
import Synchronization

extension SkipGramModel {
  /// Learns vectors of words from sequences: skip-gram with subwords and negative sampling.
  ///
  /// Bojanowski, Grave, Joulin & Mikolov, Enriching Word Vectors with Subword Information, 2017; Mikolov et al., Distributed
  /// Representations of Words and Phrases, 2013. Deviations: the words around a place share one step (`SkipGramBatch`), the
  /// places of a batch are computed at the same parameters, the start of a word's vector is drawn for the mean of its subwords
  /// instead of for each, and subwords are not thrown together by a short hash unless `buckets` asks for it.
  ///
  /// - Parameters:
  ///   - sequences: What to learn from.
  ///   - options: Settings.
  ///   - observer: Watches, and may stop, the training; an epoch's `training` loss is the mean over pairs of word and context,
  ///     from a sample of them as the epoch passes.
  /// - Throws: `LearningError.emptyTrainingSet`, `.tooFewWords`, `.noContexts`, `.invalidHyperparameter`, `.diverged` or
  ///   `.cancelled`.
  /// - Complexity: O(epochs × tokens × (window × negatives + subwords) × dimensions); memory O((words + shared subwords) ×
  ///   dimensions). Single precision. The result depends on data, settings and seed alone, not on the number of threads; up to
  ///   eight threads are of use.
  public static func train(
    on sequences: WordSequences, options: SkipGramOptions = .init(), observer: TrainingObserver = .init()
  ) throws(LearningError) -> SkipGramModel {
    try options.check()
    let vocabulary = try Vocabulary(sequences, minimumCount: options.minimumCount)
    let sharing = SubwordSharing(words: vocabulary.words, subwords: options.subwordCutter, threads: options.threads)
    let parameters = SkipGramParameters(sharing: sharing, dimensions: options.dimensions, seed: options.seed)
    let trainer = SkipGramTrainer(
      sequences: sequences, vocabulary: vocabulary, options: options, sharing: sharing, parameters: parameters)
    try trainer.checkContexts()
    var losses: [Double] = []
    for epoch in 1...options.epochs {
      let loss = try trainer.runEpoch(epoch, observer: observer)
      guard loss.isFinite else { throw .diverged(epoch: epoch) }
      losses.append(loss)
      observer.onEpoch(LearningCurve.Point(epoch: epoch, training: loss, validation: nil, test: nil))
    }
    return try trainer.model(losses: losses)
  }
}

/// One training from start to end.
struct SkipGramTrainer {
  let sequences: WordSequences
  let vocabulary: Vocabulary
  let options: SkipGramOptions
  let sharing: SubwordSharing
  let parameters: SkipGramParameters

  /// Checks that two words of the vocabulary stand in one sequence somewhere.
  func checkContexts() throws(LearningError) {
    for sequence in 0..<sequences.count {
      var known = 0
      for token in sequences.tokens[sequences.starts[sequence]..<sequences.starts[sequence + 1]]
      where vocabulary.numbers[Int(token)] >= 0 {
        known += 1
        if known == 2 { return }
      }
    }
    throw .noContexts
  }

  /// Passes over the sequences once, and returns the mean loss of a pair of word and context.
  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double {
    let keep = EpochTokens.keepProbabilities(vocabulary, threshold: options.subsampling)
    let tokens = EpochTokens(
      sequences, vocabulary: vocabulary, window: options.window, keep: keep,
      random: RandomStream(seed: options.seed, stream: UInt64(2 * epoch)))
    let random = RandomStream(seed: options.seed, stream: UInt64(2 * epoch + 1))
    let batch = SkipGramBatch(
      sharing: sharing, parameters: parameters, sampler: NegativeSampler(counts: vocabulary.counts), options: options)
    nonisolated(unsafe) let shared = batch
    let options = options
    let size = EpochTokens.batchSize(vocabulary, keep: keep, limit: options.batchSize)
    let batches = Pieces.count(tokens.words.count, length: size)
    let pieces = SkipGramBatch.pieces
    var losses = [Double](repeating: 0, count: batches * pieces)
    var pairs = [Double](repeating: 0, count: batches * pieces)
    let isCancelled = Atomic<Bool>(false)
    losses.withUnsafeMutableBufferPointer { losses in
      pairs.withUnsafeMutableBufferPointer { pairs in
        nonisolated(unsafe) let (losses, pairs) = (losses, pairs)
        PhasedPieces.run(phases: 2 * batches, pieces: pieces, threads: options.threads) { phase, piece in
          if isCancelled.load(ordering: .relaxed) { return }
          let number = phase / 2
          let range = Pieces.range(of: number, length: size, count: tokens.words.count)
          if phase % 2 == 1 {
            shared.apply(tokens, range, owner: piece)
            return
          }
          let done = Double(epoch - 1) + Double(range.lowerBound) / Double(tokens.words.count)
          if piece == 0, number % 64 == 0 {
            observer.onProgress(done)
            if observer.isCancelled() { isCancelled.store(true, ordering: .relaxed) }
          }
          let rate = options.learningRate * (1 - done / Double(options.epochs))
          let found = shared.compute(tokens, range, piece: piece, rate: Float(rate), random: random)
          losses[number * pieces + piece] = found.loss
          pairs[number * pieces + piece] = Double(found.pairs)
        }
      }
    }
    if isCancelled.load(ordering: .relaxed) { throw .cancelled }
    return BlockedSum.pairwise(losses) / max(1, BlockedSum.pairwise(pairs))
  }

  /// The model with each word's vector.
  func model(losses: [Double]) throws(LearningError) -> SkipGramModel {
    let vectors = EmbeddingRows(count: sharing.wordCount, dimensions: options.dimensions)
    nonisolated(unsafe) let (rows, shifts, start) = (vectors, parameters.shifts, parameters.start)
    let sharing = sharing
    Pieces.forEach(sharing.wordCount, length: 256, threads: options.threads) { words in
      sharing.links.withUnsafeBufferPointer { links in
        for word in words {
          let first = Int(sharing.starts[word * SubwordSharing.stride])
          let end = Int(sharing.starts[(word + 1) * SubwordSharing.stride])
          EmbeddingKernel.gather(
            UnsafeBufferPointer(rebasing: links[first..<end]), of: shifts, start: start[word],
            scale: sharing.scales[word], into: rows[word])
        }
      }
    }
    let elements = vectors.elements(dimensions: options.dimensions, rows: sharing.wordCount)
    guard elements.allSatisfy(\.isFinite) else { throw .diverged(epoch: options.epochs) }
    return SkipGramModel(
      vectors: try WordVectors(
        words: vocabulary.words,
        vectors: try Vectors(count: sharing.wordCount, dimensions: options.dimensions, elements: elements)),
      counts: vocabulary.counts, shifts: shifts.elements(dimensions: options.dimensions, rows: sharing.wordCount),
      subwords: options.subwordCutter, losses: losses)
  }
}
