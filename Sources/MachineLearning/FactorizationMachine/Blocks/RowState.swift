import CKernels
import ParallelPieces
import RandomStreams

/// Rows of any features: s = Σⱼ vⱼ xⱼ and the residual e = y − ŷ of every row are kept, and follow each draw.
///
/// The features of a one-hot field share no row and are drawn in parallel; those of a bag are drawn one after the other, each
/// given the others. s and e are computed afresh for each sweep, so that rounding errors do not add up.
final class RowState {
  let parameters: SampledParameters
  private let layout: FeatureLayout
  private let entries: RowEntries
  private var targets: [Float]
  private let sums: UnsafeMutablePointer<Float>
  private let residuals: UnsafeMutablePointer<Float>
  private let threads: Int
  /// Rows, or features, in a piece of parallel work (empirical).
  private static let (rowPiece, featurePiece) = (1024, 16)

  init(layout: FeatureLayout, targets: [Float], parameters: SampledParameters, threads: Int) {
    self.layout = layout
    self.targets = targets
    self.parameters = parameters
    self.threads = threads
    entries = RowEntries(layout)
    sums = SampledParameters.zeros(layout.rows.count * parameters.stride)
    residuals = SampledParameters.zeros(layout.rows.count)
  }

  deinit {
    sums.deallocate()
    residuals.deallocate()
  }

  func setTargets(_ targets: [Float]) {
    self.targets = targets
  }

  /// Computes s and e of all rows.
  func refresh(bias: Double) {
    let count = layout.rows.count
    let (parameters, entries, targets) = (parameters, entries, targets)
    nonisolated(unsafe) let memory = (
      latent: parameters.latent, linear: parameters.linear, sums: sums, residuals: residuals
    )
    let stride = parameters.stride
    Pieces.forEach(count, length: Self.rowPiece, threads: threads) { rows in
      for row in rows {
        let sum = memory.sums + row * stride
        sum.update(repeating: 0, count: stride)
        var score = Float(bias)
        var squares = SIMD16<Float>.zero
        for entry in entries.rowStarts[row]..<entries.rowStarts[row + 1] {
          let feature = Int(entries.features[entry])
          let x = entries.values[entry]
          score += x * memory.linear[feature]
          let vector = memory.latent + feature * stride
          for part in 0..<stride / 16 {
            let term = Self.load(vector, part) * x
            Self.store(Self.load(sum, part) + term, sum, part)
            squares += term * term
          }
        }
        var products = SIMD16<Float>.zero
        for part in 0..<stride / 16 { products += Self.load(sum, part) * Self.load(sum, part) }
        memory.residuals[row] = targets[row] - score - 0.5 * (products - squares).sum()
      }
    }
  }

  /// Draws all features of a field that have rows, and returns Σ e² and Σ e over all rows; `means` gets the means of the
  /// distributions that they are drawn from.
  func draw(
    field: Int, prior: FieldPrior, precision: Double, keys: RandomStream?, means: SampledParameters?
  ) -> (squares: Double, sum: Double) {
    let first = layout.offsets[field]
    let count = layout.fields[field].width
    let isOneHot = layout.fields[field].isExclusive
    let (factors, stride) = (parameters.factors, parameters.stride)
    nonisolated(unsafe) let (state, prior, means) = (self, prior, means)
    Pieces.forEach(count, length: Self.featurePiece, threads: isOneHot ? threads : 1) { codes in
      let conditional = Conditional(factors: factors, stride: stride)
      for code in codes {
        let feature = first + code
        let range = state.entries.featureStarts[feature]..<state.entries.featureStarts[feature + 1]
        if range.isEmpty { continue }
        conditional.begin(range.count, prior: prior)
        state.collect(range, feature, into: conditional)
        conditional.draw(
          prior, precision: precision, key: keys?.word(at: UInt64(feature)))
        state.move(range, feature, to: conditional.drawn)
        means?.set(feature, to: conditional.mean)
      }
    }
    nonisolated(unsafe) let residuals = residuals
    let rows = layout.rows.count
    return (
      BlockedSum.of(count: rows, threads: threads) { Double(residuals[$0]) * Double(residuals[$0]) },
      BlockedSum.of(count: rows, threads: threads) { Double(residuals[$0]) }
    )
  }

  /// Adds the moments of a feature's rows.
  private func collect(_ range: Range<Int>, _ feature: Int, into conditional: Conditional) {
    let stride = parameters.stride
    let vector = parameters.latent + feature * stride
    let weight = parameters.linear[feature]
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(Conditional.chunk, range.upperBound - first)
      for place in 0..<count {
        let row = Int(entries.rows[first + place])
        let x = entries.rowValues[first + place]
        let h = conditional.rows + place * stride
        var own = SIMD16<Float>.zero
        for part in 0..<stride / 16 {
          let v = Self.load(vector, part)
          let slope = (Self.load(sums + row * stride, part) - v * x) * x
          Self.store(slope, h, part)
          own += v * slope
        }
        conditional.targets[place] = residuals[row] + x * weight + own.sum()
        conditional.values[place] = x
      }
      conditional.add(count)
      first += count
    }
  }

  /// Gives a feature its new parameters, and its rows the s and e that follow.
  private func move(_ range: Range<Int>, _ feature: Int, to drawn: UnsafeMutablePointer<Float>) {
    let stride = parameters.stride
    let vector = parameters.latent + feature * stride
    let change = drawn[stride] - parameters.linear[feature]
    for entry in range {
      let row = Int(entries.rows[entry])
      let x = entries.rowValues[entry]
      let sum = sums + row * stride
      var moved = SIMD16<Float>.zero
      for part in 0..<stride / 16 {
        let old = Self.load(vector, part)
        let step = (Self.load(drawn, part) - old) * x
        moved += step * (Self.load(sum, part) - old * x)
        Self.store(Self.load(sum, part) + step, sum, part)
      }
      residuals[row] -= x * change + moved.sum()
    }
    vector.update(from: drawn, count: stride)
    parameters.linear[feature] = drawn[stride]
  }

  @inline(__always)
  private static func load(_ base: UnsafeMutablePointer<Float>, _ part: Int) -> SIMD16<Float> {
    UnsafeRawPointer(base).loadUnaligned(fromByteOffset: part * 64, as: SIMD16<Float>.self)
  }

  @inline(__always)
  private static func store(_ value: SIMD16<Float>, _ base: UnsafeMutablePointer<Float>, _ part: Int) {
    UnsafeMutableRawPointer(base).storeBytes(of: value, toByteOffset: part * 64, as: SIMD16<Float>.self)
  }
}
