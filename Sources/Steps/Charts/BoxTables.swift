import Plotting
import Tables

/// What boxes are drawn from, as small tables that a cache can keep: a row a box, and a row a value beyond its whiskers.
struct BoxTables {
  private let statistics: [BoxStatistics?]
  private let leftOut: LeftOut

  /// `values` by box; on a log axis negatives are counted, not drawn.
  init(_ values: [[Double]], isLog: Bool) {
    var leftOut = LeftOut()
    for value in values.joined() {
      if leftOut.admits(value), isLog, value < 0 { leftOut.negatives += 1 }
    }
    self.leftOut = leftOut
    statistics = values.map { own in BoxStatistics(isLog ? own.filter { $0 >= 0 } : own) }
  }

  /// The names of the columns that hold a box's five numbers.
  private static let five: [(String, @Sendable (BoxStatistics) -> Double)] = [
    ("low", { $0.lowWhisker }), ("lower", { $0.lowerQuartile }), ("median", { $0.median }),
    ("upper", { $0.upperQuartile }), ("high", { $0.highWhisker }),
  ]

  /// The tables, the columns of `keys` before the numbers.
  func details(beside keys: Table) -> [String: Table] {
    var boxes = keys.setting("count", to: Column(integers: statistics.map { $0?.count ?? 0 }))
    boxes = boxes.setting("beyond", to: Column(integers: statistics.map { $0?.outlierCount ?? 0 }))
    for (name, number) in Self.five {
      boxes = boxes.setting(name, to: Column(decimals: statistics.map { $0.map(number) ?? .nan }))
    }
    let owners = statistics.enumerated().flatMap { index, box in
      repeatElement(index, count: box?.outliers.count ?? 0)
    }
    let outliers = Table([
      ("box", Column(integers: owners)), ("value", Column(decimals: statistics.flatMap { $0?.outliers ?? [] })),
    ])
    return ["boxes": boxes, "outliers": outliers, "left-out": Table([], rowCount: 1).setting([leftOut])]
  }

  /// The boxes of tables that ``details(beside:)`` made; nil for any others.
  static func read(_ details: [String: Table]) -> (boxes: [BoxStatistics?], leftOut: LeftOut)? {
    guard let table = details["boxes"], let outliers = details["outliers"], let left = details["left-out"],
      let owner = outliers["box"], let value = outliers["value"]
    else { return nil }
    func integer(_ table: Table, _ name: String, _ row: Int) -> Int { Int(table[name]?.number(row) ?? 0) }
    var beyond = [[Double]](repeating: [], count: table.rowCount)
    for row in 0..<outliers.rowCount {
      let box = Int(owner.number(row) ?? -1)
      if beyond.indices.contains(box) { beyond[box].append(value.number(row) ?? .nan) }
    }
    let boxes = (0..<table.rowCount).map { row -> BoxStatistics? in
      let count = integer(table, "count", row)
      if count == 0 { return nil }
      func number(_ name: String) -> Double { table[name]?.number(row) ?? .nan }
      return BoxStatistics(
        count: count, lowWhisker: number("low"), lowerQuartile: number("lower"), median: number("median"),
        upperQuartile: number("upper"), highWhisker: number("high"), outliers: beyond[row],
        outlierCount: integer(table, "beyond", row))
    }
    return (boxes, left.leftOut.first ?? LeftOut())
  }
}
