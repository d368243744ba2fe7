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
  static func run(
    _ rows: UnsafeBufferPointer<PairRow>, parameters: TrainingParameters, bias: inout BiasState,
    step: AdaptiveStep, loss: PointwiseLoss
  ) -> Double {
    let (base, stride, width) = (parameters.base, parameters.stride, parameters.width)
    let lanes = Registers.lanes
    let share = 1 / Float(max(1, parameters.factors))
    var sum = 0.0
    var products = matinee_pair_products()
    var local = matinee_pair_bias(value: bias.value, gradients: bias.gradients)
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
      matinee_products_of_pair(lanes, p, q, width, local.value, &products)
      let slope = step.lossScale * loss.slope(score: products.score, target: row.target)
      sum += loss.loss(score: products.score, target: row.target)
      matinee_step_of_pair(
        lanes, p, q, width, &products, slope, step.learningRate, step.biasPenalty, share, &local)
    }
    bias = BiasState(value: local.value, gradients: local.gradients)
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
