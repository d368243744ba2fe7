extension LayeredLayout {
  /// Orders each layer by the mean place of its neighbours in the one before, down and up in turn; keeps the best.
  mutating func order() {
    var best = layers
    var fewest = crossings
    for sweep in 0..<Self.sweeps where fewest > 0 {
      let isDown = sweep.isMultiple(of: 2)
      let indices = Array(layers.indices)
      for layer in isDown ? indices : indices.reversed() { sort(layer, isDown: isDown) }
      let count = crossings
      if count < fewest {
        fewest = count
        best = layers
      }
    }
    layers = best
  }

  /// Sweeps after which drawings of a few hundred nodes did not get better (empirical).
  private static let sweeps = 16

  private mutating func sort(_ layer: Int, isDown: Bool) {
    let other = layer + (isDown ? -1 : 1)
    guard layers.indices.contains(other) else { return }
    var place: [Int: Int] = [:]
    for (position, vertex) in layers[other].enumerated() { place[vertex] = position }
    let keys = layers[layer].enumerated().map { position, vertex -> (mean: Double, position: Int, vertex: Int) in
      let neighbours = (isDown ? vertices[vertex].above : vertices[vertex].below).compactMap { place[$0] }
      guard !neighbours.isEmpty else { return (Double(position), position, vertex) }
      return (Double(neighbours.reduce(0, +)) / Double(neighbours.count), position, vertex)
    }
    layers[layer] = keys.sorted { ($0.mean, $0.position) < ($1.mean, $1.position) }.map(\.vertex)
  }

  /// How many pairs of lines cross.
  var crossings: Int {
    var place = [Int](repeating: 0, count: vertices.count)
    for layer in layers { for (position, vertex) in layer.enumerated() { place[vertex] = position } }
    var count = 0
    for layer in layers {
      let lines = layer.flatMap { vertex in vertices[vertex].below.map { (place[vertex], place[$0]) } }
      for (position, a) in lines.enumerated() {
        for b in lines[..<position] where (a.0 - b.0) * (a.1 - b.1) < 0 { count += 1 }
      }
    }
    return count
  }

  /// Draws each vertex towards the mean of its neighbours, in the layers above and below in turn, as near as the others in its
  /// layer allow; then moves all so that the leftmost edge is at 0.
  mutating func placeAcross(limit: Double) {
    for layer in layers {
      var right = 0.0
      for vertex in layer {
        move(vertex, to: right + vertices[vertex].width / 2)
        right += vertices[vertex].width + Self.gap
      }
    }
    let room = max(limit, layers.map { $0.last.map { x($0) + vertices[$0].width / 2 } ?? 0 }.max() ?? 0)
    let indices = Array(layers.indices)
    for pass in 0..<Self.passes {
      // The last two look both ways, so that no line is left bent for the sake of the other side.
      let looksBoth = pass >= Self.passes - 2
      for layer in pass.isMultiple(of: 2) ? indices : indices.reversed() {
        settle(layers[layer], within: room) { vertex in
          let neighbours =
            looksBoth ? vertex.above + vertex.below : pass.isMultiple(of: 2) ? vertex.above : vertex.below
          return neighbours
        }
      }
    }
    let left = layers.joined().map { x($0) - vertices[$0].width / 2 }.min() ?? 0
    for vertex in vertices.indices { move(vertex, to: ((x(vertex) - left) * 10).rounded() / 10) }
    width = layers.joined().map { x($0) + vertices[$0].width / 2 }.max() ?? 0
  }

  private static let passes = 24

  /// The places nearest to the wished ones, by squared distance, that keep order and distances: isotonic regression by pooling
  /// neighbours that are out of order (Ayer et al. 1955), and cutting what leaves the room, which for these is exact as well.
  private mutating func settle(_ layer: [Int], within room: Double, _ neighbours: (Vertex) -> [Int]) {
    var offset = 0.0
    var offsets: [Double] = []
    var pools: [(sum: Double, weight: Double, count: Int)] = []
    for (position, vertex) in layer.enumerated() {
      if position > 0 {
        offset += (vertices[layer[position - 1]].width + vertices[vertex].width) / 2 + Self.gap
      }
      offsets.append(offset)
      let near = neighbours(vertices[vertex])
      let goal = near.isEmpty ? x(vertex) : near.map { x($0) }.reduce(0, +) / Double(near.count)
      // Straight trunks are worth more than centred boxes.
      let weight = vertices[vertex].node == nil ? 4.0 : near.isEmpty ? 0.5 : 1.0
      pools.append(((goal - offset) * weight, weight, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let before = pools[pools.count - 2]
        guard before.sum / before.weight > last.sum / last.weight else { break }
        pools.removeLast()
        pools[pools.count - 1] = (before.sum + last.sum, before.weight + last.weight, before.count + last.count)
      }
    }
    guard let first = layer.first, let last = layer.last else { return }
    let leftmost = vertices[first].width / 2
    let rightmost = max(leftmost, room - vertices[last].width / 2 - offset)
    var position = 0
    for pool in pools {
      let place = min(rightmost, max(leftmost, pool.sum / pool.weight))
      for _ in 0..<pool.count {
        move(layer[position], to: place + offsets[position])
        position += 1
      }
    }
  }
}
