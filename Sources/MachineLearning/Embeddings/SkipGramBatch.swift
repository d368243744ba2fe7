import ElementaryFunctions
import RandomStreams

/// A batch of places: their gradients at the parameters as they stand, and the step along all of them.
///
/// Skip-gram with negative sampling minimises, for each word w and each word c of its context,
///
///     −ln σ(⟨h, o_c⟩) − Σ ln σ(−⟨h, o_n⟩)   over random words n
///
/// (Mikolov et al. 2013). A place's vector h is summed up once for all words around it, and its gradient given back once: one
/// step for the place where fastText takes one for each word of its context. Work is cut into pieces that do not depend on the
/// threads: places in the first phase, owners of rows in the second, where each row takes its steps in the order of places.
final class SkipGramBatch {
  static let pieces = SubwordSharing.owners

  /// A step of a context vector: `slope` times the vector of the place in `slot`.
  private struct ContextStep {
    let word: Int32
    let slot: Int32
    let slope: Float
  }

  private let sharing: SubwordSharing
  private let parameters: SkipGramParameters
  private let sampler: NegativeSampler
  private let sigmoid = SigmoidTable()
  private let options: SkipGramOptions
  private let hidden: EmbeddingRows
  private let gradients: EmbeddingRows
  /// Steps by piece and owner, each with room for the most that a piece can have.
  private let steps: UnsafeMutablePointer<ContextStep>
  private let stepCounts: UnsafeMutablePointer<Int>
  private let room: Int

  init(sharing: SubwordSharing, parameters: SkipGramParameters, sampler: NegativeSampler, options: SkipGramOptions) {
    self.sharing = sharing
    self.parameters = parameters
    self.sampler = sampler
    self.options = options
    hidden = EmbeddingRows(count: options.batchSize, dimensions: options.dimensions)
    gradients = EmbeddingRows(count: options.batchSize, dimensions: options.dimensions)
    let slots = (options.batchSize + Self.pieces - 1) / Self.pieces
    room = slots * 2 * options.window * (1 + options.negatives)
    steps = .allocate(capacity: Self.pieces * Self.pieces * room)
    stepCounts = .allocate(capacity: Self.pieces * Self.pieces)
    stepCounts.initialize(repeating: 0, count: Self.pieces * Self.pieces)
  }

  deinit {
    steps.deallocate()
    stepCounts.deallocate()
  }

  /// The slots of a piece when the batch has `count` places.
  private func slots(_ piece: Int, of count: Int) -> Range<Int> {
    piece * count / Self.pieces..<(piece + 1) * count / Self.pieces
  }

  /// First phase: vectors and gradients of a piece of the places `batch`, and the steps of their contexts.
  ///
  /// Returns the loss of the piece's first place, for the learning curve, and its number of pairs.
  func compute(
    _ tokens: EpochTokens, _ batch: Range<Int>, piece: Int, rate: Float, random: RandomStream
  ) -> (loss: Double, pairs: Int) {
    for owner in 0..<Self.pieces { stepCounts[piece * Self.pieces + owner] = 0 }
    var measured = (loss: 0.0, pairs: 0)
    let slots = slots(piece, of: batch.count)
    for slot in slots {
      let found = compute(
        tokens, batch.lowerBound + slot, slot: slot, piece: piece, rate: rate, random: random,
        measures: slot == slots.lowerBound)
      if slot == slots.lowerBound { measured = found }
    }
    return measured
  }

  private func compute(
    _ tokens: EpochTokens, _ token: Int, slot: Int, piece: Int, rate: Float, random: RandomStream, measures: Bool
  ) -> (loss: Double, pairs: Int) {
    let width = hidden.width
    let h = hidden[slot]
    let gradient = gradients[slot]
    let word = Int(tokens.words[token])
    gradient.update(repeating: .zero, count: width)
    let draws = RandomStream(seed: random.word(at: UInt64(tokens.places[token])))
    let reach = 1 + draws.index(at: 0, below: options.window)
    let before = min(reach, Int(tokens.reach[token].before))
    let after = min(reach, Int(tokens.reach[token].after))
    if before + after == 0 { return (0, 0) }
    sharing.links.withUnsafeBufferPointer { links in
      let first = Int(sharing.starts[word * SubwordSharing.stride])
      let end = Int(sharing.starts[(word + 1) * SubwordSharing.stride])
      EmbeddingKernel.gather(
        UnsafeBufferPointer(rebasing: links[first..<end]), of: parameters.shifts, start: parameters.start[word],
        scale: sharing.scales[word], into: h)
    }
    var loss = 0.0
    var counter: UInt64 = 1
    for context in token - before...token + after where context != token {
      let positive = tokens.words[context]
      for draw in 0...options.negatives {
        var target = positive
        if draw > 0 {
          target = sampler.word(at: draws.word(at: counter))
          counter += 1
          if target == positive { continue }
        }
        let vector = parameters.contexts[Int(target)]
        let score = EmbeddingKernel.product(h, vector, width)
        let slope = rate * ((draw == 0 ? 1 : 0) - sigmoid[score])
        if measures { loss += Elementary.logLoss(score: Double(score), isPositive: draw == 0) }
        EmbeddingKernel.add(vector, slope, to: gradient, width)
        let list = piece * Self.pieces + Int(target) % Self.pieces
        steps[list * room + stepCounts[list]] = ContextStep(word: target, slot: Int32(slot), slope: slope)
        stepCounts[list] += 1
      }
    }
    return (loss, before + after)
  }

  /// Second phase: the steps of the rows that belong to `owner`.
  func apply(_ tokens: EpochTokens, _ batch: Range<Int>, owner: Int) {
    let width = hidden.width
    for piece in 0..<Self.pieces {
      let list = piece * Self.pieces + owner
      for index in 0..<stepCounts[list] {
        let step = steps[list * room + index]
        EmbeddingKernel.add(
          hidden[Int(step.slot)], step.slope, to: parameters.contexts[Int(step.word)], width)
      }
    }
    sharing.links.withUnsafeBufferPointer { links in
      for slot in 0..<batch.count {
        let word = Int(tokens.words[batch.lowerBound + slot])
        let gradient = gradients[slot]
        if word % Self.pieces == owner {
          EmbeddingKernel.add(gradient, 1, to: parameters.shifts[word], width)
        }
        let group = word * SubwordSharing.stride + 1 + owner
        EmbeddingKernel.scatter(
          gradient,
          to: UnsafeBufferPointer(rebasing: links[Int(sharing.starts[group])..<Int(sharing.starts[group + 1])]),
          of: parameters.shifts)
      }
    }
  }
}
