/// Points of the plane in a tree of squares, each cut into four (Barnes & Hut 1986).
///
/// The points are sorted along Hilbert's curve, so that every square is a run of them and runs of it lie close together. Nodes are in
/// depth-first order, each with the place that follows its whole branch: walking the tree needs no stack.
struct Quadtree {
  struct Node {
    /// Centre of mass.
    var x: Float
    var y: Float
    /// Number of points.
    var mass: Float
    /// Side of the square, squared.
    var squaredSide: Float
    /// The node after this branch.
    var next: Int32
    /// The points of a leaf, in the curve's order; empty for a square that was cut.
    var points: Range<Int32>
  }

  /// Levels of the tree: beyond these, points share a leaf however many they are (identical ones do).
  private static let levels = 16
  private static let pointsPerLeaf = 8

  private(set) var nodes: [Node] = []
  /// Positions in the order of the curve, filled up to a multiple of 32 by the last point.
  let xs: [Float]
  let ys: [Float]
  /// The points' numbers in the order of the curve.
  let order: [Int32]
  private let keys: [UInt32]

  /// Sorts `count` points, given as x and y in turn, and builds the tree. O(count).
  init(_ positions: [Float]) {
    let count = positions.count / 2
    var (left, right, bottom, top) = (Float.infinity, -Float.infinity, Float.infinity, -Float.infinity)
    for point in 0..<count {
      left = min(left, positions[2 * point])
      right = max(right, positions[2 * point])
      bottom = min(bottom, positions[2 * point + 1])
      top = max(top, positions[2 * point + 1])
    }
    let side = max(right - left, top - bottom, .leastNormalMagnitude)
    let scale = Float(65535) / side
    var unsorted = [UInt32](repeating: 0, count: count)
    for first in stride(from: 0, to: count, by: 8) {
      var (x, y) = (SIMD8<UInt32>.zero, SIMD8<UInt32>.zero)
      for lane in 0..<min(8, count - first) {
        x[lane] = UInt32(max(0, min(65535, (positions[2 * (first + lane)] - left) * scale)))
        y[lane] = UInt32(max(0, min(65535, (positions[2 * (first + lane) + 1] - bottom) * scale)))
      }
      let keys = HilbertCurve.keys(x, y)
      for lane in 0..<min(8, count - first) { unsorted[first + lane] = keys[lane] }
    }
    order = HilbertCurve.order(unsorted)
    keys = order.map { unsorted[Int($0)] }
    let filled = (count + TargetSums.width - 1) / TargetSums.width * TargetSums.width
    let places = order
    xs = (0..<filled).map { positions[2 * Int(places[min($0, count - 1)])] }
    ys = (0..<filled).map { positions[2 * Int(places[min($0, count - 1)]) + 1] }
    nodes.reserveCapacity(count)
    if count > 0 { _ = add(0..<count, level: 0, side: Double(side) * (65536.0 / 65535)) }
  }

  /// Adds the square that holds a run of points, and what is in it; gives the sums of their positions.
  private mutating func add(_ run: Range<Int>, level: Int, side: Double) -> (x: Double, y: Double) {
    let place = nodes.count
    let isLeaf = run.count <= Self.pointsPerLeaf || level == Self.levels
    nodes.append(
      Node(
        x: 0, y: 0, mass: Float(run.count), squaredSide: Float(side * side), next: 0,
        points: isLeaf ? Int32(run.lowerBound)..<Int32(run.upperBound) : 0..<0))
    var (x, y) = (0.0, 0.0)
    if isLeaf {
      for point in run {
        x += Double(xs[point])
        y += Double(ys[point])
      }
    } else {
      let shift = UInt32(2 * (Self.levels - 1 - level))
      var start = run.lowerBound
      while start < run.upperBound {
        let end = self.end(from: start, in: run, quarter: keys[start] >> shift, shift: shift)
        let sums = add(start..<end, level: level + 1, side: side / 2)
        x += sums.x
        y += sums.y
        start = end
      }
    }
    nodes[place].x = Float(x / Double(run.count))
    nodes[place].y = Float(y / Double(run.count))
    nodes[place].next = Int32(nodes.count)
    return (x, y)
  }

  /// Where the points of a quarter end, by halving.
  private func end(from start: Int, in run: Range<Int>, quarter: UInt32, shift: UInt32) -> Int {
    var (low, high) = (start + 1, run.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] >> shift == quarter { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
