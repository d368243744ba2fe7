import CKernels
import ElementaryFunctions
import ParallelPieces

extension Affinities {
  private static let rowsPerPiece = 128

  /// The attractive part of t-SNE's gradient: n × Σ p q (y − y′) for each point, x and y in turn. O(entries).
  func attraction(
    at positions: [Float], threads: Int, registerLanes: Int32 = matinee_register_lanes()
  ) -> [Float] {
    var forces = [Float](repeating: 0, count: positions.count)
    forces.withUnsafeMutableBufferPointer { forces in
      positions.withUnsafeBufferPointer { positions in
        starts.withUnsafeBufferPointer { starts in
          columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
              nonisolated(unsafe) let memory = (forces, positions, starts, columns, values)
              Pieces.forEach(count, length: Self.rowsPerPiece, threads: threads) { rows in
                matinee_attraction(
                  registerLanes, memory.1.baseAddress, memory.2.baseAddress, memory.3.baseAddress,
                  memory.4.baseAddress, rows.lowerBound, rows.upperBound, memory.0.baseAddress)
              }
            }
          }
        }
      }
    }
    return forces
  }

  /// KL(P‖Q) = Σ p ln(p / q) over the pairs with p > 0, where q = (1 / (1 + |y − y′|²)) / Z and Z is the sum over all pairs.
  ///
  /// In double precision but for Z, whose terms are added in single precision in runs of 1024. O(entries + points²).
  func divergence(at positions: [Float], threads: Int) -> Double {
    let total = Double(count)
    let logarithm = Elementary.log(Repulsion(exact: positions, threads: threads).normalizer)
    return BlockedSum.of(count: count, threads: threads) { row in
      var sum = 0.0
      for entry in Int(starts[row])..<Int(starts[row + 1]) where values[entry] > 0 {
        let other = Int(columns[entry])
        let dx = Double(positions[2 * row]) - Double(positions[2 * other])
        let dy = Double(positions[2 * row + 1]) - Double(positions[2 * other + 1])
        let p = Double(values[entry]) / total
        sum += p * (Elementary.log(p) + Elementary.log(1 + dx * dx + dy * dy) + logarithm)
      }
      return sum
    }
  }
}
