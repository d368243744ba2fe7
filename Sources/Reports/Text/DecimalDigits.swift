/// A finite number in decimal: ±0.d₁d₂d₃… × 10^exponent, with the fewest digits that read back as the same double.
///
/// Rounding works on these digits, half away from zero: 2.675 to two decimals is 2.68, as a reader would round what they
/// see, although the double nearest to 2.675 lies a little below it. Deterministic: Swift's shortest round-trip printing
/// (SwiftDtoa, after Adams, "Ryū", 2018) is the same on every machine.
struct DecimalDigits: Equatable {
  var isNegative: Bool
  /// 0…9 each, without leading or trailing zeros; empty for zero.
  var digits: [UInt8]
  /// The place of the decimal point from the left of `digits`: 12.5 has digits 1 2 5 and exponent 2.
  var exponent: Int

  /// `value` must be finite.
  init(_ value: Double) {
    isNegative = value < 0
    digits = []
    exponent = 0
    var point: Int?
    var power = 0
    let text = Array("\(value.magnitude)".utf8)
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: ".") {
        point = digits.count
      } else if byte == UInt8(ascii: "e") {
        power = Int(String(decoding: text[(position + 1)...], as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - UInt8(ascii: "0"))
      }
      position += 1
    }
    exponent = (point ?? digits.count) + power
    normalize()
  }

  init(_ value: Int) {
    isNegative = value < 0
    digits = "\(value.magnitude)".utf8.map { $0 - UInt8(ascii: "0") }
    exponent = digits.count
    normalize()
  }

  var isZero: Bool { digits.isEmpty }

  /// Rounded to `count` digits after the point (before it when negative), half away from zero.
  func rounded(decimals count: Int) -> DecimalDigits { rounded(keeping: exponent + count) }

  /// Rounded to `count` significant digits, half away from zero.
  func rounded(significant count: Int) -> DecimalDigits { rounded(keeping: count) }

  /// Times 10^power, exactly.
  func scaled(byPowerOfTen power: Int) -> DecimalDigits {
    var copy = self
    if !isZero { copy.exponent += power }
    return copy
  }

  /// How many digits stand after the point.
  var decimals: Int { max(0, digits.count - exponent) }

  /// The digits before the point, "0" when there are none, and exactly `decimals` after it (which must hold them all).
  func text(decimals count: Int, separator: String = ",") -> String {
    var whole = ""
    let wholeCount = max(0, exponent)
    for place in 0..<wholeCount {
      if place > 0, (wholeCount - place) % 3 == 0 { whole += separator }
      whole.append(digit(at: place))
    }
    if whole.isEmpty { whole = "0" }
    guard count > 0 else { return whole }
    var fraction = ""
    for place in exponent..<(exponent + count) { fraction.append(digit(at: place)) }
    return whole + "." + fraction
  }

  private func digit(at place: Int) -> Character {
    guard digits.indices.contains(place) else { return "0" }
    return Character(UnicodeScalar(UInt8(ascii: "0") + digits[place]))
  }

  private func rounded(keeping count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var copy = self
    guard count >= 0 else {
      copy.digits = []
      copy.normalize()
      return copy
    }
    let roundsUp = digits[count] >= 5
    copy.digits = Array(digits[..<count])
    if roundsUp {
      var place = count - 1
      while place >= 0, copy.digits[place] == 9 {
        copy.digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        copy.digits[place] += 1
      } else {
        copy.digits.insert(1, at: 0)
        copy.exponent += 1
      }
    }
    copy.normalize()
    return copy
  }

  private mutating func normalize() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }
}
