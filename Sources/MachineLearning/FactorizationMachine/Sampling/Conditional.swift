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
  /// The mean of what they were drawn from, if it was asked for.
  let mean: UnsafeMutablePointer<Float>
  /// Most rows that count as few.
  private let fewRows: Int
  /// Rows of the feature at hand.
  private var count = 0
  /// Whether they are few, and stay in the chunk.
  private var isFew = false
  private var residualsOfFew = (squares: 0.0, sum: 0.0)

  /// Up to `fewRows` rows, at most `chunk`, are drawn by n equations instead of k + 1; up to half of k, from where these take less time
  /// (empirical), unless told otherwise.
  init(factors: Int, stride: Int, fewRows: Int? = nil) {
    self.fewRows = min(Self.chunk, fewRows ?? factors / 2)
    self.factors = factors
    self.stride = stride
    moments = SampledParameters.zeros((factors + 2) * stride + 16)
    scratch = SampledParameters.zeros(max((factors + 3) * stride, 2 * stride + self.fewRows * (self.fewRows + 1)))
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
    if !isFew { moments.update(repeating: 0, count: (factors + 2) * stride + 16) }
  }

  /// Adds the first `count` rows of the chunk.
  func add(_ count: Int) {
    if isFew { return }
    matinee_add_moments(Registers.lanes, rows, targets, values, count, factors, stride, moments)
  }

  /// Draws into `drawn` under the prior of its field, with random numbers that depend on `key` alone; the mean itself without a key.
  /// With `findsMean`, `mean` gets the mean beside a draw.
  func draw(_ prior: FieldPrior, precision: Double, key: UInt64?, findsMean: Bool = false) {
    var priors = UnsafePointer(prior.values)
    if prior.growth != 0 {
      grown.update(from: priors, count: 2 * (stride + 16))
      for factor in 0..<factors { grown[factor] += prior.growth * Float(count) }
      priors = UnsafePointer(grown)
    }
    if let key {
      matinee_fill_normals(Registers.lanes, key, factors + 1, noise)
      noise[stride] = noise[factors]
    }
    guard isFew else {
      matinee_draw_conditional(
        Registers.lanes, moments, Float(precision), priors, key == nil ? still : noise, factors, stride, scratch, drawn,
        findsMean ? mean : nil)
      return
    }
    // Few equations are soon solved again; the residuals are those of the last solution, the draw's.
    if findsMean || key == nil { solveFew(priors, precision, still, still, findsMean ? mean : drawn) }
    guard let key else { return }
    // Numbers of their own: those of a key stop at the feature's parameters.
    matinee_fill_normals(Registers.lanes, ~key, count, noiseOfRows)
    solveFew(priors, precision, noise, noiseOfRows, drawn)
  }

  private func solveFew(
    _ priors: UnsafePointer<Float>, _ precision: Double, _ noise: UnsafePointer<Float>,
    _ noiseOfRows: UnsafePointer<Float>, _ found: UnsafeMutablePointer<Float>
  ) {
    withUnsafeMutableBytes(of: &residualsOfFew) { bytes in
      guard let residuals = bytes.baseAddress?.assumingMemoryBound(to: Double.self) else { return }
      matinee_draw_few_rows(
        Registers.lanes, rows, targets, values, count, Float(precision), priors, noise, noiseOfRows, factors, stride,
        scratch, found, residuals)
    }
  }

  /// Σ e² and Σ e over the rows added, all with x = 1, at the parameters drawn.
  func residuals() -> (squares: Double, sum: Double) {
    if isFew { return residualsOfFew }
    var sums = (0.0, 0.0)
    withUnsafeMutableBytes(of: &sums) { bytes in
      guard let base = bytes.baseAddress else { return }
      matinee_residual_sums(Registers.lanes, moments, drawn, factors, stride, base.assumingMemoryBound(to: Double.self))
    }
    return (max(0, sums.0), sums.1)
  }
}
