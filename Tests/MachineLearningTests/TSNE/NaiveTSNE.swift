import ElementaryFunctions

@testable import MachineLearning

/// t-SNE's objective by its formula, in double precision, over all pairs.
struct NaiveTSNE {
  /// Joint probabilities, count × count.
  let joint: [[Double]]

  init(_ affinities: Affinities) {
    var joint = [[Double]](repeating: [Double](repeating: 0, count: affinities.count), count: affinities.count)
    for row in 0..<affinities.count {
      for entry in Int(affinities.starts[row])..<Int(affinities.starts[row + 1]) {
        joint[row][Int(affinities.columns[entry])] += Double(affinities.values[entry]) / Double(affinities.count)
      }
    }
    self.joint = joint
  }

  private func closeness(_ positions: [Double], _ first: Int, _ second: Int) -> Double {
    let dx = positions[2 * first] - positions[2 * second]
    let dy = positions[2 * first + 1] - positions[2 * second + 1]
    return 1 / (1 + dx * dx + dy * dy)
  }

  func normalizer(_ positions: [Double]) -> Double {
    var sum = 0.0
    for first in joint.indices {
      for second in joint.indices where second != first { sum += closeness(positions, first, second) }
    }
    return sum
  }

  func divergence(_ positions: [Double]) -> Double {
    let normalizer = normalizer(positions)
    var sum = 0.0
    for first in joint.indices {
      for second in joint.indices where joint[first][second] > 0 {
        let p = joint[first][second]
        sum += p * (Elementary.log(p) - Elementary.log(closeness(positions, first, second) / normalizer))
      }
    }
    return sum
  }
}
