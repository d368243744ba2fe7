/// AdaGrad (Duchi, Hazan & Singer 2011): a step is η g / √(1 + Σ g²), over all gradients that the parameter has seen.
///
/// The 1 under the root keeps first steps of fresh parameters short, as in LIBMF (Chin et al. 2015).
struct AdaptiveStep: Sendable {
  let learningRate: Float
  let biasPenalty: Float
  /// Factor of the loss: the inverse of the curvature that it has at a typical row, so that steps and penalties mean the same for
  /// every loss. 1 for the squared loss on targets of unit variance.
  let lossScale: Float

  /// Changes `parameter` by one step against `gradient`.
  @inline(__always)
  func apply(_ gradient: Float, to parameter: inout Float, gradients: inout Float) {
    gradients += gradient * gradient
    parameter -= learningRate * gradient / (1 + gradients).squareRoot()
  }
}

/// w0 with its AdaGrad memory, as one tile of the grid sees it.
struct BiasState: Sendable {
  var value: Float = 0
  var gradients: Float = 0
}
