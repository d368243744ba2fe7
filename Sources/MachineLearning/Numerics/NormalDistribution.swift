import ElementaryFunctions
import RandomStreams

extension Elementary {
  /// Φ(x), the probability that a standard normal number is below x.
  ///
  /// Below |x| = 3 by the series Σ x²ⁿ⁺¹ / (1·3·5 … (2n+1)) times the density, beyond by Lentz' continued fraction of the tail
  /// (Abramowitz & Stegun 26.2.11, 26.2.14). Error below 10⁻¹³ of the value for x > −30; NaN gives NaN.
  public static func normalCDF(_ x: Double) -> Double {
    if x.isNaN { return x }
    let size = abs(x)
    if size > 38.5 { return x > 0 ? 1 : 0 }
    let density = exp(-0.5 * x * x) * 0.3989422804014327
    if size < 3 {
      var term = x
      var sum = x
      var odd = 3.0
      while abs(term) > 1e-17 * abs(sum) {
        term *= x * x / odd
        sum += term
        odd += 2
      }
      return 0.5 + density * sum
    }
    var fraction = size
    for step in stride(from: 60.0, through: 1, by: -1) { fraction = size + step / fraction }
    let tail = density / fraction
    return x > 0 ? 1 - tail : tail
  }
}

extension RandomStream {
  /// A number of the standard normal distribution, by the polar method (Marsaglia & Bray 1964).
  ///
  /// Each counter owns a sequence of attempts, so that a rejected pair does not shift the numbers of other counters.
  public func normal(at counter: UInt64) -> Double {
    let attempts = RandomStream(state: word(at: counter))
    var attempt: UInt64 = 0
    while true {
      let u = 2 * attempts.uniform(at: attempt) - 1
      let v = 2 * attempts.uniform(at: attempt &+ 1) - 1
      let square = u * u + v * v
      if square > 0, square < 1 {
        return u * (-2 * Elementary.log(square) / square).squareRoot()
      }
      attempt &+= 2
    }
  }

  /// A standard normal number given that it exceeds `bound`: by plain rejection where that takes few attempts, else by rejection
  /// from a shifted exponential (Robert 1995).
  ///
  /// Each counter owns a sequence of attempts, as in `normal(at:)`.
  public func normal(above bound: Double, at counter: UInt64) -> Double {
    let attempts = RandomStream(seed: word(at: counter), stream: 11)
    var attempt: UInt64 = 0
    if bound < 0.45 {
      while true {
        let x = attempts.normal(at: attempt)
        if x > bound { return x }
        attempt &+= 1
      }
    }
    let rate = 0.5 * (bound + (bound * bound + 4).squareRoot())
    while true {
      let u = attempts.uniform(at: attempt)
      let x = bound - Elementary.log(1 - u) / rate
      let gap = x - rate
      if Elementary.log(1 - attempts.uniform(at: attempt &+ 1)) <= -0.5 * gap * gap { return x }
      attempt &+= 2
    }
  }
}
