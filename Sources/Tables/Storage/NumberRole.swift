/// What the numbers of a column are: quantities, or names such as years and ids, which have no thousands separators wherever
/// they are shown.
///
/// A column's name decides, unless an expression says where its values come from: `year(date)` is a year under any name. The
/// role is a part of the schema, so that tables, charts and prose never disagree.
public enum NumberRole: Sendable, Hashable {
  case quantity, name

  /// What the name of a column says of its numbers.
  public static func of(_ column: String, _ type: ColumnType) -> NumberRole {
    switch type {
    case .index: .name
    case .integer, .decimal: namesSomething(column) ? .name : .quantity
    case .string, .date, .datetime, .boolean: .quantity
    }
  }

  /// What a column called so holds, when the last word of its name, or the one before "of", is one of these.
  private static let names: Set<String> = [
    "id", "ids", "uid", "uuid", "guid", "pid", "key", "code", "year", "yr", "decade", "user", "item", "customer",
    "product",
    "movie", "book", "reviewer", "parent", "zip", "zipcode", "postcode", "postal", "isbn", "asin", "ean", "upc", "sku",
    "imdb", "tmdb", "phone", "line", "timestamp", "unixtime",
  ]
  /// The same where a word stands before it: "user number" is a name, "number of users" and "mean number" are quantities.
  private static let numbers: Set<String> = ["number", "no", "nr"]
  private static let measures: Set<String> = [
    "total", "mean", "average", "avg", "max", "min", "sum", "median", "n", "num", "count", "number", "distinct",
    "unique",
  ]
  private static let joints: Set<String> = ["of", "in", "from", "for", "at", "per", "by"]
  private static let japanese = ["年", "年度", "番号", "コード", "郵便番号"]

  private static func namesSomething(_ column: String) -> Bool {
    if japanese.contains(where: { column.hasSuffix($0) }) { return true }
    let words = words(of: column)
    guard !words.isEmpty else { return false }
    let head = words.indices.dropFirst().first { joints.contains(words[$0]) } ?? words.count
    var word = words[head - 1]
    // isbn10, isbn13, zip5
    while let last = word.last, last.isNumber, word.count > 1 { word.removeLast() }
    if head > 1, measures.contains(words[0]) { return false }
    return names.contains(word) || head > 1 && numbers.contains(word)
  }

  /// `Year-Of-Publication`, `movieId`, `userID` and `user_id` as words in small letters.
  private static func words(of column: String) -> [String] {
    var words: [String] = []
    var word = ""
    var before: Character = " "
    for letter in column {
      if letter.isUppercase, before.isLowercase, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if letter.isLetter || letter.isNumber {
        word += letter.lowercased()
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
      before = letter
    }
    return word.isEmpty ? words : words + [word]
  }
}
