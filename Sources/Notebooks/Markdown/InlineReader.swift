import Diagnostics

extension MarkdownReader {
  /// The inlines of a block with a search for places of its own.
  func inlines(of node: MarkdownNode) -> [Inline] {
    enter(node)
    return inlines(within: node)
  }

  /// The inlines of a node inside of a block that was entered.
  func inlines(within parent: MarkdownNode) -> [Inline] {
    guard depth < MarkdownReader.depthLimit else { return [.text("…")] }
    depth += 1
    defer { depth -= 1 }
    var result: [Inline] = []
    for node in parent.children { append(node, to: &result) }
    return result
  }

  private func append(_ node: MarkdownNode, to result: inout [Inline]) {
    switch node.type {
    case "text": appendText(node.literal, to: &result)
    case "softbreak":
      if isInsideFormula { linesOfFormula -= 1 } else { result.append(.softBreak) }
    case "linebreak": result.append(.lineBreak)
    case "code": appendCode(node.literal, to: &result)
    case "html_inline": appendHTML(node.literal, to: &result)
    case "emph": result.append(.emphasis(inlines(within: node)))
    case "strong": result.append(.strong(inlines(within: node)))
    case "strikethrough": result.append(.strikethrough(inlines(within: node)))
    case "link":
      let destination = unmasked(node.url, from: mathPosition)
      let content = inlines(within: node)
      if isSafe(destination) {
        result.append(.link(destination: destination, title: unmasked(node.title, from: mathPosition), content))
      } else {
        result += content
      }
    case "image":
      let source = unmasked(node.url, from: mathPosition)
      let alternative = inlines(within: node)
      result.append(
        .image(source: source, title: unmasked(node.title, from: mathPosition), alternative: alternative))
    default:
      if node.isFootnoteReference {
        result.append(footnoteReference(node))
      } else {
        result += inlines(within: node)
      }
    }
  }

  /// Whether a link leads somewhere instead of running something.
  private func isSafe(_ destination: String) -> Bool {
    let scheme = destination.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme.endIndex < destination.endIndex, destination[scheme.endIndex] == ":" else { return true }
    if ["http", "https", "mailto", "ftp", "doi"].contains(scheme.lowercased()) { return true }
    diagnostics.append(
      Diagnostic(
        .unsafeLink, "a link leads to \"\(scheme):\"", at: place(of: destination), severity: .warning,
        help: ["links lead to http, https, mailto or to a file beside the notebook"]))
    return false
  }

  /// The lines that are searched at the moment.
  private var blockSpan: SourceSpan {
    textSpan ?? file.span(min(locator.position, locator.end)..<locator.end)
  }

  private func appendCode(_ literal: String, to result: inout [Inline]) {
    guard literal.hasPrefix("{lab}") else {
      _ = locator.find(literal)
      result.append(.code(unmasked(literal, from: mathPosition)))
      return
    }
    guard var lines = locator.find(literal), let first = lines.first else {
      diagnostics.append(
        Diagnostic(
          .escapedInlineValue, "the inline value \"\(literal)\" is not written in the file as it is read",
          at: blockSpan,
          help: ["put the text in single quotes, or on lines of its own behind key: |"]))
      result.append(.code(literal))
      return
    }
    lines[0] = min(first.lowerBound + 5, first.upperBound)..<first.upperBound
    let whole = file.span(first.lowerBound..<(lines.last?.upperBound ?? first.upperBound))
    let (value, found) = LanguageParser.parseInlineValue(file: file, lines: lines, span: whole)
    diagnostics += found
    result.append(value.map { .value($0) } ?? .code(literal))
  }

  private func appendHTML(_ html: String, to result: inout [Inline]) {
    let pieces = HTMLFilter.pieces(of: unmasked(html, from: mathPosition))
    if let tag = HTMLFilter.shownTag(in: pieces) {
      let place = locator.find(html)
      let lines = place.flatMap { lines in lines.first.map { $0.lowerBound..<(lines.last ?? $0).upperBound } }
      tell(tag, at: lines.map { file.span($0) } ?? blockSpan)
    }
    for piece in pieces {
      switch piece {
      case .tag(let tag): result.append(.html(tag))
      case .text(let text): append(text: text, to: &result)
      }
    }
  }

