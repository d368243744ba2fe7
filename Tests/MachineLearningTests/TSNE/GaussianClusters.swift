import CKernels
import RandomStreams

@testable import MachineLearning

/// Vectors of normal numbers around centres that are far apart: point i belongs to group i mod `groups`.
func gaussianClusters(_ count: Int, dimensions: Int, groups: Int, distance: Double = 6) throws -> Vectors {
  let random = RandomStream(seed: 11)
  let centres = RandomStream(seed: 12)
  return try Vectors(
    count: count, dimensions: dimensions,
    elements: (0..<count * dimensions).map { index in
      let (row, column) = (index / dimensions, index % dimensions)
      let centre = centres.normal(at: UInt64(row % groups * dimensions + column))
      return Float(distance * centre + random.normal(at: UInt64(index)))
    })
}

/// Positions spread over the plane as those of a finished map are.
func scatteredPositions(_ count: Int) -> [Float] {
  let random = RandomStream(seed: 13)
  return (0..<2 * count).map { Float(8 * random.normal(at: UInt64($0)) + Double($0 / 2 % 5) * 12) }
}

/// Widths of registers that this processor has.
var availableRegisterLanes: [Int32] { [4, 8, 16].filter { $0 <= matinee_register_lanes() } }
