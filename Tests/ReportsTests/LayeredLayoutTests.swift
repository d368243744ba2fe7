import Testing

@testable import Reports

@Suite("The layered layout of data flows")
struct LayeredLayoutTests {
  private static func layout(_ count: Int, _ pairs: [(Int, Int)], limit: Double = 860) -> LayeredLayout {
    LayeredLayout(
      (0..<count).map { .init(width: 80 + Double($0 % 5) * 20, height: 40 + Double($0 % 3) * 16) },
      pairs.map { .init(from: $0.0, to: $0.1) }, limit: limit)
  }

  /// Graphs as notebooks have them: each node takes one or two earlier ones, mostly the last.
  private static func random(_ count: Int, seed: UInt64) -> [(Int, Int)] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    return (1..<count).flatMap { node -> [(Int, Int)] in
      let first = next(3) == 0 ? next(node) : max(0, node - 1 - next(3))
      return next(4) == 0 ? [(first, node), (next(node), node)] : [(first, node)]
    }
  }

  @Test("every line leads down, boxes of a layer stand apart, and no layer is wider than it may be", arguments: 1...20)
  func invariants(seed: Int) {
    let count = 5 + seed * 6
    let layout = Self.layout(count, Self.random(count, seed: UInt64(seed)))
    for segment in layout.segments {
      #expect(layout.vertices[segment.to].layer == layout.vertices[segment.from].layer + 1)
    }
    #expect(layout.layers.joined().sorted() == Array(layout.vertices.indices))
    for layer in layout.layers {
      for (a, b) in zip(layer, layer.dropFirst()) {
        let room = (layout.vertices[a].width + layout.vertices[b].width) / 2
        #expect(layout.x(b) - layout.x(a) >= room + LayeredLayout.gap - 0.21)
      }
      let boxes = layer.filter { layout.vertices[$0].node != nil }
      let width = boxes.map { layout.vertices[$0].width }.reduce(0, +) + LayeredLayout.gap * Double(boxes.count - 1)
      #expect(width <= 860)
    }
    for vertex in layout.vertices.indices {
      #expect(layout.x(vertex) - layout.vertices[vertex].width / 2 >= -0.1)
      #expect(layout.x(vertex) + layout.vertices[vertex].width / 2 <= layout.width + 0.1)
    }
  }

  @Test("the same graph has the same places")
  func repeats() {
    let pairs = Self.random(60, seed: 3)
    let (a, b) = (Self.layout(60, pairs), Self.layout(60, pairs))
    #expect(a.vertices.map(\.x) == b.vertices.map(\.x))
    #expect(a.layers == b.layers)
  }

  @Test("lines that need not cross do not")
  func crossings() {
    // Two chains whose nodes are numbered crosswise, and a node that both lead to.
    let layout = Self.layout(7, [(0, 3), (1, 2), (2, 5), (3, 4), (4, 6), (5, 6)])
    #expect(layout.crossings == 0)
    // Two nodes that both lead to two others cross once, whatever one does.
    #expect(Self.layout(4, [(0, 2), (0, 3), (1, 2), (1, 3)]).crossings == 1)
  }

  @Test("a chain stands in one straight column")
  func chain() {
    let layout = Self.layout(9, (0..<8).map { ($0, $0 + 1) })
    #expect(Set(layout.vertices.map(\.x)).count == 1)
    #expect(layout.layers.count == 9)
    #expect(layout.height == layout.heights.reduce(0, +) + 8 * LayeredLayout.layerGap)
  }

  @Test("lines of one node share a trunk, and a source stands right above where it is needed")
  func trunks() {
    // 0 leads to the three at the chain's end; 5 is a source for 4 alone.
    let layout = LayeredLayout(
      (0..<8).map { _ in .init(width: 90, height: 40) },
      [(0, 1), (1, 2), (2, 3), (3, 4), (5, 4), (0, 6), (3, 6), (0, 7), (3, 7)].map { .init(from: $0.0, to: $0.1) },
      limit: 860)
    #expect(layout.vertices.count == 8 + 3)
    #expect(layout.vertices[5].layer == layout.vertices[4].layer - 1)
  }

  @Test("nothing, one node, and nodes without lines")
  func small() {
    #expect(Self.layout(0, []).width == 0)
    #expect(Self.layout(1, []).vertices.map(\.layer) == [0])
    // Twelve that are not connected fill layers of the greatest width.
    let many = Self.layout(12, [], limit: 300)
    #expect(many.layers.count > 3)
    #expect(many.width <= 300)
  }
}
