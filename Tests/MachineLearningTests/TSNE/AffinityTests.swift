import ElementaryFunctions
import Testing

@testable import MachineLearning

@Suite("Affinities of t-SNE")
struct AffinityTests {
  @Test("perplexities are met", arguments: [1, 2, 5, 30, 100, 298])
  func perplexities(target: Double) throws {
    let affinities = try Affinities(
      gaussianClusters(300, dimensions: 8, groups: 5), perplexity: target, threads: 2, observer: .init())
    for perplexity in affinities.perplexities { #expect(abs(perplexity - target) < 1e-6 * target) }
  }

  @Test("a Gaussian's perplexity is that of its probabilities, nearer neighbours have more")
  func gaussian() {
    let distances: [Double] = [4, 1, 9, 16, 2.5, 1e6]
    let gaussian = GaussianBandwidth(perplexity: 3, squaredDistances: distances)
    let entropy = gaussian.probabilities.filter { $0 > 0 }.reduce(0) { $0 - $1 * Elementary.log($1) }
    #expect(abs(Elementary.exp(entropy) - 3) < 1e-8)
    #expect(abs(gaussian.probabilities.reduce(0, +) - 1) < 1e-12)
    // ln p is linear in d².
    let p = gaussian.probabilities.map(Elementary.log)
    #expect(abs((p[1] - p[0]) / 3 - (p[0] - p[2]) / 5) < 1e-9)
  }

  @Test("where distances are equal the nearest perplexity that there is")
  func ties() {
    #expect(GaussianBandwidth(perplexity: 2, squaredDistances: [3, 3, 3, 3]).perplexity == 4)
    let tied = GaussianBandwidth(perplexity: 2, squaredDistances: [0, 0, 0, 7, 9])
    #expect(abs(tied.perplexity - 3) < 1e-9)
    #expect(zip(tied.probabilities, [1.0 / 3, 1.0 / 3, 1.0 / 3, 0, 0]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("P is symmetric, sums to 1, has 0 for a point with itself and the neighbours' Gaussians")
  func joint() throws {
    let vectors = try gaussianClusters(60, dimensions: 3, groups: 2)
    let affinities = try Affinities(vectors, perplexity: 6, threads: 1, observer: .init())
    let joint = NaiveTSNE(affinities).joint
    #expect(abs(joint.flatMap { $0 }.reduce(0, +) - 1) < 1e-6)
    let conditional = (0..<60).map { row -> [Double] in
      let squares = (0..<60).map { other in
        zip(vectors[row], vectors[other]).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
      }
      let nearest = (0..<60).filter { $0 != row }.sorted { squares[$0] < squares[$1] }.prefix(18)
      let gaussian = GaussianBandwidth(perplexity: 6, squaredDistances: nearest.map { squares[$0] })
      var probabilities = [Double](repeating: 0, count: 60)
      for (place, other) in nearest.enumerated() { probabilities[other] = gaussian.probabilities[place] }
      return probabilities
    }
    for first in 0..<60 {
      #expect(joint[first][first] == 0)
      for second in 0..<60 {
        #expect(joint[first][second] == joint[second][first])
        #expect(abs(joint[first][second] - (conditional[first][second] + conditional[second][first]) / 120) < 1e-7)
      }
    }
  }
}
