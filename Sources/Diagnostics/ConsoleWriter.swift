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
      let lastLine = labels.map { $0.span.start.line }.max() ?? 1
      gutter = String(lastLine).count
      let place = primary.span.start
      let blank = String(repeating: " ", count: gutter)
      out += "\(blank)\(paint("-->", "34;1")) \(primary.span.file.path):\(place.line):\(place.column)\n"
      out += paint("\(blank) |", "34;1") + "\n"
      var currentPath = primary.span.file.path
      for (index, label) in labels.enumerated() {
        if label.span.file.path != currentPath {
          currentPath = label.span.file.path
          let there = label.span.start
          out += "\(blank)\(paint(":::", "34;1")) \(currentPath):\(there.line):\(there.column)\n"
        }
        out += excerpt(label, gutter: gutter, mark: index == 0 ? "^" : "-", color: index == 0 ? color : "34;1")
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

  /// Long lines are cut around the span, so that a 10 MB field does not fill the terminal.
  private func excerpt(_ label: SpanLabel, gutter: Int, mark: String, color: String) -> String {
    let span = label.span
    let file = span.file
    let line = file.line(at: span.range.lowerBound)
    let lineRange = file.range(ofLine: line)
    let lower = min(span.range.lowerBound, lineRange.upperBound)
    let upper = min(max(span.range.upperBound, lower), lineRange.upperBound)
    let window = 100
    var from = lineRange.lowerBound
    var to = lineRange.upperBound
    if to - from > 2 * window {
      from = max(from, lower - window)
      to = min(to, max(upper, lower) + window, lower + 2 * window)
      while from > lineRange.lowerBound, file.bytes[from] & 0xC0 == 0x80 { from -= 1 }
      while to < lineRange.upperBound, file.bytes[to] & 0xC0 == 0x80 { to += 1 }
    }
    let cut = min(upper, to)
    let prefix = (from > lineRange.lowerBound ? "…" : "") + show(file.bytes[from..<lower])
    let marked = show(file.bytes[lower..<max(lower, cut)])
    let suffix = show(file.bytes[max(lower, cut)..<max(lower, to)]) + (to < lineRange.upperBound ? "…" : "")
    let number = String(line)
    let padded = String(repeating: " ", count: gutter - number.count) + number
    let carets = String(repeating: mark, count: max(1, DisplayWidth.columns(of: marked)))
    let pad = String(repeating: " ", count: DisplayWidth.columns(of: prefix))
    let blank = String(repeating: " ", count: gutter)
    var out = "\(paint("\(padded) |", "34;1")) \(prefix)\(marked)\(suffix)\n"
    let remark = carets + (label.text.isEmpty ? "" : " " + escape(label.text))
    out += "\(paint("\(blank) |", "34;1")) \(pad)\(paint(remark, color))\n"
    return out
  }

  private func show(_ bytes: ArraySlice<UInt8>) -> String { escape(String(decoding: bytes, as: UTF8.self)) }

  /// Control characters in data must not steer the reader's terminal.
  private func escape(_ text: String) -> String {
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

  private func paint(_ text: String, _ code: String) -> String { colored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
