import ParallelPieces
import RandomStreams

/// Stochastic gradient descent over a grid of tiles.
///
/// An epoch is `side` waves; in a wave each block of the first field meets one block of the second, so that no two tiles share a
/// parameter. w0, which all share, starts equal in the tiles of a wave and is averaged after it, weighted by rows.
final class StochasticGradientTraining: EpochTraining {
  private let parameters: TrainingParameters
  private var biasState: BiasState
  private let layout: FeatureLayout
  private let grid: TileGrid
  private let targets: [Float]
  private let options: StochasticGradientOptions
  private let step: AdaptiveStep
  private let loss: PointwiseLoss
  private var order: [UInt32]
  private var runs: TileRuns?
  /// Room for the rows of every tile of a wave, in the order of an epoch.
  private var ordered: [PairRow] = []
  private var kernels: [BatchKernel] = []

  var bias: Double { Double(biasState.value) }
  var view: ParameterView? { parameters.view }

  init(_ input: TrainingInput, loss: PointwiseLoss, options: StochasticGradientOptions) {
    self.loss = loss
    let (layout, targets, lossScale) = (input.layout, input.targets, input.lossScale)
    self.layout = layout
    self.targets = targets
    self.options = options
    grid = TileGrid(layout)
    order = grid.order
    biasState = BiasState(value: input.start.map { Float($0.bias) } ?? input.initialBias)
    parameters = TrainingParameters(count: layout.width, factors: options.factors, threads: options.threads)
    parameters.drawFactors(
      sigma: options.initialSigma, seed: options.seed, isOccurring: layout.occurring(), threads: options.threads)
    if let start = input.start { parameters.copy(start) }
    step = AdaptiveStep(
      learningRate: Float(options.learningRate), biasPenalty: Float(options.biasRegularization),
      lossScale: lossScale)
    Penalty(options, lossScale: Double(lossScale)).write(to: parameters, layout: layout)
    if options.batchSize == 1, options.clipGradient == nil, let pair = layout.pair,
      pair.first.allSatisfy({ $0 >= 0 }), pair.second.allSatisfy({ $0 >= 0 })
    {
      let offset = UInt32(layout.offsets[1])
      runs = TileRuns(grid, threads: options.threads) { row in
        PairRow(
          first: UInt32(pair.first[Int(row)]), second: offset + UInt32(pair.second[Int(row)]), target: targets[Int(row)]
        )
      }
      ordered = [PairRow](repeating: PairRow(first: 0, second: 0, target: 0), count: order.count)
    } else {
      let rescale = options.rescaleGradient ?? 1 / Double(options.batchSize)
      let bound = options.clipGradient.map { Float($0 / rescale) * lossScale } ?? .infinity
      let table = FeatureTable(layout)
      kernels = (0..<grid.side).map { _ in
        BatchKernel(table: table, parameters: parameters, step: step, batchSize: options.batchSize, bound: bound)
      }
    }
  }

  /// Passes once over all rows, in an order of its own for each `epoch`.
  func runEpoch(_ epoch: Int, observer: TrainingObserver) throws(LearningError) -> Double {
    let random = RandomStream(seed: options.seed, stream: 2 &+ UInt64(epoch) &* 4)
    let shift = random.permutation(of: grid.side)
    var losses: [Double] = []
    for wave in 0..<grid.side {
      if observer.isCancelled() { throw .cancelled }
      losses.append(runWave(shift[wave], epoch: epoch))
      observer.onProgress(Double(epoch - 1) + Double(wave + 1) / Double(grid.side))
    }
    return BlockedSum.pairwise(losses) / Double(targets.count)
  }

  private func runWave(_ shift: Int, epoch: Int) -> Double {
    let side = grid.side
    var states = [BiasState](repeating: biasState, count: side)
    var losses = [Double](repeating: 0, count: side)
    states.withUnsafeMutableBufferPointer { states in
      losses.withUnsafeMutableBufferPointer { losses in
        order.withUnsafeMutableBufferPointer { order in
          ordered.withUnsafeMutableBufferPointer { ordered in
            nonisolated(unsafe) let (states, losses, order, ordered) = (states, losses, order, ordered)
            nonisolated(unsafe) let descent = self
            Pieces.forEach(side, threads: options.threads) { block in
              let second = (block + shift) % side
              let range = descent.grid.range(first: block, second: second)
              let random = RandomStream(
                seed: descent.options.seed, stream: 3 &+ UInt64((epoch * side + block) * side + second) &* 4)
              if let runs = descent.runs {
                let rows = UnsafeMutableBufferPointer(rebasing: ordered[range])
                runs.write(tile: block * side + second, random: random, to: rows)
                losses[block] = PairKernel.run(
                  UnsafeBufferPointer(rows), parameters: descent.parameters, bias: &states[block], step: descent.step,
                  loss: descent.loss)
              } else {
                let rows = UnsafeMutableBufferPointer(rebasing: order[range])
                random.shuffle(rows)
                losses[block] = descent.targets.withUnsafeBufferPointer { targets in
                  guard let targets = targets.baseAddress else { return 0 }
                  return descent.kernels[block].run(
                    UnsafeBufferPointer(rows), targets: targets, bias: &states[block], loss: descent.loss)
                }
              }
            }
          }
        }
      }
    }
    mergeBias(states, shift: shift)
    return BlockedSum.pairwise(losses)
  }

  private func mergeBias(_ states: [BiasState], shift: Int) {
    var (rows, value, gradients) = (0.0, 0.0, 0.0)
    for (block, state) in states.enumerated() {
      let count = Double(grid.range(first: block, second: (block + shift) % grid.side).count)
      rows += count
      value += count * Double(state.value)
      gradients += count * Double(state.gradients)
    }
    if rows > 0 { biasState = BiasState(value: Float(value / rows), gradients: Float(gradients / rows)) }
  }
}
