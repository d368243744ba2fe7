import Diagnostics

/// The line of a source that a diagnostic points at, cut to what a reader can take in, with marks under the characters.
struct Excerpt {
  var place: String
  var line: Int
  var before: String
  var marked: String
  var after: String
  var remark: String

  /// Characters kept on each side of the marked ones.
  private static let window = 160

  init(_ label: SpanLabel) {
    let span = label.span
    let file = span.file
    let start = span.start
    let lineRange = file.range(ofLine: start.line)
    let lower = min(span.range.lowerBound, lineRange.upperBound)
    let upper = min(max(span.range.upperBound, lower), lineRange.upperBound)
    place = "\(file.path):\(start.line):\(start.column)"
    line = start.line
    let from = max(lineRange.lowerBound, lower - Self.window)
    let to = min(lineRange.upperBound, max(lower, min(upper, lower + Self.window)) + Self.window)
    let cut = min(upper, to)
    // A cut may go through an address.
    let bytes = Credentials.masked(from..<max(to, cut), ofLine: lineRange, in: file.bytes)
    before = (from > lineRange.lowerBound ? "…" : "") + Self.text(bytes[from..<lower])
    marked = Self.text(bytes[lower..<cut])
    after = Self.text(bytes[cut..<max(to, cut)]) + (to < lineRange.upperBound ? "…" : "")
    remark = label.text
  }

  /// Bytes that a cut left of a character are dropped; tabs take one column, as the marks do.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes.drop { $0 & 0xC0 == 0x80 }, as: UTF8.self)
    return String(text.map { $0 == "\t" || $0 == "\r" ? " " : $0 })
  }

  /// The excerpt as two lines: the source, and the marks with the label.
  func html(mark: String) -> HTML {
    let number = String(line)
    let blank = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: DisplayWidth.columns(of: before))
    let marks = String(repeating: mark, count: max(1, DisplayWidth.columns(of: marked)))
    let label = remark.isEmpty ? marks : marks + " " + remark
    func gutter(_ text: String) -> HTML { .element("span", class: "gutter", "\(text) │ ") }
    return """
      \(gutter(number))\(before)\(HTML.element("mark", .text(marked)))\(after)
      \(gutter(blank))\(indent)\(HTML.element("span", class: "marks", .text(label)))
      """
  }
}
