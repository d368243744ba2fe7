/// Settings of `SkipGramModel.train`.
public struct SkipGramOptions: Sendable, Equatable {
  /// Length of the vectors.
  public var dimensions = 100
  /// Words to each side of a word that count as its context, at most; each place draws its own width from 1 to this.
  public var window = 5
  /// Passes over the sequences.
  public var epochs = 10
  /// Words that occur less often are left out.
  public var minimumCount = 5
  /// Random words that each true context word is told apart from.
  public var negatives = 5
  /// t: a word of frequency f is kept with probability √(t/f) + t/f at each place. 1 keeps all.
  public var subsampling = 1e-4
  /// The first steps' length; it falls linearly to 0 at the end.
  public var learningRate = 0.05
  /// Characters of the shortest and the longest subword; `nil` for plain skip-gram without subwords.
  public var subwords: ClosedRange<Int>? = 5...10
  /// Number of vectors that all subwords share by their hash; `nil` gives each subword its own.
  public var buckets: Int?
  /// Places whose gradients are added up before a step, at most; fewer when there are few words, whose steps would add up.
  public var batchSize = 64
  /// Where every random choice comes from.
  public var seed: UInt64 = 42
  /// Threads to use; the result does not depend on it.
  public var threads = 1

  /// Default settings.
  public init() {}

  /// Checks every setting.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` with the first that makes no sense.
  public func check() throws(LearningError) {
    func require(_ name: String, _ value: Double, _ allowed: String, _ holds: Bool) throws(LearningError) {
      if !holds { throw .invalidHyperparameter(name: name, value: value, allowed: allowed) }
    }
    func require(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(LearningError) {
      try require(
        name, Double(value), "\(range.lowerBound) to \(range.upperBound)", range.contains(value))
    }
    try require("dimensions", dimensions, 1...4096)
    try require("window", window, 1...100)
    try require("epochs", epochs, 1...100_000)
    try require("min-count", minimumCount, 1...1_000_000_000)
    try require("negatives", negatives, 1...100)
    try require("subsampling", subsampling, "above 0, at most 1", subsampling > 0 && subsampling <= 1)
    try require("learning-rate", learningRate, "above 0, at most 1", learningRate > 0 && learningRate <= 1)
    if let subwords {
      try require("subwords", subwords.lowerBound, 1...100)
      try require("subwords", subwords.upperBound, 1...100)
    }
    if let buckets { try require("buckets", buckets, 1...1_000_000_000) }
    try require("batch-size", batchSize, 1...4096)
    try require("threads", threads, 1...4096)
  }

  var subwordCutter: Subwords {
    Subwords(minimum: subwords?.lowerBound ?? 0, maximum: subwords?.upperBound ?? 0, buckets: buckets)
  }
}
