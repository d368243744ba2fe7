import Plotting
import Tables

/// Sums by group of what can be drawn, and what of each group cannot.
struct DrawnSums {
  /// nil where no row of the group has a value: no mark then, not one at 0.
  private(set) var sums: [Double?]
  private(set) var leftOut: [LeftOut]

  /// O(rows).
  init(_ column: Tables.Column, _ groups: Grouping) {
    sums = Array(repeating: nil, count: groups.groupCount)
    leftOut = Array(repeating: LeftOut(), count: groups.groupCount)
    for row in 0..<column.count {
      let group = Int(groups.groupOfRow[row])
      let value = column.number(row) ?? .nan
      if leftOut[group].admits(value) { sums[group] = (sums[group] ?? 0) + value }
    }
  }

  /// Every group counts its rows.
  init(counting groups: Grouping) {
    sums = (0..<groups.groupCount).map { Double(groups.sizes[$0]) }
    leftOut = Array(repeating: LeftOut(), count: groups.groupCount)
  }

  var column: Tables.Column {
    let validity = Bitmap(count: sums.count) { sums[$0] != nil }
    return Column(.decimals(Buffer(sums.map { $0 ?? 0 })), validity: validity)
  }
}
