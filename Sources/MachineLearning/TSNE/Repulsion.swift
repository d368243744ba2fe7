import CKernels
import ParallelPieces

/// The repulsive part of t-SNE's gradient: Σ q² (y − y′) for each point, and Z, the sum of q = 1 / (1 + |y − y′|²) over ordered pairs.
struct Repulsion: Sendable {
  /// x and y in turn, not yet divided by Z.
  private(set) var forces: [Float]
  private(set) var normalizer: Double

  /// Sources in one go of the kernel, which adds in single precision: their sums are then added in double.
  private static let sourcesAtOnce = 1024
  /// Targets in a piece of work.
  private static let targetsPerPiece = 128

  /// Over all pairs. O(points²).
  init(exact positions: [Float], threads: Int, registerLanes: Int32 = matinee_register_lanes()) {
    let count = positions.count / 2
    let filled = (count + TargetSums.width - 1) / TargetSums.width * TargetSums.width
    let xs = (0..<filled).map { $0 < count ? positions[2 * $0] : 0 }
    let ys = (0..<filled).map { $0 < count ? positions[2 * $0 + 1] : 0 }
    let weights = (0..<filled).map { $0 < count ? Float(1) : 0 }
    self.init(xs: xs, ys: ys, order: nil, count: count, threads: threads) { _, sums in
      for start in stride(from: 0, to: filled, by: Self.sourcesAtOnce) {
        sums.add(xs, ys, weights, start..<min(filled, start + Self.sourcesAtOnce), registerLanes)
      }
    }
  }

  /// By a tree: a square of side s at distance d acts as its centre of mass when s < `angle` × d (Barnes & Hut 1986).
  ///
  /// 32 neighbouring points share one walk of the tree, and d is the distance of the box around them (Barnes 1990): the error
  /// is below that of walking for each. O(points × log points).
  init(_ tree: Quadtree, angle: Double, threads: Int, registerLanes: Int32 = matinee_register_lanes()) {
    let count = tree.order.count
    let squaredAngle = Float(angle * angle)
    self.init(xs: tree.xs, ys: tree.ys, order: tree.order, count: count, threads: threads) { first, sums in
      let box = TargetBox(tree, first..<min(count, first + TargetSums.width))
      var sources = SourceList(capacity: Self.sourcesAtOnce)
      defer { sources.deallocate() }
      tree.nodes.withUnsafeBufferPointer { nodes in
        var place = 0
        while place < nodes.count {
          let node = nodes[place]
          if node.squaredSide < squaredAngle * box.squaredDistance(node.x, node.y) {
            if sources.isFull { sources.flush(to: &sums, registerLanes) }
            sources.append(node.x, node.y, node.mass)
            place = Int(node.next)
          } else if node.points.isEmpty {
            place += 1
          } else {
            for point in node.points {
              if sources.isFull { sources.flush(to: &sums, registerLanes) }
              sources.append(tree.xs[Int(point)], tree.ys[Int(point)], 1)
            }
            place = Int(node.next)
          }
        }
      }
      sources.flush(to: &sums, registerLanes)
    }
  }

  /// Sums for 32 targets after 32 targets; `order` says which point each target is.
  private init(
    xs: [Float], ys: [Float], order: [Int32]?, count: Int, threads: Int,
    _ addSources: @Sendable (_ firstTarget: Int, _ sums: inout TargetSums) -> Void
  ) {
    var forces = [Float](repeating: 0, count: 2 * count)
    let normalizers = forces.withUnsafeMutableBufferPointer { memory in
      nonisolated(unsafe) let memory = memory
      return Pieces.map(count, length: Self.targetsPerPiece, threads: threads) { range -> Double in
        var normalizer = 0.0
        for first in stride(from: range.lowerBound, to: range.upperBound, by: TargetSums.width) {
          var sums = TargetSums(xs, ys, first: first)
          addSources(first, &sums)
          for lane in 0..<min(TargetSums.width, count - first) {
            let point = order.map { Int($0[first + lane]) } ?? first + lane
            memory[2 * point] = Float(sums.x[lane])
            memory[2 * point + 1] = Float(sums.y[lane])
            // A point is among its own sources, with q = 1 and no force.
            normalizer += sums.q[lane] - 1
          }
        }
        return normalizer
      }
    }
    self.forces = forces
    normalizer = BlockedSum.pairwise(normalizers)
  }
}
