import RandomStreams
import Testing

@testable import MachineLearning

/// Draws of a feature's parameters beside the definition in double precision.
@Suite("Conditional distributions of a feature's parameters")
struct ConditionalTests {
  /// Factors, rows, and whether the rows' own equations are solved.
  static let cases: [(factors: Int, count: Int, isFew: Bool)] = [
    (1, 1, true), (1, 3, false), (3, 2, true), (8, 4, true), (8, 40, false), (9, 9, true), (12, 12, false),
    (16, 64, false),
    (20, 5, true), (20, 24, true), (20, 30, false), (33, 17, true), (64, 7, true), (64, 32, true), (64, 64, true),
    (64, 130, false), (70, 20, true), (100, 64, false),
  ]

  /// A feature's rows, drawn at random.
  private struct Rows {
    let h: [[Double]]
    let x: [Double]
    let t: [Double]

    init(_ count: Int, factors: Int) {
      let random = RandomStream(seed: 11, stream: UInt64(count * 1000 + factors))
      func number(_ place: Int) -> Double { Double(Float(random.normal(at: UInt64(place)))) }
      h = (0..<count).map { row in (0..<factors).map { number(row * (factors + 1) + $0) } }
      x = (0..<count).map { $0 % 3 == 0 ? 0.5 : 1 }
      t = (0..<count).map { number($0 * (factors + 1) + factors) }
    }

    func add(to conditional: Conditional, prior: FieldPrior) {
      conditional.begin(t.count, prior: prior)
      for first in stride(from: 0, to: t.count, by: Conditional.chunk) {
        let rows = first..<min(t.count, first + Conditional.chunk)
        for row in rows {
          for (factor, value) in h[row].enumerated() {
            conditional.rows[(row - first) * conditional.stride + factor] = Float(value)
          }
          conditional.targets[row - first] = Float(t[row])
          conditional.values[row - first] = Float(x[row])
        }
        conditional.add(rows.count)
      }
    }
  }

  private let alpha = 1.5
  private func precision(_ index: Int) -> Double { 0.5 + 0.25 * Double(index % 7) }
  private func mean(_ index: Int) -> Double { 0.125 * Double(index % 5 - 2) }

  /// The precision matrix of (v, w), and its product with the mean.
  private func distribution(_ rows: Rows, factors: Int) -> (matrix: [[Double]], pull: [Double]) {
    let places = 0...factors
    let lines = rows.h.indices.map { rows.h[$0] + [rows.x[$0]] }
    let matrix = places.map { i in
      places.map { j in
        alpha * lines.reduce(0) { $0 + $1[i] * $1[j] } + (i == j ? precision(i) : 0)
      }
    }
    let pull = places.map { i in
      alpha * lines.indices.reduce(0) { $0 + lines[$1][i] * rows.t[$1] } + precision(i) * mean(i)
    }
    return (matrix, pull)
  }

  /// The solution of a positive definite system by elimination.
  private func solve(_ matrix: [[Double]], _ side: [Double]) -> [Double] {
    var (a, b) = (matrix, side)
    for i in b.indices {
      for q in i + 1..<max(i + 1, b.count) {
        let share = a[q][i] / a[i][i]
        for c in i..<b.count { a[q][c] -= share * a[i][c] }
        b[q] -= share * b[i]
      }
    }
    for i in b.indices.reversed() {
      for c in i + 1..<max(i + 1, b.count) { b[i] -= a[i][c] * b[c] }
      b[i] /= a[i][i]
    }
    return b
  }

  private func conditional(_ factors: Int, isFew: Bool, lanes: Int32 = Registers.lanes) -> (Conditional, FieldPrior) {
    let stride = (factors + 15) / 16 * 16
    let prior = FieldPrior(factors: factors, stride: stride)
    for index in 0...factors { prior.set(index, mean: mean(index), precision: precision(index)) }
    return (Conditional(factors: factors, stride: stride, fewRows: isFew ? 64 : 0, lanes: lanes), prior)
  }

  private func values(_ found: UnsafePointer<Float>, _ conditional: Conditional) -> [Double] {
    (0..<conditional.factors).map { Double(found[$0]) } + [Double(found[conditional.stride])]
  }

  @Test("means are those of the normal equations, residuals those of the draw", arguments: cases)
  func means(factors: Int, count: Int, isFew: Bool) {
    let rows = Rows(count, factors: factors)
    let (conditional, prior) = conditional(factors, isFew: isFew)
    rows.add(to: conditional, prior: prior)
    conditional.draw(prior, precision: alpha, key: 7)
    let (matrix, pull) = distribution(rows, factors: factors)
    for (found, expected) in zip(values(conditional.mean, conditional), solve(matrix, pull)) {
      #expect(abs(found - expected) < 2e-5)
    }
    for place in factors..<conditional.stride {
      #expect(conditional.drawn[place] == 0 && conditional.mean[place] == 0, "what fills v up stays 0")
    }
    let drawn = values(conditional.drawn, conditional)
    let errors = rows.t.indices.map { row in
      rows.t[row] - zip(rows.h[row] + [rows.x[row]], drawn).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let squares = errors.reduce(0) { $0 + $1 * $1 }
    #expect(abs(conditional.residuals().squares - squares) < 1e-4 * max(1, squares))
  }

  @Test("draws spread as the precision matrix says", arguments: cases)
  func spread(factors: Int, count: Int, isFew: Bool) {
    let rows = Rows(count, factors: factors)
    let (conditional, prior) = conditional(factors, isFew: isFew)
    rows.add(to: conditional, prior: prior)
    let (matrix, _) = distribution(rows, factors: factors)
    let draws = 400
    var total = 0.0
    for key in 0..<draws {
      conditional.draw(prior, precision: alpha, key: RandomStream(seed: 5).word(at: UInt64(key)))
      let away = zip(values(conditional.drawn, conditional), values(conditional.mean, conditional)).map { $0 - $1 }
      for (line, value) in zip(matrix, away) { total += value * zip(line, away).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    // Each is a χ² of k + 1 degrees of freedom.
    let expected = Double(factors + 1)
    #expect(abs(total / Double(draws) - expected) < 4 * (2 * expected / Double(draws)).squareRoot())
  }

  @Test("registers of every width give the same bits", arguments: cases)
  func widths(factors: Int, count: Int, isFew: Bool) {
    let rows = Rows(count, factors: factors)
    let found = [Int32(4), 8, 16].filter { $0 <= Registers.lanes }.map { lanes in
      let (conditional, prior) = conditional(factors, isFew: isFew, lanes: lanes)
      rows.add(to: conditional, prior: prior)
      conditional.draw(prior, precision: alpha, key: 7)
      let residuals = conditional.residuals()
      return values(conditional.drawn, conditional) + values(conditional.mean, conditional)
        + [residuals.squares, residuals.sum]
    }
    #expect(found.allSatisfy { $0 == found[0] && $0.allSatisfy(\.isFinite) })
  }
}
