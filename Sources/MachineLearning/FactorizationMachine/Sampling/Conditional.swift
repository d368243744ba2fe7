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
/// for the same accuracy (0.893 against 0.888 after 100 sweeps of MovieLens 100k at k = 64). O(n k²/2 + k³/6) for n rows.
struct Conditional: ~Copyable {
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
  private let grown: UnsafeMutablePointer<Float>
  /// v, then w at `stride`, of the last draw.
  let drawn: UnsafeMutablePointer<Float>

  init(factors: Int, stride: Int) {
    self.factors = factors
    self.stride = stride
    moments = SampledParameters.zeros((factors + 2) * stride + 16)
    scratch = SampledParameters.zeros((factors + 3) * stride)
    rows = SampledParameters.zeros(Self.chunk * stride)
    targets = SampledParameters.zeros(Self.chunk)
    values = SampledParameters.zeros(Self.chunk)
    noise = SampledParameters.zeros(stride + 64)
    grown = SampledParameters.zeros(2 * (stride + 16))
    drawn = SampledParameters.zeros(stride + 16)
  }

  deinit {
    for memory in [moments, scratch, rows, targets, values, noise, grown, drawn] { memory.deallocate() }
  }

  /// Forgets all rows.
  func reset() {
    moments.update(repeating: 0, count: (factors + 2) * stride + 16)
  }

  /// Adds the first `count` rows of the chunk.
  func add(_ count: Int) {
    matinee_add_moments(Registers.lanes, rows, targets, values, count, factors, stride, moments)
  }

  /// Draws into `drawn` under the `priors` of its field, with random numbers that depend on `key` alone; the mean itself without a key.
  ///
  /// `growth`, times its number of `rows`, comes to the precision of each factor.
  func draw(_ priors: UnsafePointer<Float>, growth: Float = 0, rows: Int = 0, precision: Double, key: UInt64?) {
    var priors = priors
    if growth != 0 {
      grown.update(from: priors, count: 2 * (stride + 16))
      for factor in 0..<factors { grown[factor] += growth * Float(rows) }
      priors = UnsafePointer(grown)
    }
    if let key {
      matinee_fill_normals(Registers.lanes, key, factors + 1, noise)
      noise[stride] = noise[factors]
    }
    matinee_draw_conditional(
      Registers.lanes, moments, Float(precision), priors, noise, factors, stride, scratch, drawn)
  }

  /// Σ e² and Σ e over the rows added, all with x = 1, at the parameters drawn.
  func residuals() -> (squares: Double, sum: Double) {
    var sums = (0.0, 0.0)
    withUnsafeMutableBytes(of: &sums) { bytes in
      guard let base = bytes.baseAddress else { return }
      matinee_residual_sums(Registers.lanes, moments, drawn, factors, stride, base.assumingMemoryBound(to: Double.self))
    }
    return (max(0, sums.0), sums.1)
  }
}
