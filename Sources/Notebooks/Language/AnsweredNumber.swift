import Foundation

/// A number as people write it: with a unit, a currency, a comma for the point or for thousands. What the language would read in its
/// place, where that is certain.
struct AnsweredNumber {
  /// As the language writes it; nil when it is no number, or can be read in two ways.
  private(set) var plain: String?
  private(set) var help: [String] = []
  /// Whether it is a number at all, certain or not.
  var isNumber: Bool { plain != nil || !help.isEmpty }

  init(_ text: String) {
    // A power, or a number of another base: the small digits would be read as digits like the others.
    if text.contains(/[0-9][⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]/) { return }
    // Digits and signs of full width are those of half width to everybody, and a space of any width is a space.
    let folded = text.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    guard
      let match = folded.wholeMatch(
        of:
          /(?:[\p{Sc}~≈]|about )?\s*([+\-−]?)\s*([0-9][0-9.,_' ]*?)\s*(?:[%‰]|°\p{L}?|\p{Sc}|[cdkm]?m[23]|\p{L}[\p{L} .]*)?\.?/
      )
    else { return }
    let sign = match.1.isEmpty || match.1 == "+" ? "" : "-"
    var digits = String(match.2)
    while let last = digits.last, ".,'".contains(last) { digits.removeLast() }
    digits = digits.replacing("_", with: "").replacing(#/, +/#, with: ",")
    // A space or an apostrophe between thousands says nothing else; elsewhere it parts two numbers.
    if digits.contains(where: { " '".contains($0) }) {
      guard digits.wholeMatch(of: /[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]*)?/) != nil else { return }
      digits.removeAll { " '".contains($0) }
    }
    let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: take(digits, sign)
    case 2 where parts[1].count == 3 && !parts[1].contains(".") && (1...3).contains(parts[0].count) && parts[0] != "0":
      help = ["write \(sign)\(parts[0])\(parts[1]), or \(sign)\(parts[0]).\(parts[1]) with a decimal point"]
    case 2 where !parts[1].contains(".") && !parts[0].contains("."): take("\(parts[0]).\(parts[1])", sign)
    case 2 where parts[0].contains(".") && !parts[1].contains("."):
      // 1.234,5: points between thousands, and a comma before the tenths.
      if isGrouped(parts[0].split(separator: ".", omittingEmptySubsequences: false)[...]) {
        take(parts[0].filter { $0 != "." } + "." + parts[1], sign)
      }
    default:
      let last = parts[parts.count - 1].prefix { $0 != "." }
      if isGrouped(parts.dropLast() + [last]) { take(digits.filter { $0 != "," }, sign) }
    }
  }

  private mutating func take(_ digits: String, _ sign: String) {
    if digits.wholeMatch(of: /[0-9]+(?:\.[0-9]+)?/) != nil { plain = sign + digits }
  }

  /// Whether all groups behind the first have three digits.
  private func isGrouped(_ groups: ArraySlice<Substring>) -> Bool {
    groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups.first?.count ?? 0)
  }
}
