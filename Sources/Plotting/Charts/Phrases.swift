import Languages

/// The words that summaries and notes share.
enum Phrases {
  /// The note on more series than there are colours; nil when there are enough.
  static func repeatedColors(_ series: Int, in say: Language) -> String? {
    guard series > Palette.count else { return nil }
    return say(
      en: "\(series) series share \(Palette.count) colours.", ja: "\(series)個の系列で\(Palette.count)色を共有しています。")
  }

  /// The note on a log axis that was asked for and cannot be.
  static func noLogAxis(_ say: Language) -> String {
    say(en: "No value is positive, so the axis is no log axis.", ja: "正の値がないため、対数軸ではありません。")
  }

  /// How a row of numbers goes from its first to its last: "rises from 1 to 9", "stays at 3".
  ///
  /// - Parameter isLast: whether the sentence ends with it, which a Japanese verb shows.
  static func course(
    _ values: [Double], _ format: NumberFormat, isLast: Bool = true, in say: Language
  ) -> String? {
    guard let first = values.first, let last = values.last, values.count > 1 else { return nil }
    let (a, b) = (format.string(first), format.string(last))
    // Where no digits tell them apart, nothing that is read rises.
    if a != b {
      let ending = isLast ? "しています" : "し"
      return last > first
        ? say(en: "rises from \(a) to \(b)", ja: "\(a)から\(b)へ上昇\(ending)")
        : say(en: "falls from \(a) to \(b)", ja: "\(a)から\(b)へ下降\(ending)")
    }
    let ending = isLast ? "です" : "で"
    return values.allSatisfy { $0 == first }
      ? say(en: "stays at \(a)", ja: "\(a)のまま\(ending)")
      : first != last
        ? say(en: "stays at about \(a)", ja: "ほぼ\(a)のまま\(ending)")
        : say(en: "begins and ends at \(a)", ja: "最初と最後は\(a)\(ending)")
  }

  /// Where values lie: "x from 1 to 9"; "x always 3", where all are one number, or no digits tell them apart.
  static func extent(
    _ name: String, _ low: Double, _ high: Double, _ format: NumberFormat, in say: Language
  ) -> String {
    let (a, b) = (format.string(low), format.string(high))
    if low == high { return say(en: "\(name) always \(a)", ja: "\(name)はすべて\(a)") }
    if a == b { return say(en: "\(name) always about \(a)", ja: "\(name)はすべて約\(a)") }
    return say(en: "\(name) from \(a) to \(b)", ja: "\(name)は\(a)から\(b)まで")
  }

  /// "A, B and C", the rest counted after `limit` names.
  static func list(_ names: [String], limit: Int = 5, in say: Language) -> String {
    list(names.count, limit: limit, in: say) { names[$0] }
  }

  /// The same of `count` names, of which only those are asked for that are said.
  private static func list(_ count: Int, limit: Int, in say: Language, _ name: (Int) -> String) -> String {
    if count > limit {
      let (shown, rest) = ((0..<limit - 1).map(name), CountedNoun.grouped(count - limit + 1))
      return say(
        en: shown.joined(separator: ", ") + " and \(rest) more", ja: shown.joined(separator: "、") + "ほか\(rest)件")
    }
    let names = (0..<count).map(name)
    guard let last = names.last, count > 1 else { return names.first ?? "" }
    return say(
      en: names.dropLast().joined(separator: ", ") + " and " + last, ja: names.joined(separator: "、"))
  }

  /// What is extreme, by name: all that are equally so, the rest of many counted.
  static func tied(_ places: [Int], limit: Int = 3, in say: Language, _ name: (Int) -> String) -> String {
    list(places.count, limit: limit, in: say) { name(places[$0]) }
  }

  /// The note on values that were added to a bar that was there; nil where none was.
  static func addedUp(_ count: Int, in say: Language) -> String? {
    if count == 0 { return nil }
    let (values, verb) = (CountedNoun.text(count, "value"), count == 1 ? "was" : "were")
    return say(
      en: "\(values) fell on a bar that was there and \(verb) added to it.",
      ja: "すでに棒のあるところの値が\(CountedNoun.grouped(count))個あり、その棒に加えました。")
  }

  /// What a tooltip says of a mark: where it stands, and its value; names that are empty are left out.
  static func tip(_ names: [String], _ value: String, in say: Language) -> String {
    let names = names.filter { !$0.isEmpty }
    if names.isEmpty || value.isEmpty { return names.isEmpty ? value : list(names, limit: .max, in: say) }
    return say(en: "\(names.joined(separator: ", ")): \(value)", ja: "\(names.joined(separator: "、"))：\(value)")
  }

  /// A title as it stands in a sentence, with a word for none.
  static func name(_ title: String, otherwise: String) -> String { title.isEmpty ? otherwise : title }

  /// The names of series in a list, with a word for the one that has none.
  static func series(_ names: [String], in say: Language) -> String {
    list(names.map { name($0, otherwise: say(en: "(empty)", ja: "（空）")) }, in: say)
  }
}

/// Where the greatest and the least of some numbers stand: all places of each, since several can be equally great.
struct Extremes {
  private(set) var highest: [Int] = []
  private(set) var lowest: [Int] = []

  /// The places of what is drawn; NaN has none.
  init(_ values: some Sequence<Double>) {
    var (high, low) = (-Double.infinity, Double.infinity)
    for (place, value) in values.enumerated() {
      if value > high { (high, highest) = (value, []) }
      if value == high { highest.append(place) }
      if value < low { (low, lowest) = (value, []) }
      if value == low { lowest.append(place) }
    }
  }
}
