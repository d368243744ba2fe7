import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Inverted file")
struct InvertedFileTests {
  /// Vectors around 20 centres.
  private func clustered(_ count: Int, _ dimensions: Int, seed: UInt64) throws -> Vectors {
    let random = RandomStream(seed: seed)
    let centers = RandomStream(seed: 77)
    return try Vectors(
      count: count, dimensions: dimensions,
      elements: (0..<count * dimensions).map { index in
        let center = random.index(at: UInt64(index / dimensions) &+ 1 << 32, below: 20)
        let middle = 3 * centers.normal(at: UInt64(center * dimensions + index % dimensions))
        return Float(middle + random.normal(at: UInt64(index)))
      })
  }

  @Test("all lists probed, it is the exact search", arguments: NeighborMetric.allCases)
  func allLists(metric: NeighborMetric) throws {
    let items = try clustered(700, 8, seed: 1)
    let queries = try clustered(90, 8, seed: 2)
    let exact = try NeighborSearch(items, metric: metric).nearest(to: queries, count: 30)
    let index = try InvertedFile(items, metric: metric, lists: 17)
    #expect(index.listSizes.count == 17)
    #expect(index.listSizes.reduce(0, +) == 700)
    #expect(try index.nearest(to: queries, count: 30, probes: 17) == exact)
    #expect(try index.nearest(to: queries, count: 30, probes: 1000) == exact)
    // Lists too short for so many neighbours are no reason to return fewer.
    #expect(try index.nearest(to: queries, count: 700, probes: 1).ids.sorted().first == 0)
    #expect(
      try index.nearest(to: queries, count: 700, probes: 1)
        == NeighborSearch(items, metric: metric).nearest(to: queries, count: 700))
  }

  @Test("few lists find most neighbours of clustered vectors, more lists more", arguments: NeighborMetric.allCases)
  func recall(metric: NeighborMetric) throws {
    let items = try clustered(4000, 10, seed: 3)
    let queries = try clustered(200, 10, seed: 4)
    let exact = try NeighborSearch(items, metric: metric).nearest(to: queries, count: 10)
    let index = try InvertedFile(items, metric: metric)
    let recalls = try [1, 6, 30].map {
      InvertedFile.recall(of: try index.nearest(to: queries, count: 10, probes: $0), against: exact)
    }
    #expect(recalls[0] <= recalls[1] && recalls[1] <= recalls[2])
    #expect(recalls[0] < 1)
    #expect(recalls[1] > 0.85)
    #expect(recalls[2] > 0.98)
    // What is found has the exact scores.
    let found = try index.nearest(to: queries, count: 10, probes: 6)
    for query in 0..<queries.count {
      let values = Dictionary(
        zip(exact.ids(of: query), exact.values(of: query)), uniquingKeysWith: { first, _ in first })
      for (id, value) in zip(found.ids(of: query), found.values(of: query)) {
        if let known = values[id] { #expect(known == value) }
      }
    }
  }

  @Test("the same bytes for any number of threads; another seed, other lists")
  func threads() throws {
    let items = try clustered(900, 6, seed: 5)
    let queries = try clustered(300, 6, seed: 6)
    let one = try InvertedFile(items, metric: .innerProduct, threads: 1)
    let two = try InvertedFile(items, metric: .innerProduct, threads: 2)
    #expect(one.listSizes == two.listSizes)
    let found = try one.nearest(to: queries, count: 20, threads: 1)
    #expect(try two.nearest(to: queries, count: 20, threads: 2) == found)
    #expect(try InvertedFile(items, metric: .innerProduct, seed: 7).listSizes != one.listSizes)
  }

  @Test("items that are all the same, or fewer than lists, are searched exactly")
  func degenerate() throws {
    let same = try Vectors(count: 50, dimensions: 2, elements: [Float](repeating: 1, count: 100))
    let query = try Vectors(count: 1, dimensions: 2, elements: [1, 2])
    for metric in NeighborMetric.allCases {
      let found = try InvertedFile(same, metric: metric).nearest(to: query, count: 5)
      #expect(found == (try NeighborSearch(same, metric: metric).nearest(to: query, count: 5)))
    }
    let index = try InvertedFile(try clustered(3, 2, seed: 1), metric: .euclidean, lists: 10)
    #expect(index.listSizes == [1, 1, 1])
    #expect(InvertedFile.defaultLists(items: 58_415) == 242)
    #expect(InvertedFile.defaultProbes(lists: 242) == 25)
    #expect(InvertedFile.defaultProbes(lists: 2) == 2)
  }

  @Test("bad input is an error")
  func badInput() throws {
    let items = try clustered(30, 4, seed: 1)
    #expect(throws: LearningError.emptyTrainingSet) {
      try InvertedFile(try Vectors(count: 0, dimensions: 4, elements: []), metric: .cosine)
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "lists", value: 0, allowed: "at least 1")) {
      try InvertedFile(items, metric: .cosine, lists: 0)
    }
    #expect(throws: LearningError.cancelled) {
      try InvertedFile(items, metric: .cosine, observer: TrainingObserver(isCancelled: { true }))
    }
    let index = try InvertedFile(items, metric: .cosine)
    #expect(throws: LearningError.invalidHyperparameter(name: "probes", value: 0, allowed: "at least 1")) {
      try index.nearest(to: items, count: 1, probes: 0)
    }
    #expect(throws: LearningError.invalidHyperparameter(name: "count", value: 0, allowed: "at least 1")) {
      try index.nearest(to: items, count: 0)
    }
    #expect(throws: LearningError.mismatchedLengths(what: "dimensions", expected: 4, found: 1)) {
      try index.nearest(to: try Vectors(count: 1, dimensions: 1, elements: [1]), count: 1)
    }
    let exact = try NeighborSearch(items, metric: .cosine).nearest(to: items, count: 2)
    #expect(InvertedFile.recall(of: exact, against: exact) == 1)
  }
}
