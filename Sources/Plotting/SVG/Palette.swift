/// The colours of series: Okabe and Ito, "Color Universal Design" (2008), ordered by their contrast on white.
///
/// The first four reach 3:1 on white; the next three do not and are drawn with an outline; the eighth is the text's own
/// colour. More than eight series repeat the colours, and the chart says so.
enum Palette {
  static let light: [Color] = [
    Color(0x00, 0x72, 0xB2), Color(0xD5, 0x5E, 0x00), Color(0x00, 0x9E, 0x73), Color(0xCC, 0x79, 0xA7),
    Color(0xE6, 0x9F, 0x00), Color(0x56, 0xB4, 0xE9), Color(0xF0, 0xE4, 0x42),
  ]

  /// The same hues for dark pages: those under 3:1 on #121212 raised in lightness (empirical, checked by a test).
  static let dark: [Color] = [
    Color(0x4D, 0xA3, 0xE0), Color(0xF0, 0x7F, 0x2E), Color(0x1D, 0xB8, 0x8B), Color(0xDD, 0x92, 0xBC),
    Color(0xE6, 0x9F, 0x00), Color(0x8C, 0xCC, 0xF0), Color(0xF0, 0xE4, 0x42),
  ]

  /// Distinct colours, the text's own included.
  static let count = 8

  /// Whether marks of this series need an outline to be seen on white.
  static func needsOutline(_ series: Int) -> Bool { (4...6).contains(series % count) }

  /// Dashes that tell a second and third round of colours apart in line charts.
  static func dashes(_ series: Int) -> String? {
    switch series / count {
    case 0: nil
    case 1: "6 3"
    case 2: "2 2"
    default: "8 3 2 3"
    }
  }
}
