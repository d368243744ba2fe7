import CKernels
import ParallelPieces
import RandomStreams

/// Rows of two one-hot fields, sorted by either field: a feature's rows need only the other field's vectors.
///
/// The conditionals of a field's features given the other field are independent of each other: they are drawn in parallel, in
/// pieces that do not depend on the number of threads, with h = v and t = y − w0 − w of the other feature. Nothing is kept for a
/// row but its target.
final class PairState {
  /// The rows of one field's features, one feature after the other.
  private struct Side {
    /// First feature.
    let offset: Int
    /// Where each feature's rows begin; one more for the end.
    let starts: [Int]
    /// The other feature of each row.
    let partners: [UInt32]
    /// Row numbers.
    let rows: [UInt32]
    var targets: [Float]
  }

  let parameters: SampledParameters
  private var sides: [Side]
  private let threads: Int
  /// Features in a piece of parallel work (empirical).
  private static let pieceLength = 16

  init(
    _ pair: (first: [Int32], second: [Int32]), layout: FeatureLayout, targets: [Float],
    parameters: SampledParameters, threads: Int
  ) {
    self.parameters = parameters
    self.threads = threads
    let codes = [pair.first, pair.second]
    sides = [0, 1].map { side in
      let (own, other) = (codes[side], codes[1 - side])
      var starts = [Int](repeating: 0, count: layout.fields[side].width + 1)
      for code in own { starts[Int(code) + 1] += 1 }
      for code in 1..<max(1, starts.count) { starts[code] += starts[code - 1] }
      var next = starts
      var rows = [UInt32](repeating: 0, count: own.count)
      for (row, code) in own.enumerated() {
        rows[next[Int(code)]] = UInt32(row)
        next[Int(code)] += 1
      }
      let offset = layout.offsets[1 - side]
      return Side(
        offset: layout.offsets[side], starts: starts, partners: rows.map { UInt32(offset + Int(other[Int($0)])) },
        rows: rows, targets: rows.map { targets[Int($0)] })
    }
  }

  /// Replaces the targets.
  func setTargets(_ targets: [Float]) {
    for side in sides.indices { sides[side].targets = sides[side].rows.map { targets[Int($0)] } }
  }

  /// Draws all features of a field that have rows, and returns Σ e² and Σ e over all rows; `means` gets the means of the
  /// distributions that they are drawn from.
  func draw(
    field: Int, prior: FieldPrior, precision: Double, bias: Double, keys: RandomStream?, means: SampledParameters?
  ) -> (squares: Double, sum: Double) {
    let side = sides[field]
    let count = side.starts.count - 1
    let parameters = parameters
    let (latent, linear, stride) = (parameters.latent, parameters.linear, parameters.stride)
    nonisolated(unsafe) let memory = (latent: latent, linear: linear)
    nonisolated(unsafe) let means = means
    nonisolated(unsafe) let prior = prior
    let factors = parameters.factors
    let found = Pieces.map(count, length: Self.pieceLength, threads: threads) { codes in
      var found = (squares: 0.0, sum: 0.0)
      let conditional = Conditional(factors: factors, stride: stride)
      for code in codes {
        let range = side.starts[code]..<side.starts[code + 1]
        if range.isEmpty { continue }
        conditional.begin(range.count, prior: prior)
        side.partners.withUnsafeBufferPointer { partners in
          side.targets.withUnsafeBufferPointer { targets in
            Self.add(range, partners, targets, memory.latent, memory.linear, Float(bias), to: conditional)
          }
        }
        let feature = side.offset + code
        conditional.draw(
          prior, precision: precision, key: keys?.word(at: UInt64(feature)))
        (memory.latent + feature * stride).update(from: conditional.drawn, count: stride)
        memory.linear[feature] = conditional.drawn[stride]
        let residuals = conditional.residuals()
        found.squares += residuals.squares
        found.sum += residuals.sum
        means?.set(feature, to: conditional.mean)
      }
      return found
    }
    return (BlockedSum.pairwise(found.map(\.squares)), BlockedSum.pairwise(found.map(\.sum)))
  }

  /// Adds the rows in `range` to a conditional, a chunk at a time.
  @inline(__always)
  private static func add(
    _ range: Range<Int>, _ partners: UnsafeBufferPointer<UInt32>, _ targets: UnsafeBufferPointer<Float>,
    _ latent: UnsafeMutablePointer<Float>, _ linear: UnsafeMutablePointer<Float>, _ bias: Float,
    to conditional: Conditional
  ) {
    guard let partners = partners.baseAddress, let targets = targets.baseAddress else { return }
    var first = range.lowerBound
    while first < range.upperBound {
      let count = min(Conditional.chunk, range.upperBound - first)
      matinee_gather_rows(
        Registers.lanes, latent, linear, partners + first, targets + first, bias, count, conditional.stride,
        conditional.rows, conditional.targets, conditional.values)
      conditional.add(count)
      first += count
    }
  }
}
