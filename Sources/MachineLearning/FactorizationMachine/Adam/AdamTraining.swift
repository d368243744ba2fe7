import ElementaryFunctions
import ParallelPieces
import RandomStreams

/// Adam over mini-batches of rows of any features.
final class AdamTraining: EpochTraining {
  private let layout: FeatureLayout
  private let parameters: TrainingParameters
  private let kernel: BatchKernel
  private let targets: [Float]
  private let options: AdamOptions
  private let loss: PointwiseLoss
  private var order: [UInt32]
  private var biasValue: Float
  private var biasMean: Float = 0
  private var biasSquares: Float = 0
  /// Running means of gradients, then of their squares, of each feature: v, then w.
  private let moments: UnsafeMutablePointer<Float>
  private let stride: Int
  private var steps = 0

  /// Decay rates of the two means.
  private static var decay: (first: Float, second: Float) { (0.9, 0.999) }

  var bias: Double { Double(biasValue) }
  var view: ParameterView? { parameters.view }

  init(_ input: TrainingInput, loss: PointwiseLoss, options: AdamOptions) {
    self.loss = loss
    layout = input.layout
    targets = input.targets
    self.options = options
    order = (0..<layout.rows.count).map(UInt32.init)
    parameters = TrainingParameters(count: layout.width, factors: options.factors)
    let random = RandomStream(seed: options.seed, stream: 1)
    let factors = options.factors
    for (feature, occurs) in layout.occurring().enumerated() where occurs {
      let row = parameters.base + feature * parameters.stride
      let first = UInt64(feature * (factors + 1))
      for factor in 0..<factors {
        row[factor] = options.latent.initialization.value(random, at: first + UInt64(factor))
      }
      row[parameters.width] = options.linear.initialization.value(random, at: first + UInt64(factors))
    }
    if let start = input.start {
      parameters.copy(start)
      biasValue = Float(start.bias)
    } else {
      biasValue = options.bias.initialization.value(RandomStream(seed: options.seed, stream: 5), at: 0)
    }
    stride = 2 * parameters.width + 16
    moments = SampledParameters.zeros(layout.width * stride)
    kernel = BatchKernel(
      table: FeatureTable(layout), parameters: parameters,
      step: AdaptiveStep(learningRate: 0, biasPenalty: 0, lossScale: 1), batchSize: options.miniBatchSize,
      bound: .infinity)
  }

  deinit {
    moments.deallocate()
  }

  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double {
    order = (0..<layout.rows.count).map(UInt32.init)
    order.withUnsafeMutableBufferPointer {
      RandomStream(seed: options.seed, stream: 2 &+ UInt64(epoch) &* 4).shuffle($0)
    }
    let size = options.miniBatchSize
    var losses: [Double] = []
    var start = 0
    while start < order.count {
      if observer.isCancelled() { throw .cancelled }
      losses.append(step(start..<min(order.count, start + size)))
      start += size
      observer.onProgress(Double(epoch - 1) + Double(min(start, order.count)) / Double(order.count))
    }
    return BlockedSum.pairwise(losses) / Double(max(1, order.count))
  }

  /// One step against a batch; returns the sum of its losses before it.
  private func step(_ range: Range<Int>) -> Double {
    let found = order.withUnsafeBufferPointer { order in
      targets.withUnsafeBufferPointer { targets in
        targets.baseAddress.map {
          kernel.accumulate(
            UnsafeBufferPointer(rebasing: order[range]), targets: $0, bias: biasValue, loss: loss)
        }
      }
    }
    guard let found else { return 0 }
    steps += 1
    let rates = Rates(steps: steps, options: options, decay: Self.decay)
    rates.move(&biasValue, found.slope, options.bias, &biasMean, &biasSquares)
    let width = parameters.width
    let (linear, latent) = (options.linear, options.latent)
    kernel.drain { [moments, stride, factors = parameters.factors] feature, row, gradient in
      let first = moments + feature * stride
      let second = first + width + 8
      for factor in 0..<factors {
        rates.move(&row[factor], gradient[factor], latent, &first[factor], &second[factor])
      }
      rates.move(&row[width], gradient[width], linear, &first[width], &second[width])
    }
    return found.loss
  }
}

/// The arithmetic of one step of Adam.
private struct Rates {
  private let decay: (first: Float, second: Float)
  /// Corrections of means that began at 0.
  private let correction: (first: Float, second: Float)
  private let rescale: Float
  private let bound: Float
  private let epsilon: Float

  init(steps: Int, options: AdamOptions, decay: (first: Float, second: Float)) {
    self.decay = decay
    func power(_ base: Float) -> Double { Elementary.exp(Double(steps) * Elementary.log(Double(base))) }
    correction = (Float(1 / (1 - power(decay.first))), Float(1 / (1 - power(decay.second))))
    rescale = Float(options.rescaleGradient)
    bound = options.clipGradient.map { Float($0) } ?? .infinity
    epsilon = Float(options.epsilon)
  }

  @inline(__always)
  func move(
    _ parameter: inout Float, _ summed: Float, _ group: AdamOptions.Group, _ first: inout Float, _ second: inout Float
  ) {
    let cut = min(max(summed * rescale, -bound), bound)
    let gradient = cut + Float(group.weightDecay) * parameter
    first = decay.first * first + (1 - decay.first) * gradient
    second = decay.second * second + (1 - decay.second) * (gradient * gradient)
    let step = first * correction.first / ((second * correction.second).squareRoot() + epsilon)
    parameter -= Float(group.learningRate) * step
  }
}
