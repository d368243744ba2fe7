import CKernels

/// A training row with two one-hot features.
struct PairRow {
  var first: UInt32
  var second: UInt32
  var target: Float
}

/// Stochastic gradient descent over rows of two one-hot features, a step after each row.
///
///     e = ∂loss/∂ŷ,   w ← w − step(e + λ w),   p ← p − step(e q + λ p),   q ← q − step(e p + λ q)
///
/// It is memory that this waits for: the parameters of the eighth row ahead are asked for while a row is computed.
enum PairKernel {
  /// Rows between asking for parameters and using them (DESIGN: measured best).
  private static let distance = 8

  /// Steps over `rows` in their order and returns the sum of their losses, each before its own step.
  static func run<Loss: PointwiseLoss>(
    _ rows: UnsafeBufferPointer<PairRow>, parameters: TrainingParameters, bias: inout BiasState,
    step: AdaptiveStep, loss: Loss.Type
  ) -> Double {
    let base = parameters.base
    let stride = parameters.stride
    let width = parameters.width
    let lanes = Registers.lanes
    var sum = 0.0
    var local = bias
    for index in 0..<rows.count {
      let ahead = index + distance
      if ahead < rows.count {
        // A run's first feature is near already.
        if rows[ahead].first != rows[ahead - 1].first { prefetch(base + Int(rows[ahead].first) * stride, width) }
        prefetch(base + Int(rows[ahead].second) * stride, width)
      }
      let row = rows[index]
      let p = base + Int(row.first) * stride
      let q = base + Int(row.second) * stride
      let products = matinee_products_of_pair(lanes, p, q, width)
      let score = local.value + p[width] + q[width] + products.pq
      let slope = step.lossScale * Loss.slope(score: score, target: row.target)
      sum += Loss.loss(score: score, target: row.target)
      step.apply(slope + step.biasPenalty * local.value, to: &local.value, gradients: &local.gradients)
      step.apply(slope + p[width + 4] * p[width], to: &p[width], gradients: &p[width + 1])
      step.apply(slope + q[width + 4] * q[width], to: &q[width], gradients: &q[width + 1])
      if width == 0 { continue }
      // |e q + λ p|² from the three products, so that the step's length is known before the vectors are read again.
      let penaltyP = p[width + 5]
      let penaltyQ = q[width + 5]
      let mean = 1 / Float(parameters.factors)
      let cross = 2 * slope * products.pq
      let squareP = slope * slope * products.qq + penaltyP * (cross + penaltyP * products.pp)
      let squareQ = slope * slope * products.pp + penaltyQ * (cross + penaltyQ * products.qq)
      p[width + 2] += max(0, squareP) * mean
      q[width + 2] += max(0, squareQ) * mean
      let stepP = step.learningRate / (1 + p[width + 2]).squareRoot()
      let stepQ = step.learningRate / (1 + q[width + 2]).squareRoot()
      matinee_step_of_pair(
        lanes, p, q, width, 1 - stepP * penaltyP, stepP * slope, 1 - stepQ * penaltyQ, stepQ * slope)
    }
    bias = local
    return sum
  }

  @inline(__always)
  private static func prefetch(_ row: UnsafeMutablePointer<Float>, _ width: Int) {
    var offset = 0
    while offset < width + 6 {
      matinee_prefetch_for_writing(row + offset)
      offset += 16
    }
  }
}
