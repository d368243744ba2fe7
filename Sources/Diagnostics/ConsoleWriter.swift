/// Writes diagnostics as text for a terminal: the line, a caret, what it means and what to do.
public struct ConsoleWriter: Sendable {
  /// Whether to use ANSI colours. The text is the same without.
  public var colored: Bool

  public init(colored: Bool = false) { self.colored = colored }

  public func write(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(write).joined(separator: "\n")
  }

  /// The block of one diagnostic, ending with a newline.
  public func write(_ diagnostic: Diagnostic) -> String {
    let color = diagnostic.severity == .error ? "31;1" : diagnostic.severity == .warning ? "33;1" : "36;1"
    var out = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", color)
    out += paint(": \(escape(diagnostic.message))", "1") + "\n"
    var gutter = 1
    if let primary = diagnostic.primary {
      let labels = [primary] + diagnostic.related
      let lastLine = labels.map { $0.span.file.line(at: $0.span.range.lowerBound) }.max() ?? 1
      gutter = String(lastLine).count
      let place = primary.span.start
      let blank = String(repeating: " ", count: gutter)
      out += "\(blank)\(paint("-->", "34;1")) \(primary.span.file.path):\(place.line):\(place.column)\n"
      out += paint("\(blank) |", "34;1") + "\n"
      var currentPath = primary.span.file.path
      for marks in Self.byLine(labels, primaryColor: color) {
        let there = marks[0].label.span
        if there.file.path != currentPath {
          currentPath = there.file.path
          out += "\(blank)\(paint(":::", "34;1")) \(currentPath):\(there.start.line):\(there.start.column)\n"
        }
        out += ExcerptWriter(marks: marks, gutter: gutter, paint: paint).text
      }
    }
    let blank = String(repeating: " ", count: gutter)
    for note in diagnostic.notes { out += list(blank, "note", note) }
    for help in diagnostic.help { out += list(blank, "help", help) }
    return out
  }

  private func list(_ blank: String, _ title: String, _ text: String) -> String {
    let indent = blank + "   " + String(repeating: " ", count: title.count + 2)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { escape(String($0)) }
    return "\(blank) \(paint("=", "34;1")) \(paint(title, "1")): " + lines.joined(separator: "\n" + indent) + "\n"
  }

  /// Labels in their order, those of the primary's line together where they do not cover each other.
  private static func byLine(_ labels: [SpanLabel], primaryColor: String) -> [[ExcerptWriter.Mark]] {
    var groups: [[ExcerptWriter.Mark]] = []
    for (index, label) in labels.enumerated() {
      let mark = ExcerptWriter.Mark(
        label: label, character: index == 0 ? "^" : "-", color: index == 0 ? primaryColor : "34;1")
      if let group = groups.firstIndex(where: { ExcerptWriter.canShareLine($0 + [mark]) }) {
        groups[group].append(mark)
      } else {
        groups.append([mark])
      }
    }
    return groups
  }

  private func escape(_ text: String) -> String { ExcerptWriter.escape(text) }

  private func paint(_ text: String, _ code: String) -> String { colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
