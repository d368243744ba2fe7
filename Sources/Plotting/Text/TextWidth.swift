/// The width of text for drawings that are made elsewhere, such as the flow of data in reports.
public enum TextWidth {
  /// The width of one line in px at a font size in px, by the table that charts use: never too little in the faces that
  /// system font stacks come down to. O(length).
  public static func of(_ text: String, size: Double, bold: Bool = false) -> Double {
    TextMetrics.width(text, size: size, bold: bold)
  }
}
