/// An sRGB colour of eight bits a channel.
struct Color: Sendable, Equatable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour of an OKLab triple, cut to what sRGB can show (B. Ottosson, "A perceptual color space for image
  /// processing", 2020).
  init(oklab lab: OKLab) {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b)
    let m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b)
    let s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b)
    self.init(
      Color.encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      Color.encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      Color.encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
  }

  var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Relative luminance, 0 to 1 (WCAG 2.2).
  var luminance: Double {
    0.2126 * Color.decoded(red) + 0.7152 * Color.decoded(green) + 0.0722 * Color.decoded(blue)
  }

  /// Contrast ratio with another colour, 1 to 21 (WCAG 2.2).
  func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// Near-black or white, whichever contrasts more with this colour.
  var readableInk: Color {
    let (dark, light) = (Color(0x11, 0x14, 0x18), Color(0xFF, 0xFF, 0xFF))
    return contrast(with: dark) >= contrast(with: light) ? dark : light
  }

  /// The sRGB transfer function (IEC 61966-2-1); x^(1/2.4) = (x^(1/12))^5, by roots alone, so that no libm is asked.
  private static func encoded(_ linear: Double) -> UInt8 {
    let x = min(max(linear, 0), 1)
    if x <= 0.0031308 { return UInt8((12.92 * x * 255).rounded()) }
    let twelfth = root(x.squareRoot().squareRoot(), 3)
    let power = twelfth * twelfth * twelfth * twelfth * twelfth
    return UInt8(min(max((1.055 * power - 0.055) * 255, 0), 255).rounded())
  }

  private static func decoded(_ channel: UInt8) -> Double {
    let x = Double(channel) / 255
    if x <= 0.04045 { return x / 12.92 }
    let y = (x + 0.055) / 1.055
    return y * y * root(y * y, 5)
  }

  /// The `n`-th root of x in (0, 1.1] by Newton's method, which ends at the same bits on every CPU.
  private static func root(_ x: Double, _ n: Int) -> Double {
    var estimate = 1.0
    for _ in 0..<60 {
      var power = 1.0
      for _ in 1..<n { power *= estimate }
      estimate = (Double(n - 1) * estimate + x / power) / Double(n)
    }
    return estimate
  }
}

/// A colour in OKLab: lightness 0 to 1, green–red and blue–yellow; equal distances look about equally different.
struct OKLab: Sendable, Equatable {
  var l: Double
  var a: Double
  var b: Double

  func distance(to other: OKLab) -> Double {
    let (dl, da, db) = (l - other.l, a - other.a, b - other.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  func mixed(with other: OKLab, _ t: Double) -> OKLab {
    OKLab(l: l + (other.l - l) * t, a: a + (other.a - a) * t, b: b + (other.b - b) * t)
  }
}
