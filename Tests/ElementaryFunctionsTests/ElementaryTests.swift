import ElementaryFunctions
import Foundation
import RandomStreams
import Testing

/// Distance in units in the last place.
private func distance(_ a: Double, _ b: Double) -> Double {
  if a == b || (a.isNaN && b.isNaN) { return 0 }
  return abs(a - b) / b.ulp
}

@Suite("Elementary functions")
struct ElementaryTests {
  private let random = RandomStream(seed: 5)

  private func samples(_ range: ClosedRange<Double>) -> [Double] {
    (0..<20_000).map { range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform(at: UInt64($0)) }
  }

  @Test("exp is within 2 ulp of the C library's", arguments: [-745.0...709.7, -1...1, -1e-8...1e-8, -0.35...0.35])
  func exponential(range: ClosedRange<Double>) {
    let worst = samples(range).map { distance(Elementary.exp($0), Foundation.exp($0)) }.max() ?? .infinity
    #expect(worst <= 2)
  }

  @Test(
    "log is within 2 ulp of the C library's",
    arguments: [Double.leastNonzeroMagnitude...1e-300, 0...1, 0.9...1.1, 1...1e10, 1...1e308])
  func logarithm(range: ClosedRange<Double>) {
    let worst = samples(range).map { distance(Elementary.log($0), Foundation.log($0)) }.max() ?? .infinity
    #expect(worst <= 2)
  }

  @Test("log1p is within 2 ulp of the C library's", arguments: [-0.999...1, -1e-9...1e-9, -1e-300...1e-300, 0...1e18])
  func logarithmOfOnePlus(range: ClosedRange<Double>) {
    let worst = samples(range).map { distance(Elementary.log1p($0), Foundation.log1p($0)) }.max() ?? .infinity
    #expect(worst <= 2)
  }

  @Test("edges give what the C library gives")
  func edges() {
    for x in [0, -0.0, 1, -1, .infinity, -.infinity, .nan, 709.782712893384, 709.79, -745.2, -708.5, 1e300, -1e300] {
      #expect(distance(Elementary.exp(x), Foundation.exp(x)) <= 2, "exp \(x)")
    }
    for x in [0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 2.3e-308, .greatestFiniteMagnitude] {
      #expect(distance(Elementary.log(x), Foundation.log(x)) <= 2, "log \(x)")
      #expect(distance(Elementary.log1p(x), Foundation.log1p(x)) <= 2, "log1p \(x)")
    }
  }

  @Test("powers of ten agree with the C library's and know their own exponents")
  func powersOfTen() {
    for exponent in stride(from: -300.0, through: 300, by: 7.3) {
      let x = pow(10, exponent)
      #expect(abs(Elementary.log10(x) - log10(x)) <= 1e-13 * max(1, abs(exponent)))
      #expect(abs(Elementary.power10(exponent) / x - 1) < 1e-12)
    }
    for power in -20...20 { #expect(Elementary.floorPower(Elementary.power10(power)) == power) }
    #expect(Elementary.floorPower(999.999) == 2)
  }
}
