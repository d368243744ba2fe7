/// Draws one line of a source with the marks under it.
///
/// Marks of one line stand side by side; the words of the last follow it, those of the others hang below theirs:
///
/// ```
/// 28 | filter reviews where: 1 < stars < 5
///    |                         -       ^ a second comparison
///    |                         the first one
/// ```
struct ExcerptWriter {
  /// A stretch of the line, what it is underlined with and in which colour.
  struct Mark {
    var label: SpanLabel
    var character: String
    var color: String
  }

  let marks: [Mark]
  let gutter: Int
  let paint: (String, String) -> String

  /// How much of a long line is shown on each side of what is marked, in bytes; empirical.
  private static let window = 100

  /// Whether marks lie in the same line, near enough to be seen together and without covering each other.
  static func canShareLine(_ marks: [Mark]) -> Bool {
    let sorted = marks.map(\.label.span).sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = sorted.first, let last = sorted.last else { return false }
    guard sorted.allSatisfy({ $0.file === first.file }),
      first.file.line(at: first.range.lowerBound)
        == first.file.line(at: last.range.upperBound)
    else { return false }
    if last.range.upperBound - first.range.lowerBound > window { return false }
    // An empty span is drawn as one mark.
    return zip(sorted, sorted.dropFirst()).allSatisfy {
      max($0.range.upperBound, $0.range.lowerBound + 1) <= $1.range.lowerBound
    }
  }

  var text: String {
    let file = marks[0].label.span.file
    let number = String(file.line(at: marks[0].label.span.range.lowerBound))
    let line = file.range(ofLine: file.line(at: marks[0].label.span.range.lowerBound))
    let places = marks.map { mark in
      let lower = min(mark.label.span.range.lowerBound, line.upperBound)
      return lower..<min(max(mark.label.span.range.upperBound, lower), line.upperBound)
    }
    let shown = Self.visible(line, places, file)
    let bytes = Credentials.masked(shown, ofLine: line, in: file.bytes)
    let ellipsis = shown.lowerBound > line.lowerBound ? "…" : ""
    let source = ellipsis + Self.show(bytes[shown]) + (shown.upperBound < line.upperBound ? "…" : "")
    let blank = String(repeating: " ", count: gutter)
    var out = paint(String(repeating: " ", count: gutter - number.count) + number + " |", "34;1") + " \(source)\n"

    let drawn = zip(marks, places).map { mark, place in
      let upper = min(place.upperBound, shown.upperBound)
      return (
        mark: mark,
        column: DisplayWidth.columns(of: ellipsis + Self.show(bytes[shown.lowerBound..<place.lowerBound])),
        width: max(1, DisplayWidth.columns(of: Self.show(bytes[place.lowerBound..<max(place.lowerBound, upper)])))
      )
    }.sorted { $0.column < $1.column }
    var remarks = ""
    var at = 0
    for (index, item) in drawn.enumerated() {
      var remark = String(repeating: item.mark.character, count: item.width)
      if index == drawn.count - 1, !item.mark.label.text.isEmpty { remark += " " + Self.escape(item.mark.label.text) }
      remarks += Self.gap(to: item.column, from: at) + paint(remark, item.mark.color)
      at = item.column + item.width
    }
    out += paint("\(blank) |", "34;1") + " \(remarks)\n"
    for index in drawn.indices.dropLast().reversed() where !drawn[index].mark.label.text.isEmpty {
      var hung = ""
      at = 0
      for item in drawn[..<index] where !item.mark.label.text.isEmpty {
        hung += Self.gap(to: item.column, from: at) + paint("|", item.mark.color)
        at = item.column + 1
      }
      hung += Self.gap(to: drawn[index].column, from: at)
      hung += paint(Self.escape(drawn[index].mark.label.text), drawn[index].mark.color)
      out += paint("\(blank) |", "34;1") + " \(hung)\n"
    }
    return out
  }

  /// Nothing where marks are wider than what they mark: a character of no width is underlined all the same.
  private static func gap(to column: Int, from at: Int) -> String { String(repeating: " ", count: max(0, column - at)) }

  /// Long lines are cut around what is marked, so that a 10 MB field does not fill the terminal.
  private static func visible(_ line: Range<Int>, _ places: [Range<Int>], _ file: SourceFile) -> Range<Int> {
    guard line.count > 2 * window else { return line }
    let lower = places.map(\.lowerBound).min() ?? line.lowerBound
    let upper = places.map(\.upperBound).max() ?? lower
    var from = max(line.lowerBound, lower - window)
    var to = min(line.upperBound, max(upper, lower) + window, lower + 2 * window)
    while from > line.lowerBound, file.bytes[from] & 0xC0 == 0x80 { from -= 1 }
    while to < line.upperBound, file.bytes[to] & 0xC0 == 0x80 { to += 1 }
    return from..<to
  }

  private static func show(_ bytes: ArraySlice<UInt8>) -> String { escape(String(decoding: bytes, as: UTF8.self)) }

  /// Control characters in data must not steer the reader's terminal.
  static func escape(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: out += " "
      case 0..<0x20, 0x7F..<0xA0: out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
