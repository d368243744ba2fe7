import ElementaryFunctions

extension Bins {
  /// Bins of equal width on a log axis, for the positive values.
  ///
  /// Small whole numbers get bins that begin at 1, 2, 4, 8, …: any finer growth holds now one, now two whole numbers a
  /// bin, and a smooth tail would look like a saw. When more bins are asked for, they grow by one whole number a bin
  /// until they are as wide as that. Otherwise ten bins a decade (fewer over many decades), at 10^(k/n).
  static func logarithmic(_ values: [Double], span: ValueSpan, wanted: Int?) -> Bins {
    guard span.lowestPositive <= span.high else { return Bins(edges: [], counts: [], holdsIntegers: false) }
    var edges: [Double] = []
    if span.isWhole, wanted == nil, span.lowestPositive < 64, span.high < 1e15 {
      var edge = 1.0
      while edge * 2 <= span.lowestPositive { edge *= 2 }
      while edge <= span.high {
        edges.append(edge - 0.5)
        edge *= 2
      }
      edges.append(edge - 0.5)
    } else if span.isWhole, let wanted, span.lowestPositive < 64, span.high < 1e9 {
      edges = growing(from: span.lowestPositive, to: span.high, wanted: min(wanted, 1000))
    } else {
      // The quotient of what can be drawn may be too great for a number.
      let (high, ratio) = (Elementary.log10(span.high), span.high / span.lowestPositive)
      let decades = max(ratio.isFinite ? Elementary.log10(ratio) : high - Elementary.log10(span.lowestPositive), 0.05)
      let each =
        wanted.map { max(1, (Double(min($0, 1000)) / decades).rounded()) } ?? min(10, max(2, (50 / decades).rounded()))
      let first = (Elementary.log10(span.lowestPositive) * each + 1e-9).rounded(.down)
      var last = (high * each - 1e-9).rounded(.up)
      if last <= first { last = first + 1 }
      edges = (0...Int(last - first)).map { Elementary.power10((first + Double($0)) / each) }
      if span.isWhole { edges = wholeEdges(edges) }
      // Rounding must not lose the extremes.
      edges[0] = min(edges[0], span.lowestPositive)
      edges[edges.count - 1] = max(edges[edges.count - 1], span.high)
    }
    return Bins(edges: edges, counts: counted(values, edges: edges), holdsIntegers: span.isWhole)
  }

  /// Edges between whole numbers, every bin at least as wide as the one before it: 1, 2 to 3, 4 to 6, 7 to 10, …, so that
  /// their widths on the log axis only shrink, until they are those of `wanted` bins from `low` to `high`.
  private static func growing(from low: Double, to high: Double, wanted: Int) -> [Double] {
    let factor = Elementary.power10(Elementary.log10((high + 0.5) / max(0.5, low - 0.5)) / Double(max(1, wanted)))
    var edges = [0.5]
    var width = max(1, (0.5 * (factor - 1)).rounded())
    while let edge = edges.last, edge < high {
      edges.append(edge + width)
      let wide = ((edge + width) * (factor - 1)).rounded()
      width = max(wide, (edge + width) / edge > factor ? width + 1 : width)
    }
    // The bins before the least number hold nothing.
    while edges.count > 2, edges[1] < low { edges.removeFirst() }
    return edges
  }

  /// The edges moved between whole numbers, without those that would hold none.
  private static func wholeEdges(_ edges: [Double]) -> [Double] {
    var result: [Double] = []
    for edge in edges {
      let moved = max(0.5, edge.rounded(.up) - 0.5)
      if let last = result.last, moved <= last { continue }
      result.append(moved)
    }
    if result.count == 1 { result.append(result[0] + 1) }
    return result
  }
}
