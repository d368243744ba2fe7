import RandomStreams

/// The parameters of all features while they are drawn: v rows filled up with zeros to a multiple of 16, weights beside them.
final class SampledParameters {
  let count: Int
  let factors: Int
  let stride: Int
  let latent: UnsafeMutablePointer<Float>
  let linear: UnsafeMutablePointer<Float>

  init(count: Int, factors: Int) {
    self.count = count
    self.factors = factors
    stride = (factors + 15) / 16 * 16
    latent = Self.zeros(count * stride)
    linear = Self.zeros(count)
  }

  deinit {
    latent.deallocate()
    linear.deallocate()
  }

  static func zeros(_ length: Int) -> UnsafeMutablePointer<Float> {
    let length = max(16, length)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: length * 4, alignment: 64)
      .bindMemory(to: Float.self, capacity: length)
    memory.initialize(repeating: 0, count: length)
    return memory
  }

  /// Draws the v of each feature that occurs: normal, mean 0, standard deviation `sigma`.
  func drawFactors(sigma: Double, seed: UInt64, isOccurring: [Bool]) {
    let random = RandomStream(seed: seed, stream: 1)
    for feature in 0..<count where isOccurring[feature] {
      for factor in 0..<factors {
        latent[feature * stride + factor] = Float(sigma * random.normal(at: UInt64(feature * factors + factor)))
      }
    }
  }

  /// Takes over what a conditional has drawn of a feature: v, then w at `stride`.
  func set(_ feature: Int, to drawn: UnsafePointer<Float>) {
    (latent + feature * stride).update(from: drawn, count: stride)
    linear[feature] = drawn[stride]
  }

  /// Gives the parameters of features to `other`, and takes its own.
  func swap(_ features: [Int], with other: SampledParameters) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: stride) { own in
      guard let own = own.baseAddress else { return }
      for feature in features {
        (linear[feature], other.linear[feature]) = (other.linear[feature], linear[feature])
        let (mine, theirs) = (latent + feature * stride, other.latent + feature * stride)
        own.update(from: mine, count: stride)
        mine.update(from: theirs, count: stride)
        theirs.update(from: own, count: stride)
      }
    }
  }

  var view: ParameterView? {
    ParameterView(latent: latent, latentStride: stride, linear: linear, linearStride: 1, factors: factors)
  }
}
