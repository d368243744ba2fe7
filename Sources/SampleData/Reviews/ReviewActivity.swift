/// How many reviews a customer writes: half of them one, a few of them hundreds.
///
/// P(n ≥ 2) = 1/2 and P(n ≥ k + 1) = P(n ≥ k) · (k − c) / (k − c + a) for k ≥ 2, the tail of Yule and Simon (Simon, "On a class
/// of skew distribution functions", 1955), which falls like k^−a and needs no power function. A slight extra loss at every step
/// ends the tail.
struct ReviewActivity: Sendable {
  /// Exponent of the tail. Empirical: leaves about one customer in six with five or more reviews.
  private static let exponent = 1.15
  /// Loss at every step, so that about one customer in e^(1) who would reach 260 does. Empirical.
  private static let fatigue = 1.0 / 260
  static let most = 900

  /// survival[k] = P(n > k).
  private let survival: [Double]
  /// For each 4096th of the unit interval a count not above the answer.
  private let guide: [UInt16]

  init() {
    var survival = [1.0, 0.5]
    for k in 2..<Self.most {
      let rest = Double(k) - 0.6
      survival.append(survival[k - 1] * (rest / (rest + Self.exponent)) * (1 - Self.fatigue))
    }
    survival.append(0)
    self.survival = survival
    var guide: [UInt16] = []
    var k = 1
    for cell in (0..<4096).reversed() {
      // The greatest value of the cell gives its least count.
      while survival[k] > Double(cell + 1) / 4096 { k += 1 }
      guide.append(UInt16(k))
    }
    self.guide = guide.reversed()
  }

  /// The count whose share of the distribution holds `unit` (0..<1); low values give high counts.
  func count(at unit: Double) -> Int {
    var k = Int(guide[Int(unit * 4096)])
    while survival[k] > unit { k += 1 }
    return k
  }
}
