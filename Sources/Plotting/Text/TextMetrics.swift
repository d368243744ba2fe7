/// Measures text by a table of widths, since no font is read at run time.
///
/// Latin widths are Helvetica's (Adobe Core 14 AFM), which Arial and Liberation Sans share, plus a margin for the wider
/// faces of other systems; ideographs and kana are one em wide.
enum TextMetrics {
  /// The room that Segoe UI, San Francisco, Roboto and Noto Sans need beyond Helvetica (empirical).
  static let margin = 1.06
  /// Width of bold over regular text (empirical).
  static let boldFactor = 1.07
  /// Parts of the font size above and below the baseline, and from line to line.
  static let ascent = 0.80
  static let descent = 0.22
  static let lineHeight = 1.25

  /// The width of one line of text in px at a font size in px; O(length).
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(scalar) }
    return Double(thousandths) / 1000 * size * margin * (bold ? boldFactor : 1)
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
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  /// Advance width in thousandths of an em.
  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    if value < 0x20 { return 0 }
    if value - 0x20 < ascii.count { return ascii[value - 0x20] }
    switch value {
    case 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: return 0
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x64B...0x65F, 0x3099, 0x309A, 0x20D0...0x20FF: return 0
    case 0xA0: return 278
    case 0xC0...0xDE: return 750
    case 0xDF...0xFF: return 570
    case 0x100...0x24F: return scalar.properties.isUppercase ? 720 : 560
    case 0x370...0x3FF, 0x400...0x52F: return scalar.properties.isUppercase ? 740 : 620
    case 0x590...0x6FF: return 600
    case 0x2010...0x2013, 0x2018, 0x2019, 0x2022, 0x202F: return 560
    case 0x2014, 0x2026, 0x2030: return 1000
    case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: return 350
    case 0x2212, 0xD7: return 584
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
