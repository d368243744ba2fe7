/// What the numbers of a column are: quantities, or names such as years and ids, which have no thousands separators wherever
/// they are shown.
///
/// A column's name decides, unless an expression says that its values are names: `year(date)` is a year under any name. The
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
    "id", "ids", "uid", "uuid", "guid", "pid", "key", "code", "barcode", "serial", "year", "yr", "decade", "yearmonth",
    "yyyymm", "yyyymmdd", "date", "user", "item", "customer", "client", "member", "visitor", "account",
    "session", "transaction", "product", "article", "movie", "film", "book", "song", "track", "artist", "author",
    "seller", "reviewer", "parent", "zip", "zipcode", "postcode", "postal", "isbn", "asin", "ean", "upc", "gtin", "sku",
    "imdb", "tmdb", "phone", "telephone", "tel", "line", "ts", "timestamp", "unixtime", "identifier", "issn", "iban",
    // Years, codes and ids in other languages' files.
    "jahr", "année", "annee", "año", "anno", "ano", "år", "rok", "год", "plz", "postleitzahl", "código", "codigo",
    "identifiant",
  ]
  /// Ends of words that are written as one: `birthyear`, `Erscheinungsjahr`, `Kundennummer`.
  private static let ends = ["year", "jahr", "nummer", "nr"]
  /// A word that ends in "id" is an id, as `visitorid` is, unless it is one of these.
  private static let wordsInID: Set<String> = [
    "acid", "aid", "arid", "asteroid", "avoid", "bid", "centroid", "covid", "fluid", "grid", "humid", "hybrid",
    "invalid", "kid", "lid", "lipid", "liquid", "maid", "mid", "opioid", "orchid", "overbid", "overpaid", "paid",
    "plasmid", "prepaid", "pyramid", "raid", "rapid", "repaid", "said", "solid", "squid", "steroid", "thyroid",
    "underpaid", "unpaid", "valid", "void",
  ]
  /// Last words of a name only where another stands before them: "user number" is a name, "number of users" and "mean number" are
  /// quantities.
  private static let numbers: Set<String> = ["number", "no", "nr"]
  /// Seconds and their parts since 1970, whatever else the name says: `unixReviewTime`, `timestamp_ms`.
  private static let clocks: Set<String> = ["unix", "unixtime", "timestamp", "epochtime"]
  private static let measures: Set<String> = [
    "total", "mean", "average", "avg", "max", "min", "sum", "median", "n", "num", "count", "number", "distinct",
    "unique",
  ]
  private static let joints: Set<String> = ["of", "in", "from", "for", "at", "per", "by", "since", "until", "to"]
  /// Last words of names that are written without spaces.
  private static let unspaced = [
    "年", "年度", "年月", "年月日", "西暦", "番号", "品番", "型番", "コード", "識別子", "年份", "年代", "编号", "邮编", "연도", "년도", "번호",
  ]

  private static func namesSomething(_ column: String) -> Bool {
    if unspaced.contains(where: { column.hasSuffix($0) }) { return true }
    let words = words(of: column)
    guard !words.isEmpty else { return false }
    let head = words.indices.dropFirst().first { joints.contains(words[$0]) } ?? words.count
    var word = words[head - 1]
    // isbn10, isbn13, zip5
    while let last = word.last, last.isNumber, word.count > 1 { word.removeLast() }
    if head > 1, measures.contains(words[0]) { return false }
    if words[..<head].contains(where: clocks.contains) { return !measures.contains(words[words.count - 1]) }
    if word.hasSuffix("id") { return !wordsInID.contains(word) }
    // "per" in front of it makes it a rate, as in salesperyear.
    if ends.contains(where: { word.hasSuffix($0) && word != $0 }) { return !word.hasSuffix("peryear") }
    return names.contains(word) || head > 1 && numbers.contains(word) || isMadeUp(column)
  }

  /// Whether a column was named by its place in a file without a header, which says nothing of a quantity: most such files
  /// begin with two ids and end with a time.
  private static func isMadeUp(_ column: String) -> Bool {
    column.hasPrefix("column") && column.utf8.count > 6 && column.utf8.dropFirst(6).allSatisfy { $0 &- 0x30 <= 9 }
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
