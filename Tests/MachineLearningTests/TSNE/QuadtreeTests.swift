import RandomStreams
import Testing

@testable import MachineLearning

@Suite("Tree of squares")
struct QuadtreeTests {
  @Test("Hilbert's curve visits every cell once, each beside the one before")
  func curve() {
    // The last levels of the curve: one corner of 32 × 32 cells, which the curve fills in one go.
    var cells: [UInt32: (x: Int, y: Int)] = [:]
    for x in 0..<32 {
      for y in 0..<32 { cells[HilbertCurve.key(x: UInt32(x), y: UInt32(y))] = (x, y) }
    }
    let keys = cells.keys.sorted()
    #expect(keys == Array(0..<1024))
    for (key, next) in zip(keys, keys.dropFirst()) {
      guard let from = cells[key], let to = cells[next] else { continue }
      #expect(abs(from.x - to.x) + abs(from.y - to.y) == 1)
    }
    #expect(HilbertCurve.key(x: 65535, y: 0) == .max)
  }

  @Test("counting sort keeps the order of equal keys")
  func order() {
    let random = RandomStream(seed: 3)
    let keys = (0..<500).map { UInt32(random.index(at: UInt64($0), below: 40)) << UInt32($0 % 3 * 9) }
    let expected = keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
    #expect(HilbertCurve.order(keys).map { Int($0) } == expected)
    #expect(HilbertCurve.order([]).isEmpty)
  }

  @Test("every branch holds the points of its leaves, within its square", arguments: [1, 9, 500])
  func branches(count: Int) {
    let positions = scatteredPositions(count)
    let tree = Quadtree(positions)
    #expect(tree.order.map { Int($0) }.sorted() == Array(0..<count))
    for place in 0..<count {
      let point = Int(tree.order[place])
      #expect(tree.xs[place] == positions[2 * point] && tree.ys[place] == positions[2 * point + 1])
    }
    #expect(tree.nodes.first.map { Int($0.next) } == tree.nodes.count)
    for (place, node) in tree.nodes.enumerated() {
      let leaves = tree.nodes[place..<Int(node.next)].flatMap { Array($0.points) }.map { Int($0) }
      #expect(leaves.count == Int(node.mass))
      let (xs, ys) = (leaves.map { tree.xs[$0] }, leaves.map { tree.ys[$0] })
      #expect(abs(xs.reduce(0, +) / node.mass - node.x) < 1e-3)
      #expect(abs(ys.reduce(0, +) / node.mass - node.y) < 1e-3)
      let side = node.squaredSide.squareRoot() * 1.001 + 1e-6
      #expect((xs.max() ?? 0) - (xs.min() ?? 0) <= side && (ys.max() ?? 0) - (ys.min() ?? 0) <= side)
    }
  }
}
