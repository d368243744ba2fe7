/// The words that summaries and notes share.
enum Phrases {
  /// `1 row`, `1,234 rows`.
  static func counted(_ count: Int, _ noun: String) -> String {
    NumberFormat.count(count) + " " + noun + (count == 1 ? "" : "s")
  }

  /// The note on values that are no numbers; nil when there are none.
  static func notNumbers(_ count: Int, _ noun: String = "value") -> String? {
    if count == 0 { return nil }
    return "\(counted(count, noun)) \(count == 1 ? "is" : "are") left out: not a finite number."
  }

  /// The note on negatives that a log axis has no place for; nil when there are none.
  static func negatives(_ count: Int, _ noun: String = "value") -> String? {
    if count == 0 { return nil }
    return "\(counted(count, noun)) \(count == 1 ? "is" : "are") left out: a log axis has no place for negatives."
  }

  /// The note on more series than there are colours; nil when there are enough.
  static func repeatedColors(_ series: Int) -> String? {
    series > Palette.count ? "\(series) series share \(Palette.count) colours." : nil
  }

  /// How a row of numbers goes from its first to its last: "rises from 1 to 9", "stays at 3".
  static func course(_ values: [Double], _ format: NumberFormat) -> String? {
    guard let first = values.first, let last = values.last, values.count > 1 else { return nil }
    let (a, b) = (format.string(first), format.string(last))
    if first == last { return values.allSatisfy { $0 == first } ? "stays at \(a)" : "begins and ends at \(a)" }
    return "\(last > first ? "rises" : "falls") from \(a) to \(b)"
  }

  /// "A, B and C", the rest counted after `limit` names.
  static func list(_ names: [String], limit: Int = 5) -> String {
    if names.count > limit {
      return names.prefix(limit - 1).joined(separator: ", ") + " and \(names.count - limit + 1) more"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A title as it stands in a sentence, with a word for none.
  static func name(_ title: String, otherwise: String) -> String { title.isEmpty ? otherwise : title }
}
