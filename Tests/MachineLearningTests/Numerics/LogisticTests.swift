import ElementaryFunctions
import Foundation
import MachineLearning
import RandomStreams
import Testing

/// Distance in units in the last place.
private func distance(_ a: Double, _ b: Double) -> Double {
  if a == b || (a.isNaN && b.isNaN) { return 0 }
  return abs(a - b) / b.ulp
}

@Suite("The logistic function and its relatives")
struct LogisticTests {
  @Test("sigmoid and softplus neither overflow nor lose small results")
  func logistic() {
    let random = RandomStream(seed: 5)
    for counter in 0..<20_000 {
      let x = 1400 * random.uniform(at: UInt64(counter)) - 700
      #expect(distance(Elementary.sigmoid(x), 1 / (1 + Foundation.exp(-x))) <= 8)
      let softplus = x > 0 ? x + Foundation.log1p(Foundation.exp(-x)) : Foundation.log1p(Foundation.exp(x))
      #expect(distance(Elementary.softplus(x), softplus) <= 4)
    }
    #expect(Elementary.sigmoid(1000) == 1)
    #expect(Elementary.sigmoid(-1000) == 0)
    #expect(Elementary.softplus(1000) == 1000)
    #expect(Elementary.softplus(-1000) == 0)
    #expect(Elementary.logLoss(score: 3, isPositive: true) == Elementary.softplus(-3))
    #expect(Elementary.logit(0.5) == 0)
  }
}
