import ElementaryFunctions
import RandomStreams
import Testing

@testable import MachineLearning

/// Whatever is left out early, the result is that of scoring everything and sorting.
@Suite("Exactness of nearest neighbours")
struct NeighborExactnessTests {
  /// Items whose lengths differ by a factor of a thousand, with repeats and zeros among them.
  private func skewed(_ count: Int, _ dimensions: Int, seed: UInt64) throws -> Vectors {
    let random = RandomStream(seed: seed)
    var elements: [Float] = []
    for row in 0..<count {
      let source = row % 10 == 9 ? row - 5 : row
      let length = row % 50 == 49 ? 0 : Elementary.exp(7 * random.uniform(at: UInt64(source) &+ 1 << 40) - 5)
      elements += (0..<dimensions).map { Float(length * random.normal(at: UInt64(source * dimensions + $0))) }
    }
    return try Vectors(count: count, dimensions: dimensions, elements: elements)
  }

  /// The nearest by scoring all: a chain of fused multiply-adds, sorted by score and id.
  private func bruteForce(_ items: Vectors, _ query: ArraySlice<Float>, _ metric: NeighborMetric) -> [(Int, Float)] {
    let scores = (0..<items.count).map { row in
      zip(query, items[row]).reduce(Float(0)) { sum, pair in
        metric == .euclidean
          ? sum.addingProduct(pair.0 - pair.1, pair.0 - pair.1) : sum.addingProduct(pair.0, pair.1)
      }
    }
    let order = scores.indices.sorted {
      if scores[$0] == scores[$1] { return $0 < $1 }
      return (scores[$0] > scores[$1]) == (metric != .euclidean)
    }
    return order.map { ($0, metric == .euclidean ? scores[$0].squareRoot() : scores[$0]) }
  }

  @Test("ids and bits of values are those of a sorted list of all scores", arguments: NeighborMetric.allCases)
  func everything(metric: NeighborMetric) throws {
    for (dimensions, kept) in [(1, 3), (5, 40), (19, 1), (19, 170), (19, 500)] {
      let items = try skewed(500, dimensions, seed: 21)
      let queries = try skewed(37, dimensions, seed: 22)
      let (unit, units) = metric == .cosine ? (try items.normalized(), try queries.normalized()) : (items, queries)
      for lanes: Int32 in [4, 8, 16] {
        let found = try NeighborSearch(items, metric: metric, registerLanes: lanes).nearest(to: queries, count: kept)
        for query in 0..<queries.count {
          let expected = bruteForce(unit, units[query], metric).prefix(kept)
          #expect(found.ids(of: query).elementsEqual(expected.map { Int32($0.0) }))
          #expect(found.values(of: query).elementsEqual(expected.map { $0.1 }))
        }
      }
    }
  }

  @Test("a list that is cut again and again keeps the greatest keys", arguments: [1, 2, 100, 400])
  func candidates(kept: Int) throws {
    let random = RandomStream(seed: 31)
    for spread in [1, 5, 1_000_000] {
      let memory = UnsafeMutablePointer<ScoreKey>.allocate(capacity: Candidates.capacity(kept: kept))
      defer { memory.deallocate() }
      var list = Candidates(memory, kept: kept)
      var all: [ScoreKey] = []
      for id in 0..<5000 {
        let key = ScoreKey(Float(random.index(at: UInt64(id), below: spread) - spread / 2), id: Int32(id))
        all.append(key)
        _ = list.offer(key)
      }
      #expect(list.best().elementsEqual(all.sorted(by: >).prefix(kept)))
    }
  }

  @Test("keys order by score, then by the smaller id, and give both back")
  func keys() {
    let scores: [Float] = [-.infinity, -3, -1e-30, 0, 1e-30, 2, .greatestFiniteMagnitude]
    for (place, score) in scores.enumerated() {
      let key = ScoreKey(score, id: 7)
      #expect(key.score == score)
      #expect(key.id == 7)
      #expect(key > ScoreKey(score, id: 8))
      for higher in scores[(place + 1)...] { #expect(ScoreKey(higher, id: .max) > key) }
    }
  }

  @Test("only lengths within the bounds can reach a score")
  func bounds() {
    let products = LengthBounds(metric: .innerProduct, dimensions: 8)
    let least = products.lengths(query: 2, threshold: 10).lowerBound
    #expect(least < 5 && least > 4.9999)
    #expect(products.lengths(query: 2, threshold: -1).contains(0))
    #expect(products.lengths(query: 0, threshold: 0).contains(0))
    let distances = LengthBounds(metric: .euclidean, dimensions: 8)
    let range = distances.lengths(query: 5, threshold: -4)
    #expect(range.contains(3) && range.contains(7) && !range.contains(2.9999) && !range.contains(7.0001))
    #expect(distances.lengths(query: 5, threshold: -.infinity).contains(1e30))
    #expect(LengthBounds(metric: .cosine, dimensions: 8).lengths(query: 1, threshold: 2).contains(0.5))
  }

  @Test("panels come in the order of how far their lengths are")
  func panelOrder() throws {
    let items = try Vectors(count: 320, dimensions: 1, elements: (0..<320).map { Float($0) })
    let panels = ItemPanels(items)
    #expect(panels.order(of: 0, around: 1000) == Array(0..<10))
    #expect(panels.order(of: 0, around: -1) == Array((0..<10).reversed()))
    let order = panels.order(of: 0, around: 160)
    #expect(order.sorted() == Array(0..<10))
    #expect(Set(order.prefix(2)) == [4, 5])
  }
}
