/// Gradient descent of a t-SNE map, with momentum and a gain for every coordinate (Jacobs 1988; van der Maaten & Hinton 2008).
struct MapDescent {
  /// x and y of the points in turn.
  private(set) var positions: [Float]
  private var velocities: [Float]
  private var gains: [Float]
  private let affinities: Affinities
  /// nil for all pairs.
  private let angle: Double?
  private let threads: Int

  /// No point moves farther than this in one iteration, as in openTSNE.
  private static let longestStep: Float = 5
  private static let leastGain: Float = 0.01

  init(start: [Float], affinities: Affinities, angle: Double?, threads: Int) {
    positions = start
    velocities = [Float](repeating: 0, count: start.count)
    gains = [Float](repeating: 1, count: start.count)
    self.affinities = affinities
    self.angle = angle
    self.threads = threads
  }

  /// A quarter of the divergence's gradient: ¼ ∂KL/∂y = Σ (exaggeration × p − q / Z) q (y − y′).
  func gradient(exaggeration: Double) -> [Float] {
    var gradient = affinities.attraction(at: positions, threads: threads)
    let repulsion =
      angle.map { Repulsion(Quadtree(positions), angle: $0, threads: threads) }
      ?? Repulsion(exact: positions, threads: threads)
    let pull = Float(exaggeration / Double(affinities.count))
    let push = Float(1 / repulsion.normalizer)
    for index in gradient.indices { gradient[index] = pull * gradient[index] - push * repulsion.forces[index] }
    return gradient
  }

  /// One iteration; the map's centre stays at 0.
  mutating func step(exaggeration: Double, momentum: Float, learningRate: Float) {
    let gradient = gradient(exaggeration: exaggeration)
    var (x, y) = (0.0, 0.0)
    for point in 0..<affinities.count {
      var dx = velocity(2 * point, gradient[2 * point], momentum, learningRate)
      var dy = velocity(2 * point + 1, gradient[2 * point + 1], momentum, learningRate)
      let length = (dx * dx + dy * dy).squareRoot()
      if length > Self.longestStep {
        dx *= Self.longestStep / length
        dy *= Self.longestStep / length
      }
      velocities[2 * point] = dx
      velocities[2 * point + 1] = dy
      positions[2 * point] += dx
      positions[2 * point + 1] += dy
      x += Double(positions[2 * point])
      y += Double(positions[2 * point + 1])
    }
    let centre = (Float(x / Double(affinities.count)), Float(y / Double(affinities.count)))
    for point in 0..<affinities.count {
      positions[2 * point] -= centre.0
      positions[2 * point + 1] -= centre.1
    }
  }

  /// The new velocity of a coordinate: its gain grows while it keeps its direction, and shrinks when it turns.
  private mutating func velocity(_ index: Int, _ slope: Float, _ momentum: Float, _ rate: Float) -> Float {
    let turns = (slope > 0) == (velocities[index] > 0)
    let gain = max(Self.leastGain, turns ? gains[index] * 0.8 : gains[index] + 0.2)
    gains[index] = gain
    return momentum * velocities[index] - rate * gain * slope
  }
}
