/// Where the parameters of features lie in memory, whoever owns them.
struct ParameterView {
  let latent: UnsafePointer<Float>
  let latentStride: Int
  let linear: UnsafePointer<Float>
  let linearStride: Int
  let factors: Int

  /// A view of nothing when there are no features.
  init?(
    latent: UnsafePointer<Float>?, latentStride: Int, linear: UnsafePointer<Float>?, linearStride: Int, factors: Int
  ) {
    guard let linear else { return nil }
    self.latent = latent ?? linear
    self.latentStride = latentStride
    self.linear = linear
    self.linearStride = linearStride
    self.factors = factors
  }

  @inline(__always)
  func vector(_ feature: Int) -> UnsafePointer<Float> {
    latent + feature * latentStride
  }

  @inline(__always)
  func weight(_ feature: Int) -> Float {
    linear[feature * linearStride]
  }

  /// ⟨vᵢ, vⱼ⟩ in single precision: eight sums side by side, then the rest.
  @inline(__always)
  func product(_ first: Int, _ second: Int) -> Float {
    let p = UnsafeRawPointer(vector(first))
    let q = UnsafeRawPointer(vector(second))
    var sums = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= factors {
      let a = p.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      let b = q.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      sums += a * b
      index += 8
    }
    var sum = sums.sum()
    while index < factors {
      sum += vector(first)[index] * vector(second)[index]
      index += 1
    }
    return sum
  }

  /// The score of two features of different one-hot fields, each negative when it is missing.
  @inline(__always)
  func score(_ first: Int, _ second: Int, bias: Double) -> Double {
    var sum = bias
    if first >= 0 { sum += Double(weight(first)) }
    if second >= 0 { sum += Double(weight(second)) }
    if first >= 0, second >= 0 { sum += Double(product(first, second)) }
    return sum
  }

  /// The score of `count` features with their values.
  @inline(__always)
  func score(_ features: UnsafePointer<Int>, _ values: UnsafePointer<Float>, count: Int, bias: Double) -> Double {
    var sum = bias
    for i in 0..<count { sum += Double(weight(features[i])) * Double(values[i]) }
    for factor in 0..<factors {
      var total: Double = 0
      var squares: Double = 0
      for i in 0..<count {
        let term = Double(vector(features[i])[factor]) * Double(values[i])
        total += term
        squares += term * term
      }
      sum += 0.5 * (total * total - squares)
    }
    return sum
  }
}