  private func footnoteReference(_ node: MarkdownNode) -> Inline {
    let number = Int(node.literal) ?? 0
    var name = footnotes[number] ?? String(number)
    if locator.find("[^") != nil {
      let start = locator.position
      if let close = file.bytes[start..<locator.end].firstIndex(of: UInt8(ascii: "]")) {
        name = String(decoding: file.bytes[start..<close], as: UTF8.self)
        locator.position = close
      }
    }
    if footnotes[number] == nil { footnotes[number] = name }
    return .footnoteReference(name: name, number: number)
  }

  // MARK: Text with formulas and references

  private func append(text: String, to result: inout [Inline]) {
    if text.isEmpty { return }
    if case .text(let before)? = result.last {
      result[result.count - 1] = .text(before + text)
    } else {
      result.append(.text(text))
    }
  }

  private func appendText(_ literal: String, to result: inout [Inline]) {
    var plain: [UInt8] = []
    func flush() {
      appendReferences(String(decoding: plain, as: UTF8.self), to: &result)
      plain = []
    }
    var isHidden = isInsideFormula
    for byte in literal.utf8 {
      switch byte {
      case MathMask.first:
        flush()
        isHidden = true
        if let formula = nextFormula() { result.append(.math(formula.tex)) }
      case MathMask.rest where isHidden: break
      default:
        isHidden = false
        isInsideFormula = false
        plain.append(byte)
      }
    }
    flush()
    isInsideFormula = isHidden && linesOfFormula > 0
  }

  private func nextFormula() -> MathMask.Formula? {
    let at = mask.index(from: mathPosition)
    guard at < mask.formulas.count else { return nil }
    let formula = mask.formulas[at]
    mathPosition = formula.range.upperBound
    if textSpan == nil, locator.position < formula.range.upperBound { locator.position = formula.range.upperBound }
    linesOfFormula = mask.bytes[formula.range].count { $0 == .newline }
    return formula
  }

  private func appendReferences(_ text: String, to result: inout [Inline]) {
    for piece in CrossReferences.pieces(of: text) {
      switch piece {
      case .text(let plain): append(text: plain, to: &result)
      case .reference(let label, let numberOnly, let written):
        let place = locator.find(written)?.first
        let span = place.map { file.span($0) } ?? blockSpan
        result.append(.crossReference(label: label, numberOnly: numberOnly, span))
      }
    }
  }

  /// Where an address stands in the block; the whole block when it is not there as it is, or twice.
  private func place(of destination: String) -> SourceSpan {
    let text = blockSpan.text.utf8
    let wanted = Array(destination.utf8)
    var found: [Int] = []
    for (offset, start) in text.indices.enumerated() where text[start...].starts(with: wanted) { found.append(offset) }
    guard found.count == 1 else { return blockSpan }
    let start = blockSpan.range.lowerBound + found[0]
    return blockSpan.file.span(start..<start + wanted.count)
  }

  /// A text in which formulas stand as they were written: inside of addresses and raw HTML they are none.
  func unmasked(_ text: String, from position: Int) -> String {
    guard text.utf8.contains(MathMask.first) else { return text }
    var result: [UInt8] = []
    var next = mask.index(from: position)
    for byte in text.utf8 {
      if byte == MathMask.first, next < mask.formulas.count {
        let formula = mask.formulas[next]
        result += Array((formula.isDisplay ? "$$\(formula.tex)$$" : "$\(formula.tex)$").utf8)
        mathPosition = max(mathPosition, formula.range.upperBound)
        next += 1
      } else if byte != MathMask.rest {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension DiagnosticCode {
  static let unsafeLink = DiagnosticCode(
    "unsafe-link",
    "A link with a scheme that can run code, such as javascript:, is left out of the report; its text stays.")
  static let htmlAsText = DiagnosticCode(
    "html-as-text",
    "A report takes a few plain HTML tags, such as <sub> and <details>, without attributes. All else is shown as the text it is, so "
      + "that nothing in a notebook can run or load anything. Write it in markdown, or in backquotes where the tag itself is meant."
  )
  static let escapedInlineValue = DiagnosticCode(
    "escaped-inline-value",
    "An inline value stands in YAML with escapes inside of it, so that its place in the file cannot be told. Put the "
      + "text in single quotes or on lines of its own behind key: |.")
}
