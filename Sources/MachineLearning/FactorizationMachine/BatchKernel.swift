/// Stochastic gradient descent over rows of any features, a step after each batch.
///
/// With s = Σⱼ vⱼ xⱼ a row's gradients are e for w0, e xᵢ for wᵢ and e (xᵢ s − xᵢ² vᵢ) for vᵢ (Rendle 2010). Those of a batch are
/// added up for each feature that occurs in it, at the parameters that the batch began with; the penalty is added once for
/// each occurrence.
final class BatchKernel {
  private let layout: FeatureLayout
  private let parameters: TrainingParameters
  private let step: AdaptiveStep
  /// Bound of an element of the batch's summed gradient.
  private let bound: Float
  private let batchSize: Int

  /// Gradient of a slot: v[0 ..< width] | w | occurrences.
  private var gradients: [Float] = []
  private var touched: [Int] = []
  private var features: [Int]
  private var values: [Float]
  private var sums: [Float]

  init(layout: FeatureLayout, parameters: TrainingParameters, step: AdaptiveStep, batchSize: Int, bound: Float) {
    self.layout = layout
    self.parameters = parameters
    self.step = step
    self.batchSize = batchSize
    self.bound = bound
    features = [Int](repeating: 0, count: max(1, layout.fields.count))
    values = [Float](repeating: 0, count: max(1, layout.fields.count))
    sums = [Float](repeating: 0, count: max(1, parameters.width))
  }

  /// Steps over the rows with numbers `order` and returns the sum of their losses, each before its batch's step.
  func run<Loss: PointwiseLoss>(
    _ order: UnsafeBufferPointer<UInt32>, targets: UnsafePointer<Float>, bias: inout BiasState, loss: Loss.Type
  ) -> Double {
    var sum = 0.0
    var start = 0
    while start < order.count {
      let end = min(order.count, start + batchSize)
      var biasGradient: Float = 0
      for index in start..<end {
        sum += add(
          Int(order[index]), target: targets[Int(order[index])], bias: bias.value, biasGradient: &biasGradient,
          loss: loss)
      }
      biasGradient += step.biasPenalty * bias.value * Float(end - start)
      step.apply(clip(biasGradient), to: &bias.value, gradients: &bias.gradients)
      applySteps()
      start = end
    }
    return sum
  }

  /// Adds a row's gradient and returns its loss.
  private func add<Loss: PointwiseLoss>(
    _ row: Int, target: Float, bias: Float, biasGradient: inout Float, loss: Loss.Type
  ) -> Double {
    let (base, width, stride) = (parameters.base, parameters.width, parameters.stride)
    let count = features.withUnsafeMutableBufferPointer { features in
      values.withUnsafeMutableBufferPointer { values -> Int in
        guard let features = features.baseAddress, let values = values.baseAddress else { return 0 }
        return layout.gather(row, features: features, values: values)
      }
    }
    var score = bias
    var squares: Float = 0
    for factor in 0..<width { sums[factor] = 0 }
    for i in 0..<count {
      let v = base + features[i] * stride
      let x = values[i]
      score += v[width] * x
      for factor in 0..<width {
        let term = v[factor] * x
        sums[factor] += term
        squares += term * term
      }
    }
    var product: Float = 0
    for factor in 0..<width { product += sums[factor] * sums[factor] }
    score += 0.5 * (product - squares)
    let slope = Loss.slope(score: score, target: target)
    biasGradient += slope
    for i in 0..<count {
      let v = base + features[i] * stride
      let x = values[i]
      let gradient = slot(of: features[i], row: v) * (width + 2)
      for factor in 0..<width {
        gradients[gradient + factor] += slope * (x * sums[factor] - x * x * v[factor])
      }
      gradients[gradient + width] += slope * x
      gradients[gradient + width + 1] += 1
    }
    return Loss.loss(score: score, target: target)
  }

  /// The place of a feature's gradient in this batch; its number plus one is kept beside the parameters.
  private func slot(of feature: Int, row: UnsafeMutablePointer<Float>) -> Int {
    let place = parameters.width + TrainingParameters.slot
    let known = row[place].bitPattern
    if known != 0 { return Int(known) - 1 }
    touched.append(feature)
    row[place] = Float(bitPattern: UInt32(touched.count))
    let length = touched.count * (parameters.width + 2)
    if gradients.count < length {
      gradients.append(contentsOf: repeatElement(0, count: length - gradients.count))
    }
    return touched.count - 1
  }

  private func applySteps() {
    let (base, width, stride) = (parameters.base, parameters.width, parameters.stride)
    for (index, feature) in touched.enumerated() {
      let row = base + feature * stride
      let gradient = index * (width + 2)
      let occurrences = gradients[gradient + width + 1]
      let ofWeight = clip(
        gradients[gradient + width] + row[width + TrainingParameters.weightPenalty] * occurrences * row[width])
      step.apply(ofWeight, to: &row[width], gradients: &row[width + 1])
      if width > 0 {
        let penalty = row[width + TrainingParameters.factorPenalty] * occurrences
        var square: Float = 0
        for factor in 0..<width {
          let element = clip(gradients[gradient + factor] + penalty * row[factor])
          gradients[gradient + factor] = element
          square += element * element
        }
        row[width + 2] += square / Float(parameters.factors)
        let length = step.learningRate / (1 + row[width + 2]).squareRoot()
        for factor in 0..<width { row[factor] -= length * gradients[gradient + factor] }
      }
      for place in gradient..<gradient + width + 2 { gradients[place] = 0 }
      row[width + TrainingParameters.slot] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private func clip(_ element: Float) -> Float {
    min(max(element, -bound), bound)
  }
}
