import CKernels

/// Stochastic gradient descent over rows of any features, a step after each batch.
///
/// With s = Σⱼ vⱼ xⱼ a row's gradients are e for w0, e xᵢ for wᵢ and e (xᵢ s − xᵢ² vᵢ) for vᵢ (Rendle 2010), where e = ∂loss/∂ŷ. Those
/// of a batch are added up for each feature that occurs in it, at the parameters that the batch began with; the penalty is
/// added once for each occurrence.
final class BatchKernel {
  private let table: FeatureTable
  private let parameters: TrainingParameters
  private let step: AdaptiveStep
  private let batchSize: Int
  /// Bound of an element of the batch's summed gradient.
  private let bound: Float
  private var slots: GradientSlots
  private let sums: UnsafeMutablePointer<SIMD8<Float>>

  /// Rows between asking for parameters and using them, as in `PairKernel`.
  private static let distance = 8

  init(table: FeatureTable, parameters: TrainingParameters, step: AdaptiveStep, batchSize: Int, bound: Float) {
    self.table = table
    self.parameters = parameters
    self.step = step
    self.batchSize = batchSize
    self.bound = bound
    slots = GradientSlots(parameters)
    sums = .allocate(capacity: max(1, parameters.width / 8))
    sums.initialize(repeating: .zero, count: max(1, parameters.width / 8))
  }

  deinit {
    slots.deallocate()
    sums.deallocate()
  }

  /// Steps over the rows with numbers `order` and returns the sum of their losses, each before its batch's step.
  func run(
    _ order: UnsafeBufferPointer<UInt32>, targets: UnsafePointer<Float>, bias: inout BiasState, loss: PointwiseLoss
  ) -> Double {
    var sum = 0.0
    var start = 0
    while start < order.count {
      let batch = UnsafeBufferPointer(rebasing: order[start..<min(order.count, start + batchSize)])
      let found = accumulate(batch, targets: targets, bias: bias.value, loss: loss)
      sum += found.loss
      let gradient = found.slope + step.biasPenalty * bias.value * Float(batch.count)
      step.apply(clip(gradient), to: &bias.value, gradients: &bias.gradients)
      applySteps()
      start += batch.count
    }
    return sum
  }

  /// Adds up the gradients of a batch, and returns the sum of its losses, and the gradient of w0.
  func accumulate(
    _ batch: UnsafeBufferPointer<UInt32>, targets: UnsafePointer<Float>, bias: Float, loss: PointwiseLoss
  ) -> (loss: Double, slope: Float) {
    slots.reserve(table.count(of: batch))
    let found = table.withRows { row -> (loss: Double, slope: Float) in
      var sum = 0.0
      var slopes: Float = 0
      for index in 0..<batch.count {
        if index + Self.distance < batch.count {
          prefetch(row(Int(batch[index + Self.distance])))
        }
        let target = targets[Int(batch[index])]
        let features = row(Int(batch[index]))
        let score = score(features, bias: bias)
        let slope = step.lossScale * loss.slope(score: score, target: target)
        sum += loss.loss(score: score, target: target)
        slopes += slope
        add(slope, features)
      }
      return (sum, slopes)
    }
    if let found { return found }
    // Rows without any feature: only w0 learns.
    let lossScale = step.lossScale
    return batch.reduce((0, 0)) { sums, row in
      let target = targets[Int(row)]
      return (
        sums.0 + loss.loss(score: bias, target: target), sums.1 + lossScale * loss.slope(score: bias, target: target)
      )
    }
  }

  /// ŷ of a row; leaves s in `sums`.
  @inline(__always)
  private func score(_ features: FeatureTable.Row, bias: Float) -> Float {
    let (base, width, stride, sums) = (parameters.base, parameters.width, parameters.stride, sums)
    var score = bias
    var squares = SIMD8<Float>.zero
    for part in 0..<width / 8 { sums[part] = .zero }
    for index in 0..<features.count {
      let row = base + Int(features.features[index]) * stride
      let vector = UnsafeRawPointer(row)
      let x = features.values[index]
      score += row[width] * x
      for part in 0..<width / 8 {
        let term = vector.load(fromByteOffset: part * 32, as: SIMD8<Float>.self) * x
        sums[part] += term
        squares += term * term
      }
    }
    var products = SIMD8<Float>.zero
    for part in 0..<width / 8 { products += sums[part] * sums[part] }
    return score + 0.5 * (products - squares).sum()
  }

