/// Places the nodes of a directed graph without cycles in layers, so that every line leads down.
///
/// The method is that of Sugiyama, Tagawa and Toda (1981) in its four passes: layers, their order with few crossings
/// (barycentres), the nodes' places across, and lines. It differs in two points that keep drawings narrow and calm: no layer is
/// wider than it may be (what does not fit goes one layer down, as Coffman and Graham do with equal nodes), and lines of one
/// node share one trunk through the layers that they pass. The same graph gives the same places: ties are broken by index.
///
/// O(passes × layers × (nodes + lines of a layer)), crossings counted in O(lines²) a layer.
struct LayeredLayout {
  struct Node: Sendable {
    /// px
    var width: Double
    var height: Double
  }

  /// From a node to one of a greater index.
  struct Edge: Sendable, Hashable {
    var from: Int
    var to: Int
    var isFaint = false
  }

  /// A place on a line or in a layer: a node, or where a trunk passes a layer.
  struct Vertex {
    /// nil where a trunk passes.
    var node: Int?
    var layer: Int
    var width: Double
    /// The centre.
    var x = 0.0
    var above: [Int] = []
    var below: [Int] = []
  }

  /// A piece of a line between two layers that follow each other.
  struct Segment: Hashable {
    var from: Int
    var to: Int
    var isFaint: Bool
  }

  private(set) var vertices: [Vertex] = []
  /// Vertices of each layer from left to right.
  var layers: [[Int]] = []
  private(set) var segments: [Segment] = []
  /// Tops and heights of the layers in px.
  private(set) var tops: [Double] = []
  private(set) var heights: [Double] = []
  var width = 0.0
  private(set) var height = 0.0

  /// Between neighbours in a layer, and between layers; empirical.
  static let gap = 18.0
  static let layerGap = 34.0
  /// What a trunk takes of a layer.
  static let trunkWidth = 10.0

  /// - Parameter limit: the width that no layer exceeds, in px, unless a single node does.
  init(_ nodes: [Node], _ edges: [Edge], limit: Double) {
    assignLayers(nodes, edges, limit: limit)
    addTrunks(nodes, edges)
    order()
    placeAcross(limit: limit)
    placeDown(nodes)
  }

  func x(_ vertex: Int) -> Double { vertices[vertex].x }

  mutating func move(_ vertex: Int, to x: Double) { vertices[vertex].x = x }

  private mutating func assignLayers(_ nodes: [Node], _ edges: [Edge], limit: Double) {
    var above = [[Int]](repeating: [], count: nodes.count)
    var below = above
    for edge in edges {
      above[edge.to].append(edge.from)
      below[edge.from].append(edge.to)
    }
    var layer = [Int](repeating: 0, count: nodes.count)
    var used: [Int: Double] = [:]
    func put(_ node: Int, from first: Int, by step: Int) {
      var place = first
      while let taken = used[place], taken + Self.gap + nodes[node].width > limit { place += step }
      used[place] = (used[place].map { $0 + Self.gap } ?? 0) + nodes[node].width
      layer[node] = place
    }
    for node in nodes.indices where !above[node].isEmpty {
      put(node, from: (above[node].map { layer[$0] }.max() ?? 0) + 1, by: 1)
    }
    // What comes from nowhere stands right above where it is needed first, or higher, where there is room.
    for node in nodes.indices where above[node].isEmpty {
      guard let first = below[node].map({ layer[$0] }).min() else { continue }
      put(node, from: first - 1, by: -1)
    }
    for node in nodes.indices where above[node].isEmpty && below[node].isEmpty { put(node, from: 0, by: 1) }
    // A layer that nothing was put in takes no room.
    let filled = Set(layer).sorted()
    for node in nodes.indices {
      vertices.append(
        Vertex(node: node, layer: filled.firstIndex(of: layer[node]) ?? 0, width: nodes[node].width))
    }
    layers = [[Int]](repeating: [], count: filled.count)
    for node in nodes.indices { layers[vertices[node].layer].append(node) }
  }

  /// Cuts lines at each layer that they pass.
  private mutating func addTrunks(_ nodes: [Node], _ edges: [Edge]) {
    struct Trunk: Hashable {
      var node: Int
      var isFaint: Bool
      var layer: Int
    }
    var trunks: [Trunk: Int] = [:]
    var known: Set<Segment> = []
    for edge in edges {
      var last = edge.from
      for layer in (vertices[edge.from].layer + 1)..<max(vertices[edge.from].layer + 1, vertices[edge.to].layer) {
        let trunk = Trunk(node: edge.from, isFaint: edge.isFaint, layer: layer)
        let vertex: Int
        if let there = trunks[trunk] {
          vertex = there
        } else {
          vertex = vertices.count
          vertices.append(Vertex(node: nil, layer: layer, width: Self.trunkWidth))
          layers[layer].append(vertex)
          trunks[trunk] = vertex
        }
        connect(last, vertex, edge.isFaint, &known)
        last = vertex
      }
      connect(last, edge.to, edge.isFaint, &known)
    }
  }

  private mutating func connect(_ from: Int, _ to: Int, _ isFaint: Bool, _ known: inout Set<Segment>) {
    let segment = Segment(from: from, to: to, isFaint: isFaint)
    guard known.insert(segment).inserted else { return }
    segments.append(segment)
    vertices[from].below.append(to)
    vertices[to].above.append(from)
  }

  private mutating func placeDown(_ nodes: [Node]) {
    var top = 0.0
    for layer in layers {
      let tallest = layer.compactMap { vertices[$0].node.map { nodes[$0].height } }.max() ?? 0
      tops.append(top)
      heights.append(tallest)
      top += tallest + Self.layerGap
    }
    height = max(0, top - Self.layerGap)
  }
}
