/// Tables that are all at an edge: none, one or no rows, one column, nothing but missing values, the ends of every type, names
/// that steps give to columns of their own. All have the same columns but `single` and `names`.
enum OddTables {
  static let names = ["plain", "empty", "one", "nulls", "extreme", "single", "names"]
  static let columns = [
    "user", "item", "stars", "price", "day", "moment", "flag", "title", "u", "i", "big", "text",
  ]
  /// What steps call the columns that they make.
  static let taken = [
    "at", "count", "column", "mean", "rank", "prediction", "score", "word", "x", "y", "rows", "share", "value",
    "method",
    "w", "v1", "distance", "neighbour", "type", "nulls", "min", "max", "key", "list", "features", "target", "label",
  ]

  static let cell = #"""
    load "plain.csv" as plain
    index plain u: user i: item
    derive plain big: stars * 1000000000000000000 text: if(flag, title, null)
    filter plain where: stars > 100 as empty
    sample plain rows: 1 as one
    derive plain stars: if(price > 1e9, 1, null) price: if(price > 1e9, 1.5, null) title: if(price > 1e9, "", null)
      day: if(price > 1e9, 2015-01-01, null) flag: if(price > 1e9, true, null) as nulls
    load "extreme.csv" types: [day: date, moment: datetime] as extreme
    index extreme u: user i: item
    derive extreme big: stars text: title
    select plain columns: [stars] as single
    load "names.csv" as names
    filter plain where: stars is not null as rated
    train mean on: rated target: stars features: [u, i] as constant
    train bias on: rated target: stars features: [u, i] as model
    train fm on: rated target: stars >= 4 features: [u, i] factors: 2 epochs: 2 as liked
    knn liked k: 3 as near
    embed plain sequence: title by: user dimensions: 4 epochs: 1 min-count: 1 as words
    """#

  static let data = ["plain.csv": plain, "extreme.csv": extreme, "names.csv": named]

  private static let plain: String = {
    var text = "user,item,stars,price,day,moment,flag,title\n"
    for row in 0..<40 {
      let stars = row % 9 == 0 ? "" : "\(1 + row * 7 % 5)"
      let day = "20\(10 + row % 6)-\(row % 9 + 1 < 10 ? "0" : "")\(row % 9 + 1)-1\(row % 10)"
      text += "u\(row % 7),i\(row * 5 % 11),\(stars),\(Double(row) / 8),\(day),\(day)T10:11:12,"
      text += "\(row % 3 == 0),\(row % 8 == 0 ? "" : "series-\(row % 4) part \(row % 5)")\n"
    }
    return text
  }()

  private static let extreme: String = {
    let long = String(repeating: "a long title ", count: 2_000)
    let texts = [
      "", long, "\u{1F600}\u{200D}\u{0301}", "<script>", "-1", "\u{202E}abc", "NaN", "a|b|", "1e400", "\"\"",
    ]
    let wholes = ["9223372036854775807", "-9223372036854775808", "0", "-1", ""]
    let decimals = ["1.7976931348623157e308", "-1.7976931348623157e308", "5e-324", "-0.0", "", "inf", "-inf"]
    let days = ["0001-01-01", "9999-12-31", "1970-01-01", "2000-02-29", ""]
    var text = "user,item,stars,price,day,moment,flag,title\n"
    for row in 0..<35 {
      let day = days[row % 5]
      text +=
        "\(texts[row % 10].replacing("\"", with: "'")),\(wholes[row * 3 % 5]),\(wholes[row % 5]),\(decimals[row % 7]),"
      text +=
        "\(day),\(day.isEmpty ? "" : day + "T23:59:59"),\(row % 2 == 0),\(texts[row * 3 % 10].replacing("\"", with: "'"))\n"
    }
    return text
  }()

  private static let named: String = {
    taken.joined(separator: ",") + "\n"
      + (0..<6).map { row in taken.indices.map { "\(($0 + row) % 4)" }.joined(separator: ",") + "\n" }.joined()
  }()
}
