import Languages
import Notebooks
import Tables

/// Pieces of the sentences that steps write.
public enum Phrase {
  /// "12,345 rows", "1 row", "no rows"-free: zero is "0 rows". `plural` is for words that do not just take an s.
  public static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    CountedNoun.text(number, noun, plural: plural)
  }

  /// "12,345"
  public static func integer(_ number: Int) -> String { CountedNoun.grouped(number) }

  /// "0.9123": as few decimals as show four significant digits, or exactly `decimals`.
  public static func number(_ number: Double, decimals: Int? = nil, role: NumberRole = .quantity) -> String {
    ValueText.format(.decimal(number), ValueFormat(decimals.map { .decimals($0) } ?? .automatic), role: role)
  }

  /// `part` of `whole` as "12.3 %"; "less than 0.1 %" and "more than 99.9 %" rather than a false nothing or all; "—" of nothing.
  public static func share(
    _ part: Int, of whole: Int, decimals: Int = 1, in language: Language = .english
  ) -> String {
    guard whole > 0 else { return ValueText.missing }
    let ratio = Double(part) / Double(whole)
    let digits = DecimalDigits(ratio).scaled(byPowerOfTen: 2).rounded(decimals: decimals)
    let smallest = "1".padded(decimals)
    if part > 0, digits.isZero {
      return language(en: "less than \(smallest)\(ValueText.space)%", ja: "\(smallest)%未満")
    }
    if part < whole, digits == DecimalDigits(100) {
      let most = "9".allNines(decimals)
      return language(en: "more than \(most)\(ValueText.space)%", ja: "\(most)%超")
    }
    return percent(ratio, decimals: decimals, in: language)
  }

  /// A share of one as "12.3 %".
  public static func percent(_ ratio: Double, decimals: Int = 1, in language: Language = .english) -> String {
    ValueText.format(.decimal(ratio), ValueFormat(.percent(decimals)), lang: language.rawValue)
  }

  /// "a", "a and b", "a, b and c"; "a、b、c", where no conjunction stands.
  public static func list(
    _ words: [String], conjunction: String = "and", in language: Language = .english
  ) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return language(
      en: words.dropLast().joined(separator: ", ") + " \(conjunction) " + last, ja: words.joined(separator: "、"))
  }
}

extension String {
  /// The smallest number with that many decimals: 1, 0.1, 0.01.
  fileprivate func padded(_ decimals: Int) -> String {
    decimals <= 0 ? self : "0." + String(repeating: "0", count: decimals - 1) + self
  }

  /// The greatest number below 100 with that many decimals: 99, 99.9, 99.99.
  fileprivate func allNines(_ decimals: Int) -> String {
    decimals <= 0 ? "99" : "99." + String(repeating: self, count: decimals)
  }
}
