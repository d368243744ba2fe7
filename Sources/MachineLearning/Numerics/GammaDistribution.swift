import ElementaryFunctions
import RandomStreams

extension RandomStream {
  /// A number of the gamma distribution with this shape, at least 1/2, and scale 1, by squeezed rejection (Marsaglia & Tsang 2000).
  ///
  /// Each counter owns a sequence of attempts, as in `normal(at:)`.
  public func gamma(shape: Double, at counter: UInt64) -> Double {
    let attempts = RandomStream(seed: word(at: counter), stream: 7)
    // A shape below 1 is drawn one higher and brought back by U^(1 / shape).
    let raised = shape < 1 ? shape + 1 : shape
    let d = raised - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    var attempt: UInt64 = 0
    while true {
      let x = attempts.normal(at: attempt)
      let u = attempts.uniform(at: attempt &+ 1)
      attempt &+= 2
      let root = 1 + c * x
      if root <= 0 { continue }
      let cube = root * root * root
      if Elementary.log(u) < 0.5 * x * x + d - d * cube + d * Elementary.log(cube) {
        if shape >= 1 { return d * cube }
        return d * cube * Elementary.exp(Elementary.log(attempts.uniform(at: attempt)) / shape)
      }
    }
  }
}
