import LabSupport

/// Eight ratings with repeats, ties and missing values, that the tests of this target share.
///
/// In pandas: `d = pd.read_csv(io.StringIO(csv), parse_dates=["day"])`.
enum Ratings {
  static let csv = """
    user,item,stars,day,note
    ann,a,5,2020-01-03,x
    bob,a,3,2020-01-01,
    ann,b,4,2020-01-02,y
    ann,a,5,2020-01-05,z
    cid,c,,2020-01-04,x
    bob,c,1,2020-01-01,w
    ,b,2,2020-01-06,x
    ann,b,4,2020-01-05,v

    """

  /// Runs a cell after loading the ratings as `d`, in which `row` is the number of the row from 0.
  static func run(_ cell: String, data: [String: String] = [:], threads: Int = 2, prunes: Bool = false) throws -> LabRun
  {
    var all = data
    all["d.csv"] = numbered
    return try Lab(cell: "load \"d.csv\" as d\n" + cell, data: all).run(threads: threads, prunes: prunes)
  }

  /// The values of the column `row` of a table: which rows it has, in which order.
  static func rows(_ cell: String, of table: String = "d") throws -> [String] {
    try run(cell).table(table).texts("row")
  }

  private static let numbered =
    csv.split(separator: "\n").enumerated().map { $0 == 0 ? "row,\($1)" : "\($0 - 1),\($1)" }.joined(separator: "\n")
    + "\n"
}

/// Numbers equal but for what different orders of addition do to the last bits.
func close(_ a: [Double?], _ b: [Double?], within tolerance: Double = 1e-12) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { x, y in
      switch (x, y) {
      case (nil, nil): true
      case (let x?, let y?): abs(x - y) <= tolerance * Swift.max(1, abs(y))
      default: false
      }
    }
}
