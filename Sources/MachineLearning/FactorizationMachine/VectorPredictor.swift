/// Predictions of a factorization machine for feature vectors one by one, without a table: what an endpoint answers with.
///
/// A vector has the columns of the matrix that the machine's fields make side by side: a one-hot field or a bag has one for each of
/// its codes, a number has one. What `FactorizationMachine.predict` gives for the row that the vector describes, this gives bit by
/// bit, as both run the same arithmetic in the same order.
public struct VectorPredictor: Sendable {
  public let machine: FactorizationMachine
  /// Columns of a vector.
  public let width: Int
  /// The columns of each field.
  public let spans: [Range<Int>]
  /// Whether the machine has two one-hot fields and nothing else.
  private let isPair: Bool
  private let numericCount: Int

  public init(_ machine: FactorizationMachine) {
    self.machine = machine
    spans = zip(machine.offsets, machine.fields).map { $0..<$0 + $1.width }
    width = spans.last?.upperBound ?? 0
    isPair = machine.fields.count == 2 && machine.fields.allSatisfy(\.isExclusive)
    numericCount = machine.fields.count { if case .numeric = $0 { true } else { false } }
  }

  /// The prediction for one vector: the number in regression, cut to the machine's range if it has one, or the probability of a 1.
  ///
  /// - Parameters:
  ///   - keys: Columns of the values that are not zero, rising, in `0 ..< width`.
  ///   - values: As many finite numbers.
  /// - Returns: Not a finite number when the values are so great that single precision does not hold them.
  /// - Complexity: O(keys × factors) for each draw.
  public func predict(keys: UnsafeBufferPointer<UInt32>, values: UnsafeBufferPointer<Double>) -> Double {
    let capacity = max(1, keys.count + numericCount)
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: capacity) { features in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: capacity) { numbers in
        guard let features = features.baseAddress, let numbers = numbers.baseAddress else { return .nan }
        let count = gather(keys, values, features, numbers)
        let pair = isPair ? pair(features, numbers, count) : nil
        return prediction { parameters, bias in
          if let pair { return parameters.score(pair.first, pair.second, bias: bias) }
          return parameters.score(features, numbers, count: count, bias: bias)
        }
      }
    }
  }

  /// The prediction for a user and an item of a machine of two one-hot fields, by their codes; nil for another machine or for codes
  /// that it does not know.
  public func predict(first: Int, second: Int) -> Double? {
    guard isPair, spans[0].count > first, spans[1].count > second, first >= 0, second >= 0 else { return nil }
    return prediction { $0.score(first, spans[1].lowerBound + second, bias: $1) }
  }

  /// Writes the features that are not zero, and the values that the machine multiplies, and returns how many there are.
  private func gather(
    _ keys: UnsafeBufferPointer<UInt32>, _ values: UnsafeBufferPointer<Double>, _ features: UnsafeMutablePointer<Int>,
    _ numbers: UnsafeMutablePointer<Float>
  ) -> Int {
    var (count, entry) = (0, 0)
    for (field, span) in zip(machine.fields, spans) {
      if case .numeric = field {
        var value = 0.0
        if entry < keys.count, Int(keys[entry]) == span.lowerBound {
          value = values[entry]
          entry += 1
        }
        features[count] = span.lowerBound
        numbers[count] = Float(field.scaled(value))
        count += 1
      } else {
        while entry < keys.count, Int(keys[entry]) < span.upperBound {
          if values[entry] != 0 {
            features[count] = Int(keys[entry])
            numbers[count] = Float(values[entry])
            count += 1
          }
          entry += 1
        }
      }
    }
    return count
  }

  /// The features of both fields, −1 for none, when each has at most one and that is a 1.
  private func pair(
    _ features: UnsafeMutablePointer<Int>, _ numbers: UnsafeMutablePointer<Float>, _ count: Int
  ) -> (first: Int, second: Int)? {
    guard count <= 2 else { return nil }
    var found = (first: -1, second: -1)
    for index in 0..<count {
      if numbers[index] != 1 { return nil }
      if features[index] < spans[1].lowerBound {
        if found.first >= 0 { return nil }
        found.first = features[index]
      } else {
        if found.second >= 0 { return nil }
        found.second = features[index]
      }
    }
    return found
  }

  /// The prediction that `score` leads to, the mean over the draws if there are any.
  @inline(__always)
  private func prediction(_ score: (ParameterView, Double) -> Double) -> Double {
    func mapped(_ score: Double) -> Double {
      machine.task == .classification ? machine.link.probability(score) : score
    }
    var result: Double
    if machine.draws.isEmpty {
      result = mapped(scored(machine.bias, machine.linear, machine.latent, score))
    } else {
      result = 0
      for draw in machine.draws { result += mapped(scored(draw.bias, draw.linear, draw.latent, score)) }
      result /= Double(machine.draws.count)
    }
    if machine.task == .regression, let range = machine.range {
      result = min(max(result, range.lowerBound), range.upperBound)
    }
    return result
  }

  @inline(__always)
  private func scored(
    _ bias: Double, _ linear: [Float], _ latent: [Float], _ score: (ParameterView, Double) -> Double
  ) -> Double {
    linear.withUnsafeBufferPointer { linear in
      latent.withUnsafeBufferPointer { latent in
        let parameters = ParameterView(
          latent: latent.baseAddress, latentStride: machine.factors, linear: linear.baseAddress, linearStride: 1,
          factors: machine.factors)
        return parameters.map { score($0, bias) } ?? bias
      }
    }
  }
}
