/// Counts as English sentences have them: `1 row`, `12,345 rows`. Japanese nouns have no plural, and its numbers have counters.
public enum CountedNoun {
  /// A count with its noun; zero is `0 rows`. `plural` is for words that do not just take an s.
  public static func text(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(count)) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// `12,345`: digits in groups of three, and a minus sign, U+2212, before what is below zero.
  public static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "−" : ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
