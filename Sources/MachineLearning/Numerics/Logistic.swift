import ElementaryFunctions

extension Elementary {
  /// The logistic function σ(x) = 1 / (1 + e⁻ˣ), without overflow for any x.
  public static func sigmoid(_ x: Double) -> Double {
    if x >= 0 { return 1 / (1 + exp(-x)) }
    let e = exp(x)
    return e / (1 + e)
  }

  /// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), without overflow for any x.
  public static func softplus(_ x: Double) -> Double {
    max(x, 0) + log1p(exp(-abs(x)))
  }

  /// The log loss −ln P(y | score) of a label against a score on the log-odds scale: softplus(−score) if true, else softplus(score).
  public static func logLoss(score: Double, isPositive: Bool) -> Double {
    softplus(isPositive ? -score : score)
  }

  /// The log-odds ln(p / (1 − p)) of a probability.
  public static func logit(_ p: Double) -> Double {
    log(p) - log1p(-p)
  }
}
