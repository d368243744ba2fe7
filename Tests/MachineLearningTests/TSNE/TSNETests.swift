import Testing

@testable import MachineLearning

@Suite("t-SNE")
struct TSNETests {
  @Test("groups that are far apart stay apart", arguments: [TSNE.Repulsing.exact, .tree(angle: 0.5)])
  func groups(repulsion: TSNE.Repulsing) throws {
    var settings = TSNE(perplexity: 20)
    settings.repulsion = repulsion
    let map = try settings.map(gaussianClusters(240, dimensions: 10, groups: 4))
    // The nearest other point on the map belongs to the same group, for every point.
    for point in 0..<240 {
      let nearest = (0..<240).filter { $0 != point }.min { distance(map, point, $0) < distance(map, point, $1) }
      #expect(nearest.map { $0 % 4 } == point % 4)
    }
  }

  private func distance(_ map: TSNEMap, _ first: Int, _ second: Int) -> Float {
    zip(map.coordinates[first], map.coordinates[second]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test("any number of threads gives the same bytes", arguments: [TSNE.Repulsing.exact, .tree(angle: 0.5)])
  func threads(repulsion: TSNE.Repulsing) throws {
    var settings = TSNE(perplexity: 15)
    (settings.earlyIterations, settings.iterations) = (60, 40)
    settings.repulsion = repulsion
    let vectors = try gaussianClusters(1100, dimensions: 7, groups: 6)
    let one = try settings.map(vectors, threads: 1)
    #expect(try settings.map(vectors, threads: 2) == one)
    #expect(try settings.map(vectors, threads: 3) == one)
  }

  @Test("the map is centred, its divergence is that of its points, and more iterations lower it")
  func descent() throws {
    let vectors = try gaussianClusters(150, dimensions: 6, groups: 3)
    var settings = TSNE(perplexity: 12)
    settings.iterations = 20
    let early = try settings.map(vectors)
    settings.iterations = 400
    let late = try settings.map(vectors)
    #expect(late.divergence < early.divergence)
    #expect(late.iterations == 650)
    for axis in 0..<2 {
      let mean = (0..<150).reduce(0.0) { $0 + Double(late.coordinates.elements[2 * $1 + axis]) } / 150
      #expect(abs(mean) < 1e-4)
    }
    let affinities = try Affinities(vectors, perplexity: 12, threads: 1, observer: .init())
    let naive = NaiveTSNE(affinities).divergence(late.coordinates.elements.map(Double.init))
    #expect(abs(late.divergence - naive) < 1e-6 * naive)
  }

  @Test("all pairs are taken for few points, the tree for many")
  func automatic() throws {
    var settings = TSNE(perplexity: 5)
    (settings.earlyIterations, settings.iterations) = (2, 2)
    #expect(try settings.map(gaussianClusters(TSNE.exactLimit, dimensions: 3, groups: 5)).isExact)
    #expect(try !settings.map(gaussianClusters(TSNE.exactLimit + 1, dimensions: 3, groups: 5)).isExact)
  }

  @Test("the start is the first two components, the first with the standard deviation that is stated")
  func start() throws {
    let vectors = try gaussianClusters(400, dimensions: 5, groups: 4)
    let start = try TSNE().start(vectors, threads: 2)
    let squares = (0..<400).reduce(0.0) { $0 + Double(start[2 * $1]) * Double(start[2 * $1]) }
    #expect(abs((squares / 400).squareRoot() - 1e-4) < 1e-6)
    let scores = try PrincipalComponents(vectors, components: 2).scores
    let scale = Double(start[0]) / scores[0]
    for index in scores.indices { #expect(abs(Double(start[index]) - scores[index] * scale) < 2e-5) }
  }

  @Test("equal points, points on a line and the smallest case have a map")
  func degenerate() throws {
    let pairs = try Vectors(count: 8, dimensions: 1, elements: [0, 0, 1, 1, 5, 5, 9, 9])
    var settings = TSNE(perplexity: 2)
    settings.iterations = 100
    let map = try settings.map(pairs)
    #expect(map.coordinates.elements.allSatisfy { $0.isFinite })
    #expect(map.divergence.isFinite)
    let four = try Vectors(count: 4, dimensions: 2, elements: [0, 0, 0, 1, 1, 0, 5, 5])
    #expect(try settings.map(four).coordinates.count == 4)
    settings.repulsion = .tree(angle: 0.5)
    #expect(try settings.map(pairs).coordinates.elements.allSatisfy { $0.isFinite })
  }

  @Test("bad input is an error that says what is allowed")
  func badInput() throws {
    let three = try Vectors(count: 3, dimensions: 1, elements: [1, 2, 3])
    #expect(throws: LearningError.tooFewVectors(found: 3, needed: 4)) { try TSNE().map(three) }
    let same = try Vectors(count: 50, dimensions: 2, elements: [Float](repeating: 3, count: 100))
    #expect(throws: LearningError.identicalVectors) { try TSNE().map(same) }
    let few = try gaussianClusters(40, dimensions: 2, groups: 2)
    #expect(
      throws: LearningError.invalidHyperparameter(name: "perplexity", value: 40, allowed: "1 to 38 for 40 vectors")
    ) { try TSNE(perplexity: 40).map(few) }
    #expect(try TSNE(perplexity: 38).map(few).perplexities.allSatisfy { abs($0 - 38) < 1e-6 })
    #expect(throws: LearningError.self) { try TSNE(perplexity: .nan).map(few) }
    let faults: [(inout TSNE) -> Void] = [
      { $0.earlyExaggeration = 0.5 }, { $0.iterations = -1 }, { $0.earlyIterations = -1 }, { $0.learningRate = 0 },
      { $0.repulsion = .tree(angle: 0) }, { $0.repulsion = .tree(angle: .nan) },
    ]
    for fault in faults {
      var settings = TSNE(perplexity: 5)
      fault(&settings)
      #expect(throws: LearningError.self) { try settings.map(few) }
    }
    #expect(throws: LearningError.cancelled) {
      try TSNE(perplexity: 5).map(few, observer: TrainingObserver(isCancelled: { true }))
    }
  }
}
