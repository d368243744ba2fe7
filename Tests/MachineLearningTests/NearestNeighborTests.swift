import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Nearest neighbours")
struct NearestNeighborTests {
  /// Vectors of small whole numbers, whose products are exact and often tie.
  private func lattice(_ count: Int, _ dimensions: Int, seed: UInt64) throws -> Vectors {
    let random = RandomStream(seed: seed)
    return try Vectors(
      count: count, dimensions: dimensions,
      elements: (0..<count * dimensions).map { Float(random.index(at: UInt64($0), below: 5) - 2) })
  }

  private func gaussian(_ count: Int, _ dimensions: Int, seed: UInt64) throws -> Vectors {
    let random = RandomStream(seed: seed)
    return try Vectors(
      count: count, dimensions: dimensions,
      elements: (0..<count * dimensions).map { Float(random.normal(at: UInt64($0)) * Double(1 + $0 % 7)) })
  }

  /// All items sorted by the plain formula in double precision, the greatest first, equal ones by id.
  private func bruteForce(_ items: Vectors, _ query: ArraySlice<Float>, _ metric: NeighborMetric) -> [Int] {
    func dot(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
      zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let scores = (0..<items.count).map { row -> Double in
      let item = items[row]
      switch metric {
      case .innerProduct: return dot(item, query)
      case .cosine:
        let lengths = (dot(item, item) * dot(query, query)).squareRoot()
        return lengths == 0 ? 0 : dot(item, query) / lengths
      case .euclidean: return -zip(item, query).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
      }
    }
    return scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
  }

  @Test("exact arithmetic: the same ids as brute force, ties by the smaller id", arguments: [1, 2, 7, 40, 133])
  func ties(items count: Int) throws {
    let items = try lattice(count, 6, seed: 1)
    let queries = try lattice(70, 6, seed: 2)
    for metric in [NeighborMetric.innerProduct, .euclidean] {
      let expected = (0..<queries.count).map { bruteForce(items, queries[$0], metric).map(Int32.init) }
      for kept in [1, 5, 40, 1000] {
        let found = try NeighborSearch(items, metric: metric).nearest(to: queries, count: kept)
        #expect(found.count == min(kept, count))
        for query in 0..<queries.count {
          #expect(Array(found.ids(of: query)) == Array(expected[query].prefix(kept)))
        }
      }
    }
  }

  @Test("the same ids as brute force on normal vectors", arguments: NeighborMetric.allCases)
  func normalVectors(metric: NeighborMetric) throws {
    let items = try gaussian(2600, 9, seed: 3)
    let queries = try gaussian(12, 9, seed: 4)
    let found = try NeighborSearch(items, metric: metric).nearest(to: queries, count: 20)
    for query in 0..<queries.count {
      #expect(Array(found.ids(of: query)) == bruteForce(items, queries[query], metric).prefix(20).map(Int32.init))
    }
  }

  @Test("values are inner products, cosines and distances")
  func values() throws {
    let items = try Vectors(count: 3, dimensions: 2, elements: [3, 4, 0, 1, 0, 0])
    let query = try Vectors(count: 1, dimensions: 2, elements: [0, 2])
    let products = try NeighborSearch(items, metric: .innerProduct).nearest(to: query, count: 3)
    #expect(products.ids == [0, 1, 2])
    #expect(products.values == [8, 2, 0])
    let cosines = try NeighborSearch(items, metric: .cosine).nearest(to: query, count: 3)
    #expect(cosines.ids == [1, 0, 2])
    #expect(cosines.values == [1, 0.8, 0])
    let distances = try NeighborSearch(items, metric: .euclidean).nearest(to: query, count: 3)
    #expect(distances.ids == [1, 2, 0])
    #expect(distances.values == [1, 2, Float(13).squareRoot()])
  }

  @Test("any number of threads gives the same bytes", arguments: NeighborMetric.allCases)
  func threads(metric: NeighborMetric) throws {
    let search = try NeighborSearch(try gaussian(2500, 17, seed: 5), metric: metric)
    let queries = try gaussian(300, 17, seed: 6)
    let one = try search.nearest(to: queries, count: 50, threads: 1)
    #expect(try search.nearest(to: queries, count: 50, threads: 2) == one)
    #expect(try search.nearest(to: queries, count: 50, threads: 3) == one)
  }

  @Test("any width of registers gives the same bytes", arguments: NeighborMetric.allCases)
  func registers(metric: NeighborMetric) throws {
    let items = try gaussian(500, 33, seed: 7)
    let queries = try gaussian(75, 33, seed: 8)
    let plain = try NeighborSearch(items, metric: metric, registerLanes: 4).nearest(to: queries, count: 20)
    for lanes: Int32 in [8, 16] {
      #expect(try NeighborSearch(items, metric: metric, registerLanes: lanes).nearest(to: queries, count: 20) == plain)
    }
  }

  @Test("latent vectors reproduce the part of the score that depends on the item")
  func latentVectors() throws {
    let machine = try FactorizationMachine(
      task: .regression, fields: [.oneHot(cardinality: 2), .oneHot(cardinality: 3)], factors: 2, bias: 0.5,
      linear: [1, 2, 3, 4, 5], latent: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    let users = try machine.latentUsers(field: 0)
    let items = try machine.latentItems(field: 1)
    #expect(Array(users[1]) == [3, 4, 1])
    #expect(Array(items[2]) == [9, 10, 5])
    let rows = try FeatureRows([
      .oneHot(codes: [1, 1, 1], cardinality: 2), .oneHot(codes: [0, 1, 2], cardinality: 3),
    ])
    let found = try NeighborSearch(items, metric: .innerProduct).nearest(to: users, count: 3)
    let scores = try machine.score(rows).map { Float($0 - 0.5 - 2) }
    #expect(found.ids(of: 1).map { scores[Int($0)] } == Array(found.values(of: 1)))
    #expect(throws: LearningError.self) { try machine.latentItems(field: 2) }
  }

  @Test("top scores are sorted, with ties by position and without what is excluded")
  func topScores() {
    let scores = [1, 5, .nan, 5, 2, -1]
    #expect(TopScores.positions(of: scores, count: 3) == [1, 3, 4])
    #expect(TopScores.positions(of: scores, count: 2, lowest: true) == [5, 0])
    #expect(TopScores.positions(of: scores, count: 9) { $0 == 1 } == [3, 4, 0, 5])
    #expect(TopScores.positions(of: scores, count: -1).isEmpty)
  }

  @Test("overlap keeps the first's order")
  func overlap() throws {
    let items = try Vectors(count: 4, dimensions: 1, elements: [1, 2, 3, 4])
    let queries = try Vectors(count: 2, dimensions: 1, elements: [1, -1])
    let found = try NeighborSearch(items, metric: .innerProduct).nearest(to: queries, count: 3)
    #expect(found.overlap(of: 0, and: 1) == [2, 1])
  }

  @Test("bad input is an error")
  func badInput() throws {
    #expect(throws: LearningError.elementOutOfRange(row: 1, column: 0, value: .infinity)) {
      try Vectors(count: 2, dimensions: 2, elements: [1, 2, .infinity, 4])
    }
    #expect(throws: LearningError.mismatchedLengths(what: "elements", expected: 4, found: 1)) {
      try Vectors(count: 2, dimensions: 2, elements: [1])
    }
    let items = try Vectors(count: 1, dimensions: 2, elements: [1, 2])
    let search = try NeighborSearch(items, metric: .cosine)
    #expect(throws: LearningError.mismatchedLengths(what: "dimensions", expected: 2, found: 1)) {
      try search.nearest(to: try Vectors(count: 1, dimensions: 1, elements: [1]), count: 1)
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "count", value: 0, allowed: "at least 1")) {
      try search.nearest(to: items, count: 0)
    }
    #expect(throws: LearningError.emptyTrainingSet) {
      try NeighborSearch(try Vectors(count: 0, dimensions: 2, elements: []), metric: .cosine)
    }
    #expect(throws: LearningError.cancelled) {
      try search.nearest(to: items, count: 1, observer: TrainingObserver(isCancelled: { true }))
    }
    let none = try search.nearest(to: try Vectors(count: 0, dimensions: 2, elements: []), count: 3)
    #expect(none.ids.isEmpty)
  }
}
