/// Measures text by a table of widths, since no font is read at run time.
///
/// Latin widths are the greater of Arial's (by the metric-compatible Liberation Sans 2.1) and DejaVu Sans' (2.37), the
/// narrowest and the widest face that system font stacks come down to, so that no label is cut anywhere; ideographs and
/// kana are one em wide.
public enum TextMetrics {
  /// Width of bold over regular text: DejaVu Sans' small letters.
  static let boldFactor = 1.13
  /// Parts of the font size above and below the baseline, and from line to line.
  static let ascent = 0.80
  static let descent = 0.22
  static let lineHeight = 1.25

  /// The width of one line of text in px at a font size in px; O(length).
  public static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(scalar) }
    return Double(thousandths) / 1000 * size * (bold ? boldFactor : 1)
  }

  /// The width of the widest of several lines.
  static func width(_ lines: [String], size: Double, bold: Bool = false) -> Double {
    lines.reduce(0) { max($0, width($1, size: size, bold: bold)) }
  }

  /// The height of a number of lines.
  static func height(lines: Int, size: Double) -> Double {
    lines == 0 ? 0 : Double(lines - 1) * size * lineHeight + size * (ascent + descent)
  }

  private static let ascii: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556,
    1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787,
    667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838, 556,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]

  /// Advance width in thousandths of an em.
  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    if value < 0x20 { return 0 }
    if value - 0x20 < ascii.count { return ascii[value - 0x20] }
    switch value {
    case 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: return 0
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F, 0x3099, 0x309A, 0x20D0...0x20FF: return 0
    case 0xA0: return 318
    case 0xB7: return 333
    case 0xC0...0xDE: return 730
    case 0xDF...0xFF: return 630
    case 0x100...0x24F: return scalar.properties.isUppercase ? 750 : 620
    case 0x370...0x3FF, 0x400...0x52F: return scalar.properties.isUppercase ? 790 : 680
    case 0x590...0x6FF: return 600
    case 0x2010...0x2013, 0x2018, 0x2019, 0x2022, 0x202F: return 560
    case 0x2014, 0x2026: return 1000
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: return 401
    case 0x2212, 0xD7, 0x221E: return 838
    case 0x2030: return 1342
    case 0x1100...0x11FF, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF: return 1000
    case 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6:
      return 1000
    case 0xFF61...0xFFDC: return 500
    case 0x1F000...0x1FAFF: return 1250
    case 0x20000...0x3FFFF: return 1000
    default: return 650
    }
  }
}
