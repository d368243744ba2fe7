import Plotting
import Tables

/// What charts leave out, as columns that a cache can keep.
extension Table {
  private static let missing = "missing"
  private static let beyond = "beyond-drawing"
  private static let minute = "next-to-zero"
  private static let negatives = "negatives"

  /// The table with what of each row's own rows has no mark.
  func setting(_ leftOut: [LeftOut]) -> Table {
    setting(Self.missing, to: Column(integers: leftOut.map(\.missing)))
      .setting(Self.beyond, to: Column(integers: leftOut.map(\.beyond)))
      .setting(Self.minute, to: Column(integers: leftOut.map(\.minute)))
      .setting(Self.negatives, to: Column(integers: leftOut.map(\.negatives)))
  }

  /// What ``setting(_:)`` has put there.
  var leftOut: [LeftOut] {
    (0..<rowCount).map { row in
      func count(_ name: String) -> Int { Int(self[name]?.number(row) ?? 0) }
      var leftOut = LeftOut()
      (leftOut.missing, leftOut.beyond) = (count(Self.missing), count(Self.beyond))
      (leftOut.minute, leftOut.negatives) = (count(Self.minute), count(Self.negatives))
      return leftOut
    }
  }
}

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
