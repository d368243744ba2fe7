import Languages

/// Rows that a chart has no mark for, counted by the reason: nothing is drawn without a value, and nothing left out in silence.
public struct LeftOut: Codable, Sendable, Equatable {
  /// Rows without a value on the axis across, such as a day.
  public var unplaced = 0
  /// Rows without a value to draw.
  public var missing = 0
  /// Rows with a value that is infinite, or so great that the span of two would be.
  public var beyond = 0
  /// Rows with a value that is next to 0 without being it.
  public var minute = 0
  /// Rows whose date lies so far from today that it is a fault of the data.
  public var remote = 0
  /// Rows with a negative value, which a log axis has no place for.
  public var negatives = 0

  public init() {}

  /// The counts of all reasons, always in the same order.
  private static let counts: [WritableKeyPath<LeftOut, Int> & Sendable] = [
    \.unplaced, \.missing, \.beyond, \.minute, \.remote, \.negatives,
  ]

  /// Whether a value can be drawn; one that cannot is counted.
  public mutating func admits(_ value: Double) -> Bool {
    if value.isDrawable { return true }
    if value.isNaN {
      missing += 1
    } else if value.isMinute {
      minute += 1
    } else {
      beyond += 1
    }
    return false
  }

  /// Whether the value of a bar can be drawn; counts what of the rows behind it is not in it, and a value that has no place.
  ///
  /// - Parameter parts: what each value has left out already, a missing one included; nil where values are rows of their own.
  mutating func admits(_ value: Double, at row: Int, of parts: [LeftOut]?) -> Bool {
    if let parts, row < parts.count { self = self + parts[row] }
    return parts != nil && value.isNaN ? false : admits(value)
  }

  public static func + (a: LeftOut, b: LeftOut) -> LeftOut {
    var sum = a
    for count in counts { sum[keyPath: count] += b[keyPath: count] }
    return sum
  }

  /// The same, one reason at a time.
  var byReason: [LeftOut] {
    Self.counts.map { count in
      var part = LeftOut()
      part[keyPath: count] = self[keyPath: count]
      return part
    }
  }

  /// A sentence for each reason that there is.
  ///
  /// - Parameters:
  ///   - value: what the marks show.
  ///   - place: what the axis across shows.
  func notes(of value: String, across place: String = "", in say: Language) -> [String] {
    let names = (
      value: Phrases.name(value, otherwise: say(en: "the value", ja: "値")), place: Phrases.name(place, otherwise: "x")
    )
    let reasons: [(count: Int, en: String, ja: String)] = [
      (unplaced, "\(names.place) is missing", "\(names.place)が欠損している"),
      (missing, "\(names.value) is missing", "\(names.value)が欠損している"),
      (beyond, "a value is infinite or beyond 10¹⁵⁰", "値が無限大か10¹⁵⁰を超える"),
      (minute, "a value is closer to 0 than 10⁻²⁹⁰", "値が0に10⁻²⁹⁰より近い"),
      (remote, "\(names.place) lies more than 2,700 years from 1970", "\(names.place)が1970年から2,700年以上離れている"),
      (negatives, "a log axis has no place for negatives", "対数軸に表せない負の値のある"),
    ]
    return reasons.compactMap { count, english, japanese in
      if count == 0 { return nil }
      return say(
        en: "\(CountedNoun.text(count, "row")) \(count == 1 ? "is" : "are") left out: \(english).",
        ja: "\(japanese)行を\(CountedNoun.grouped(count))行除きました。")
    }
  }
}
