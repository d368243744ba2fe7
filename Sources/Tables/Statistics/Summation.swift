/// Sums of doubles that neither depend on the number of threads nor lose digits.
enum Summation {
  /// Σ term(row) over 0..<count: each piece of rows with Neumaier's compensation (1974), pieces in their order. O(count).
  static func sum(_ count: Int, threads: Int, _ term: (Int) -> Double) -> Double {
    let partial = Buffer<(Double, Double)>(count: RowPieces.count(count)) { memory in
      let base = memory
      RowPieces.forEach(count, threads: threads) { piece, rows in
        var total = Compensated()
        for row in rows { total.add(term(row)) }
        base[piece] = (total.sum, total.lost)
      }
    }
    var all = Compensated()
    for (sum, lost) in partial.elements {
      all.add(sum)
      all.add(lost)
    }
    return all.value
  }

  private struct Compensated {
    var sum = 0.0
    var lost = 0.0

    @inline(__always) mutating func add(_ value: Double) {
      let next = sum + value
      lost += sum.magnitude >= value.magnitude ? (sum - next) + value : (value - next) + sum
      sum = next
    }

    var value: Double { sum.isFinite ? sum + lost : sum }
  }
}
