import Testing

@testable import MachineLearning

@Suite("Forces of t-SNE")
struct MapForceTests {
  @Test("four times the gradient is the slope of the divergence by finite differences")
  func gradient() throws {
    let affinities = try Affinities(
      gaussianClusters(45, dimensions: 4, groups: 3), perplexity: 8, threads: 1, observer: .init())
    let positions = scatteredPositions(45).map { $0 / 8 }
    let descent = MapDescent(start: positions, affinities: affinities, angle: nil, threads: 1)
    let gradient = descent.gradient(exaggeration: 1)
    let naive = NaiveTSNE(affinities)
    let step = 1e-5
    for index in positions.indices {
      var moved = positions.map(Double.init)
      moved[index] += step
      let above = naive.divergence(moved)
      moved[index] -= 2 * step
      let slope = (above - naive.divergence(moved)) / (2 * step)
      #expect(abs(4 * Double(gradient[index]) - slope) < 1e-6 + 1e-4 * abs(slope))
    }
  }

  @Test("repulsion over all pairs is the formula's", arguments: [4, 31, 32, 33, 400, 2100])
  func exact(count: Int) throws {
    let positions = scatteredPositions(count)
    let found = Repulsion(exact: positions, threads: 1)
    let (forces, normalizer) = naiveRepulsion(positions)
    #expect(abs(found.normalizer - normalizer) < 1e-5 * normalizer)
    let scale = forces.map(abs).max() ?? 0
    for index in forces.indices { #expect(abs(Double(found.forces[index]) - forces[index]) < 1e-5 * scale) }
  }

  @Test("a smaller angle makes the tree's repulsion nearer to that over all pairs", arguments: [300, 3000])
  func tree(count: Int) throws {
    let positions = scatteredPositions(count)
    let exact = Repulsion(exact: positions, threads: 1)
    let tree = Quadtree(positions)
    let bounds: [(angle: Double, force: Double, normalizer: Double)] = [
      (1, 0.08, 0.03), (0.4, 0.01, 0.003), (0.1, 5e-4, 1e-4),
    ]
    for (angle, forceBound, normalizerBound) in bounds {
      let found = Repulsion(tree, angle: angle, threads: 1)
      let (gaps, sizes) = zip(found.forces, exact.forces).reduce((0.0, 0.0)) { sums, pair in
        (sums.0 + Double((pair.0 - pair.1) * (pair.0 - pair.1)), sums.1 + Double(pair.1 * pair.1))
      }
      #expect((gaps / sizes).squareRoot() < forceBound)
      #expect(abs(found.normalizer - exact.normalizer) < normalizerBound * exact.normalizer)
    }
  }

  @Test("any width of registers gives the same bytes")
  func registers() throws {
    let positions = scatteredPositions(700)
    let affinities = try Affinities(
      gaussianClusters(700, dimensions: 4, groups: 3), perplexity: 9, threads: 2, observer: .init())
    let tree = Quadtree(positions)
    let plain = Repulsion(exact: positions, threads: 1, registerLanes: 4)
    let plainTree = Repulsion(tree, angle: 0.5, threads: 1, registerLanes: 4)
    let plainPull = affinities.attraction(at: positions, threads: 1, registerLanes: 4)
    for lanes in availableRegisterLanes {
      let exact = Repulsion(exact: positions, threads: 2, registerLanes: lanes)
      #expect(exact.forces == plain.forces && exact.normalizer == plain.normalizer)
      let walked = Repulsion(tree, angle: 0.5, threads: 2, registerLanes: lanes)
      #expect(walked.forces == plainTree.forces && walked.normalizer == plainTree.normalizer)
      #expect(affinities.attraction(at: positions, threads: 2, registerLanes: lanes) == plainPull)
    }
  }

  @Test("points at one place are repelled by the others only")
  func coincident() {
    let positions: [Float] = Array(repeating: [1, 2], count: 50).flatMap { $0 } + [1, 5]
    let found = Repulsion(Quadtree(positions), angle: 0.5, threads: 1)
    #expect(abs(found.normalizer - (50 * 49 + 2 * 50 * 0.1)) < 1e-2)
    #expect(abs(found.forces[101] - 50 * 0.01 * 3) < 1e-4)
    #expect(found.forces.enumerated().allSatisfy { $0 % 2 == 1 || abs($1) < 1e-6 })
  }

  private func naiveRepulsion(_ positions: [Float]) -> ([Double], Double) {
    let places = positions.map(Double.init)
    var forces = [Double](repeating: 0, count: places.count)
    var normalizer = 0.0
    for first in 0..<places.count / 2 {
      for second in 0..<places.count / 2 where second != first {
        let (dx, dy) = (places[2 * first] - places[2 * second], places[2 * first + 1] - places[2 * second + 1])
        let q = 1 / (1 + dx * dx + dy * dy)
        normalizer += q
        forces[2 * first] += q * q * dx
        forces[2 * first + 1] += q * q * dy
      }
    }
    return (forces, normalizer)
  }
}
