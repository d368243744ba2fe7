import ElementaryFunctions

extension Bins {
  /// Bins of equal width, at multiples of 1, 2 or 5 times a power of ten unless their number is given.
  ///
  /// Whole numbers with at most 40 steps between them get a bin each, otherwise bins of a whole width. Without `wanted`
  /// the number follows D. Freedman and P. Diaconis, "On the histogram as a density estimator" (1981), between 8 and 60.
  static func linear(_ values: [Double], span: ValueSpan, wanted: Int?) -> Bins {
    if span.isWhole, wanted == nil, span.high - span.low <= 40 {
      let first = span.low - 0.5
      let edges = (0...Int(span.high - span.low) + 1).map { first + Double($0) }
      return Bins(edges: edges, counts: counted(values, edges: edges), holdsIntegers: true)
    }
    let equal = span.high - span.low <= max(abs(span.low), abs(span.high)) * 1e-12
    if equal {
      let half = span.high == 0 ? 0.5 : abs(span.high) * 0.05
      return Bins(edges: [span.low - half, span.high + half], counts: [span.count], holdsIntegers: false)
    }
    if let wanted { return exactly(min(max(wanted, 1), 1000), values, span: span) }
    let count = suggestedCount(values, span: span)
    var step = TickStep(span: span.high - span.low, count: count)
    if span.isWhole, step.power < 0 { step = TickStep(atLeast: 1) }
    let first = (span.low / step.step + 1e-9).rounded(.down)
    var last = (span.high / step.step - 1e-9).rounded(.up)
    // A whole number at the last edge has a bin of its own, since bins do not hold their upper edge.
    if span.isWhole, step.multiple(last) <= span.high { last += 1 }
    let shift = span.isWhole ? -0.5 : 0
    var edges = (0...Int(max(1, last - first))).map { step.multiple(first + Double($0)) + shift }
    // A value that rounding has put just beyond a multiple, such as 0.1 + 0.2, is none to be left out.
    edges[0] = min(edges[0], span.low)
    edges[edges.count - 1] = max(edges[edges.count - 1], span.high)
    return Bins(edges: edges, counts: counted(values, edges: edges), holdsIntegers: span.isWhole)
  }

  /// `count` bins of equal width from the least to the greatest value, as NumPy's `histogram` has them; whole numbers get
  /// the smallest whole width that needs no more bins.
  private static func exactly(_ count: Int, _ values: [Double], span: ValueSpan) -> Bins {
    var edges: [Double]
    if span.isWhole {
      let width = max(1, ((span.high - span.low + 1) / Double(count)).rounded(.up))
      let needed = Int(((span.high - span.low + 1) / width).rounded(.up))
      edges = (0...needed).map { span.low - 0.5 + Double($0) * width }
    } else {
      let width = (span.high - span.low) / Double(count)
      edges = (0...count).map { span.low + Double($0) * width }
      edges[count] = span.high
    }
    return Bins(edges: edges, counts: counted(values, edges: edges), holdsIntegers: span.isWhole)
  }

  /// Freedman and Diaconis' number of bins, the quartiles read from a fine histogram of 4,096 cells.
  private static func suggestedCount(_ values: [Double], span: ValueSpan) -> Int {
    let cells = 4096
    let scale = Double(cells) / (span.high - span.low)
    var fine = [Int](repeating: 0, count: cells)
    values.withUnsafeBufferPointer { buffer in
      for value in buffer where value.isDrawable {
        fine[min(Int((value - span.low) * scale), cells - 1)] += 1
      }
    }
    func quantile(_ part: Double) -> Double {
      let target = part * Double(span.count)
      var seen = 0
      for (cell, count) in fine.enumerated() {
        seen += count
        if Double(seen) >= target { return Double(cell) / Double(cells) }
      }
      return 1
    }
    let spread = quantile(0.75) - quantile(0.25)
    let least = Int(Double(span.count).squareRoot().rounded(.up))
    guard spread > 0 else { return min(max(least, 8), 30) }
    let cubeRoot = Elementary.power10(Elementary.log10(Double(span.count)) / 3)
    return min(max(Int((cubeRoot / (2 * spread)).rounded(.up)), min(8, max(least, 1))), 60)
  }

  /// The number of values in every bin; values outside are not counted. O(n) for even edges, O(n log bins) otherwise.
  static func counted(_ values: [Double], edges: [Double]) -> [Int] {
    let bins = edges.count - 1
    guard bins > 0 else { return [] }
    var counts = [Int](repeating: 0, count: bins)
    let (low, high) = (edges[0], edges[bins])
    let width = (high - low) / Double(bins)
    let isEven = (0..<bins).allSatisfy { abs(edges[$0 + 1] - edges[$0] - width) <= width * 1e-6 }
    values.withUnsafeBufferPointer { buffer in
      edges.withUnsafeBufferPointer { edges in
        for value in buffer where value >= low && value <= high {
          var bin: Int
          if isEven {
            bin = min(Int((value - low) / width), bins - 1)
          } else {
            var (a, b) = (0, bins - 1)
            while a < b {
              let middle = (a + b + 1) / 2
              if edges[middle] <= value { a = middle } else { b = middle - 1 }
            }
            bin = a
          }
          // The edges decide, not the division.
          if bin > 0, value < edges[bin] { bin -= 1 }
          if bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
          counts[bin] += 1
        }
      }
    }
    return counts
  }
}
