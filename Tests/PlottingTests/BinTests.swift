import Testing

@testable import Plotting

@Suite struct BinTests {
  /// Counts by comparing every value with every edge.
  private func naive(_ values: [Double], _ edges: [Double]) -> [Int] {
    (0..<edges.count - 1).map { bin in
      values.count { value in
        value >= edges[bin] && (value < edges[bin + 1] || bin == edges.count - 2 && value == edges[bin + 1])
      }
    }
  }

  @Test func everyValueIsCountedOnce() {
    let samples: [[Double]] = [
      Gallery.bell(997, seed: 2), Array(Gallery.longTail.prefix(1500)), Gallery.bell(100, seed: 3).map { $0 * 1e9 },
      [1, 2],
      [0.1, 0.2, 0.3],
      (0..<100).map { Double($0) / 10 }, (0..<500).map { Double($0) },
    ]
    for values in samples {
      for wanted in [nil, 1, 7, 40] {
        let bins = Bins.linear(values, span: ValueSpan(values), wanted: wanted)
        #expect(bins.counts.reduce(0, +) == values.count)
        #expect(bins.counts == naive(values, bins.edges))
        let positive = values.filter { $0 > 0 }
        let log = Bins.logarithmic(values, span: ValueSpan(values), wanted: wanted)
        #expect(log.counts.reduce(0, +) == positive.count)
        #expect(log.counts == naive(positive, log.edges))
      }
    }
  }

  /// numpy 2.x: np.histogram([1.5, 2, 2.5, 7, 9.25, 11], bins=4) -> [3, 0, 1, 2], edges 1.5 3.875 6.25 8.625 11
  @Test func givenNumberIsThatOfNumPy() {
    let values = [1.5, 2, 2.5, 7, 9.25, 11]
    let bins = Bins.linear(values, span: ValueSpan(values), wanted: 4)
    #expect(bins.counts == [3, 0, 1, 2])
    #expect(bins.edges == [1.5, 3.875, 6.25, 8.625, 11])
  }

  @Test func wholeNumbersStandInTheMiddleOfTheirBins() {
    let stars: [Double] = [1, 5, 5, 3]
    let bins = Bins.linear(stars, span: ValueSpan(stars), wanted: nil)
    #expect(bins.edges == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5])
    #expect(bins.counts == [1, 0, 1, 0, 2])
  }

  @Test func smallWholeNumbersDoubleOnALogAxis() {
    let values: [Double] = [1, 1, 2, 3, 4, 9]
    let bins = Bins.logarithmic(values, span: ValueSpan(values), wanted: nil)
    #expect(bins.edges == [0.5, 1.5, 3.5, 7.5, 15.5])
    #expect(bins.counts == [2, 2, 1, 1])
  }

  /// The whole numbers that a bin holds never become fewer: no bin of one between bins of two.
  @Test func moreBinsOfWholeNumbersGrowEvenly() {
    for (low, wanted) in [(1.0, 40), (1, 10), (1, 3), (5, 40), (12, 25), (63, 40)] {
      let values = Gallery.longTail.filter { $0 >= low } + [low]
      let bins = Bins.logarithmic(values, span: ValueSpan(values), wanted: wanted)
      let widths = zip(bins.edges, bins.edges.dropFirst()).map { $1 - $0 }
      #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(widths.count <= wanted + 1 && widths.count > wanted / 3)
      #expect((bins.counts.first ?? 0) > 0)
      let growth = zip(bins.edges, bins.edges.dropFirst()).map { $1 / $0 }
      #expect(zip(growth, growth.dropFirst()).allSatisfy { $1 <= $0 * 1.07 }, "\(low) \(wanted) \(growth)")
    }
  }

  @Test func zerosNegativesAndNotNumbersAreToldApart() {
    let span = ValueSpan([0, -1, .nan, 3, .infinity, 2.5, 1e200, .leastNonzeroMagnitude])
    #expect([span.count, span.leftOut.missing, span.leftOut.beyond, span.negatives, span.zeros] == [4, 1, 2, 1, 1])
    #expect(span.leftOut.minute == 1)
    #expect(!span.isWhole)
  }

  /// From the least to the greatest number that is drawn: their quotient is none.
  @Test func aLogAxisHoldsAllThatCanBeDrawn() {
    let values = [1e-290, 2e-290, 1, 1e150]
    for wanted in [nil, 1, 500] {
      let bins = Bins.logarithmic(values, span: ValueSpan(values), wanted: wanted)
      #expect(bins.counts.reduce(0, +) == 4 && bins.edges.count < 1100)
      #expect(zip(bins.edges, bins.edges.dropFirst()).allSatisfy { $0 > 0 && $0 < $1 })
      let scale = LogScale(low: bins.edges[0], high: bins.edges[bins.edges.count - 1])
      #expect((2...20).contains(scale.ticks(count: 8).count))
    }
  }

  /// 0.1 + 0.2 is above 0.3, and 0.7 - 0.4 below it: neither is beyond the bins that begin or end there.
  @Test func valuesBesideAnEdgeAreCounted() {
    for low in [0.7 - 0.4, 0.3, 0.1 + 0.2, (0.3).nextDown, (0.3).nextUp] {
      for high in [0.9, (0.9).nextUp, (0.9).nextDown, 0.1 * 9] {
        let values = [low, 0.5, 0.6, 0.7, high]
        #expect(Bins.linear(values, span: ValueSpan(values), wanted: nil).counts.reduce(0, +) == values.count)
      }
    }
  }

  /// Values that lie as near to each other and to 0 as any that are drawn.
  @Test func theLeastSpansHaveBins() {
    for values in [[1e-290, 1.000_000_1e-290], [1e-290, 1.000_000_000_003e-290], [0, 1e-290], [-1e-290, 1e-290]] {
      for wanted in [nil, 1, 1000] {
        #expect(Bins.linear(values, span: ValueSpan(values), wanted: wanted).counts.reduce(0, +) == 2)
      }
    }
  }
}
