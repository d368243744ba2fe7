import CKernels
import ParallelPieces
import RandomStreams

/// The parameters of all features while they are trained, and AdaGrad's memory of their gradients.
///
/// Everything of a feature lies together, on cache lines of its own, since a step touches all of it:
///
///     v[0 ..< width] | w | G of w | G of v | slot | penalty of w | penalty of v | padding
///
/// `width` is k filled up with zeros to a multiple of 8; zeros stay zeros under every step. The elements of a v share one G, the
/// mean of their squared gradients (Chin et al. 2015): half the memory to move, and as good a schedule.
final class TrainingParameters {
  let count: Int
  let factors: Int
  let width: Int
  let stride: Int
  let base: UnsafeMutablePointer<Float>

  static let weight = 0
  static let weightGradients = 1
  static let factorGradients = 2
  static let slot = 3
  static let weightPenalty = 4
  static let factorPenalty = 5

  init(count: Int, factors: Int, threads: Int = 1) {
    self.count = count
    self.factors = factors
    width = (factors + 7) / 8 * 8
    stride = (width + 6 + 15) / 16 * 16
    let page = Int(matinee_large_page)
    let needed = max(64, count * stride * MemoryLayout<Float>.stride)
    let isLarge = needed >= page
    let bytes = isLarge ? (needed + page - 1) / page * page : needed
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? page : 64)
    if isLarge { matinee_advise_large_pages(memory, bytes) }
    base = memory.bindMemory(to: Float.self, capacity: bytes / 4)
    // Fresh memory comes in with its first use, which threads share.
    nonisolated(unsafe) let base = base
    Pieces.forEach(bytes, length: page, threads: threads) { range in
      (base + range.lowerBound / 4).initialize(repeating: 0, count: range.count / 4)
    }
  }

  deinit {
    base.deallocate()
  }

  /// Draws the v of each feature that occurs at random: normal, mean 0, standard deviation `sigma` / √k.
  ///
  /// What no training row has keeps v = 0 and adds nothing to a prediction; a random v would, as no step ever moves it.
  func drawFactors(sigma: Double, seed: UInt64, isOccurring: [Bool], threads: Int) {
    let random = RandomStream(seed: seed, stream: 1)
    let scale = Float(sigma / Double(max(1, factors)).squareRoot())
    nonisolated(unsafe) let base = base
    let (stride, factors, count) = (stride, factors, count)
    Pieces.forEach(count, length: 1024, threads: threads) { range in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: (factors + 31) / 32 * 32 + 1) { normals in
        guard let normals = normals.baseAddress else { return }
        for feature in range where isOccurring[feature] {
          matinee_fill_normals(Registers.lanes, random.word(at: UInt64(feature)), factors, normals)
          let vector = base + feature * stride
          for factor in 0..<factors { vector[factor] = scale * normals[factor] }
        }
      }
    }
  }

  /// Takes over the parameters to begin with.
  func copy(_ start: StartingPoint) {
    start.forEach { feature, weight, vector in
      let row = base + feature * stride
      for (factor, value) in vector.enumerated() { row[factor] = value }
      row[width + Self.weight] = weight
    }
  }

  var view: ParameterView? {
    ParameterView(
      latent: base, latentStride: stride, linear: base + width + Self.weight, linearStride: stride, factors: width)
  }
}