  /// Adds a row's gradients to the slots of its features.
  @inline(__always)
  private func add(_ slope: Float, _ features: FeatureTable.Row) {
    let (base, width, stride, sums) = (parameters.base, parameters.width, parameters.stride, sums)
    for index in 0..<features.count {
      let feature = features.features[index]
      let row = base + Int(feature) * stride
      let vector = UnsafeRawPointer(row)
      let gradient = slots.slot(of: feature, row: row)
      let x = features.values[index]
      let ofSum = slope * x
      let ofVector = slope * x * x
      for part in 0..<width / 8 {
        let raw = UnsafeMutableRawPointer(gradient) + part * 32
        let added =
          sums[part] * ofSum - vector.load(fromByteOffset: part * 32, as: SIMD8<Float>.self) * ofVector
        raw.storeBytes(of: raw.load(as: SIMD8<Float>.self) + added, as: SIMD8<Float>.self)
      }
      gradient[width] += slope * x
      gradient[width + 1] += 1
    }
  }

  @inline(__always)
  private func prefetch(_ features: FeatureTable.Row) {
    for index in 0..<features.count {
      let row = parameters.base + Int(features.features[index]) * parameters.stride
      var offset = 0
      while offset < parameters.stride {
        matinee_prefetch_for_writing(row + offset)
        offset += 16
      }
    }
  }

  /// Adds the penalties, cuts the gradients and steps, for every feature of the batch.
  private func applySteps() {
    let width = parameters.width
    let mean = 1 / Float(max(1, parameters.factors))
    let (low, high) = (SIMD8<Float>(repeating: -bound), SIMD8<Float>(repeating: bound))
    slots.drain { _, row, gradient in
      let occurrences = gradient[width + 1]
      let ofWeight = gradient[width] + row[width + TrainingParameters.weightPenalty] * occurrences * row[width]
      step.apply(clip(ofWeight), to: &row[width], gradients: &row[width + TrainingParameters.weightGradients])
      if width == 0 { return }
      let penalty = row[width + TrainingParameters.factorPenalty] * occurrences
      let vector = UnsafeMutableRawPointer(row)
      let raw = UnsafeMutableRawPointer(gradient)
      var squares = SIMD8<Float>.zero
      for part in 0..<width / 8 {
        let v = vector.load(fromByteOffset: part * 32, as: SIMD8<Float>.self)
        let element = (raw.load(fromByteOffset: part * 32, as: SIMD8<Float>.self) + v * penalty)
          .clamped(lowerBound: low, upperBound: high)
        raw.storeBytes(of: element, toByteOffset: part * 32, as: SIMD8<Float>.self)
        squares += element * element
      }
      row[width + TrainingParameters.factorGradients] += squares.sum() * mean
      let length = step.learningRate / (1 + row[width + TrainingParameters.factorGradients]).squareRoot()
      for part in 0..<width / 8 {
        let v = vector.load(fromByteOffset: part * 32, as: SIMD8<Float>.self)
        let element = raw.load(fromByteOffset: part * 32, as: SIMD8<Float>.self)
        vector.storeBytes(of: v - element * length, toByteOffset: part * 32, as: SIMD8<Float>.self)
      }
    }
  }

  /// Calls `body` with every feature that occurred, its parameters and its summed gradient: v, then w. Empties the slots.
  @inline(__always)
  func drain(_ body: (_ feature: Int, _ row: UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) -> Void) {
    slots.drain(body)
  }

  /// The gradients added up so far, for each feature that occurred: v, then w. Empties the slots.
  func drainGradients() -> [Int: [Float]] {
    var found: [Int: [Float]] = [:]
    slots.drain { [parameters] feature, _, gradient in
      found[feature] = (0..<parameters.factors).map { gradient[$0] } + [gradient[parameters.width]]
    }
    return found
  }

  @inline(__always)
  private func clip(_ element: Float) -> Float {
    min(max(element, -bound), bound)
  }
}
