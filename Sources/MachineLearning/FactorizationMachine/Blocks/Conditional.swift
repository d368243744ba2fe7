import CKernels

/// Registers of this processor, for the kernels that have variants; every variant gives the same bits.
enum Registers {
  static let lanes = matinee_register_lanes()
}

/// Draws the parameters of one feature at a time from their conditional distribution, given those of all others.
///
/// Given the others, ŷ is linear in a feature's parameters (Rendle 2012): ŷ = rest + w x + ⟨v, h⟩ with h = x (s − x v), s = Σⱼ vⱼ xⱼ. With
/// normal noise of precision α and a normal prior, (v, w) is normal with precision P = α Σ h h′ + Λ and mean P⁻¹ (α Σ h t + Λ μ), where
/// t = y − rest. All k + 1 are drawn at once by P's Cholesky factor: libFM draws one after the other, which needs more sweeps
/// for the same accuracy (0.893 against 0.888 after 100 sweeps of MovieLens 100k at k = 64). O(n k²/2 + k³/6) for n rows; with few
/// rows, of which long-tailed data has most, one system of n equations gives such a draw in O(n² k/2).
final class Conditional {
  /// Rows whose moments are added up in single precision before they join the sum of all: bounds the error, and fits the cache.
  static let chunk = 64

  let factors: Int
  let stride: Int
  private let lanes: Int32
  private let momentsLength: Int
  private let moments: UnsafeMutablePointer<Float>
  private let scratch: UnsafeMutablePointer<Float>
  /// h of a chunk of rows, to be filled by the caller.
  let rows: UnsafeMutablePointer<Float>
  /// t of a chunk of rows.
  let targets: UnsafeMutablePointer<Float>
  /// x of a chunk of rows.
  let values: UnsafeMutablePointer<Float>
  private let noise: UnsafeMutablePointer<Float>
  private let noiseOfRows: UnsafeMutablePointer<Float>
  private let grown: UnsafeMutablePointer<Float>
  /// Zeros in the place of noise.
  private let still: UnsafeMutablePointer<Float>
  /// v, then w at `stride`, of the last draw.
  let drawn: UnsafeMutablePointer<Float>
  /// The mean of what they were drawn from.
  let mean: UnsafeMutablePointer<Float>
  /// Most rows that count as few.
  private let fewRows: Int
  /// Rows of the feature at hand.
  private var count = 0
  /// Whether they are few, and stay in the chunk.
  private var isFew = false
  private var residualsOfFew = (squares: 0.0, sum: 0.0)

  /// Up to `fewRows` rows, at most `chunk`, are drawn by n equations instead of k + 1; up to half of k, from where these take less time
  /// (empirical), unless told otherwise. `lanes` are those of the registers to use.
  init(factors: Int, stride: Int, fewRows: Int? = nil, lanes: Int32 = Registers.lanes) {
    self.lanes = lanes
    self.fewRows = min(Self.chunk, fewRows ?? factors / 2)
    self.factors = factors
    self.stride = stride
    momentsLength = (matinee_moment_height(factors) + 2) * stride + 16
    moments = SampledParameters.zeros(momentsLength)
    let few = (self.fewRows + 15) / 16 * 16
    scratch = SampledParameters.zeros(
      max((matinee_moment_height(factors) + 3) * stride, (2 * few + 3) * stride + few * (few + 5)))
    rows = SampledParameters.zeros(Self.chunk * stride)
    targets = SampledParameters.zeros(Self.chunk)
    values = SampledParameters.zeros(Self.chunk)
    noise = SampledParameters.zeros(stride + 64)
    noiseOfRows = SampledParameters.zeros(Self.chunk)
    grown = SampledParameters.zeros(2 * (stride + 16))
    still = SampledParameters.zeros(stride + 64)
    drawn = SampledParameters.zeros(stride + 16)
    mean = SampledParameters.zeros(stride + 16)
  }

  deinit {
    for memory in [moments, scratch, rows, targets, values, noise, noiseOfRows, grown, still, drawn, mean] {
      memory.deallocate()
    }
  }

  /// Forgets all rows, and prepares for those of a feature that has `count`.
  func begin(_ count: Int, prior: FieldPrior) {
    self.count = count
    isFew = count <= fewRows && prior.isProper
    if !isFew { moments.update(repeating: 0, count: momentsLength) }
  }

  /// Adds the first `count` rows of the chunk.
  func add(_ count: Int) {
    if isFew { return }
    matinee_add_moments(lanes, rows, targets, values, count, factors, stride, moments)
  }

  /// Draws into `drawn` under the prior of its field, with random numbers that depend on `key` alone; the mean itself without a key.
  /// `mean` gets the mean beside a draw.
  func draw(_ prior: FieldPrior, precision: Double, key: UInt64?) {
    var priors = UnsafePointer(prior.values)
    if prior.growth != 0 {
      grown.update(from: priors, count: 2 * (stride + 16))
      for factor in 0..<factors { grown[factor] += prior.growth * Float(count) }
      priors = UnsafePointer(grown)
    }
    if let key {
      matinee_fill_normals(lanes, key, factors + 1, noise)
      noise[stride] = noise[factors]
    }
    let noise = key == nil ? still : noise
    guard isFew else {
      matinee_draw_conditional(
        lanes, moments, Float(precision), priors, noise, factors, stride, scratch, drawn, mean)
      return
    }
    // Numbers of their own: those of a key stop at the feature's parameters.
    if let key { matinee_fill_normals(lanes, ~key, count, noiseOfRows) }
    withUnsafeMutableBytes(of: &residualsOfFew) { bytes in
      guard let residuals = bytes.baseAddress?.assumingMemoryBound(to: Double.self) else { return }
      matinee_draw_few_rows(
        lanes, rows, targets, values, count, Float(precision), priors, noise, key == nil ? still : noiseOfRows, factors,
        stride, scratch, drawn, mean, residuals)
    }
  }

  /// Σ e² and Σ e over the rows added, all with x = 1, at the parameters drawn.
  func residuals() -> (squares: Double, sum: Double) {
    if isFew { return residualsOfFew }
    var sums = (0.0, 0.0)
    withUnsafeMutableBytes(of: &sums) { bytes in
      guard let base = bytes.baseAddress else { return }
      matinee_residual_sums(lanes, moments, drawn, factors, stride, base.assumingMemoryBound(to: Double.self))
    }
    return (max(0, sums.0), sums.1)
  }
}
