import Diagnostics

/// Turns markdown into blocks: a whole notebook, or a text out of its settings.
final class MarkdownReader {
  let file: SourceFile
  /// What cmark reads, with formulas hidden. For a notebook its offsets are those of the file.
  let mask: MathMask
  /// Where a text out of the settings stands; nil for a whole notebook.
  let textSpan: SourceSpan?
  var diagnostics: [Diagnostic] = []
  var cells: [Cell] = []
  var exercises: [Exercise] = []
  var footnotes: [Int: String] = [:]
  var locator: SourceLocator
  /// Offset in `mask` behind which the next formula stands.
  var mathPosition = 0
  var isInsideFormula = false
  /// Line ends of the formula read last that are still to come.
  var linesOfFormula = 0
  var usedAnchors: Set<String> = []
  /// The number that the next heading of the same words is given.
  private var nextNumbers: [String: Int] = [:]
  private let lineStarts: [Int]
  var depth = 0

  /// Containers in containers; what is deeper is left out with an error, so that no input exhausts the stack. Empirical.
  static let depthLimit = 60

  /// A whole notebook; `start` is where its text begins behind the front matter.
  init(file: SourceFile, from start: Int) {
    var bytes = file.bytes
    // Blank lines keep the numbers of lines.
    for at in bytes.indices.prefix(start) where bytes[at] != .newline && bytes[at] != .carriageReturn {
      bytes[at] = .space
    }
    self.file = file
    mask = MathMask(bytes)
    textSpan = nil
    lineStarts = file.lineStarts
    locator = SourceLocator(file: file, range: start..<file.bytes.count)
  }

  /// A text that stands, perhaps in quotes and folded, at `span`.
  init(text: String, file: SourceFile, span: SourceSpan) {
    let source = SourceFile(path: file.path, text: text)
    self.file = file
    mask = MathMask(source.bytes)
    textSpan = span
    lineStarts = source.lineStarts
    locator = SourceLocator(file: file, range: span.range)
  }

  /// The text as one run of inlines, as for a title. Its paragraphs are joined by line breaks.
  func readInlines() -> [Inline] {
    if isPlain { return [.text(String(decoding: mask.bytes, as: UTF8.self))] }
    guard let tree = MarkdownTree(mask.bytes) else { return [] }
    var result: [Inline] = []
    for node in tree.root.children {
      if !result.isEmpty { result.append(.lineBreak) }
      if ["paragraph", "heading"].contains(node.type) {
        result += inlines(of: node)
      } else {
        // A title such as "1. Look" or "# 5" is no list and no heading.
        result.append(.text(source(of: node)))
      }
    }
    return result
  }

  /// Whether the text has no mark of markdown at all, as most titles and captions.
  private var isPlain: Bool {
    mask.bytes.allSatisfy {
      $0.isWordStart && $0 != UInt8(ascii: "_") || $0.isDigit || " ,;?%'()/-".utf8.contains($0) || $0 >= 0x80
    }
  }

  func readBlocks() -> [Block] {
    guard let tree = MarkdownTree(mask.bytes) else { return [] }
    return blocks(of: tree.root)
  }

  /// The lines of a node in `mask`.
  func range(of node: MarkdownNode) -> Range<Int> {
    let first = min(max(node.startLine, 1), lineStarts.count)
    // Of a comment or a tag that ends on a line of its own, cmark says the line before.
    let ending =
      node.type == "html_block" ? first - 1 + node.literal.utf8.count(where: { $0 == .newline }) : node.endLine
    let last = min(max(ending, first), lineStarts.count)
    let start = lineStarts[first - 1] + (first == node.startLine ? max(0, node.startColumn - 1) : 0)
    var end = last < lineStarts.count ? lineStarts[last] : mask.bytes.count
    while end > start, mask.bytes[end - 1] == .newline || mask.bytes[end - 1] == .carriageReturn { end -= 1 }
    return min(start, end)..<end
  }

  func span(of node: MarkdownNode) -> SourceSpan { textSpan ?? file.span(range(of: node)) }

  private func source(of node: MarkdownNode) -> String {
    let range = range(of: node)
    return unmasked(String(decoding: mask.bytes[range], as: UTF8.self), from: range.lowerBound)
  }

  /// Sets the search for places to a block's lines.
  func enter(_ node: MarkdownNode) {
    let range = range(of: node)
    mathPosition = range.lowerBound
    isInsideFormula = false
    linesOfFormula = 0
    if textSpan == nil { locator = SourceLocator(file: file, range: range) }
  }

  func blocks(of parent: MarkdownNode) -> [Block] {
    guard depth < MarkdownReader.depthLimit else {
      let span = span(of: parent)
      if !diagnostics.contains(where: { $0.code == .tooDeep }) {
        diagnostics.append(Diagnostic(.tooDeep, "lists and quotes are nested too deeply", at: span))
      }
      return []
    }
    depth += 1
    defer { depth -= 1 }
    var result: [Block] = []
    var notes: [Footnote] = []
    for node in parent.children {
      if node.isFootnoteDefinition {
        notes.append(footnote(node, number: notes.count + 1))
      } else {
        append(node, to: &result)
      }
    }
    if !notes.isEmpty {
      result.append(Block(.footnotes(notes), span: textSpan ?? file.span(file.bytes.count..<file.bytes.count)))
    }
    return result
  }

  func appendParagraph(_ node: MarkdownNode, to result: inout [Block]) {
    let text = inlines(of: node)
    let span = span(of: node)
    // A paragraph of formulas between double dollars alone, perhaps each with its label, is display math.
    let pieces = text.filter { if case .softBreak = $0 { false } else { true } }
    var formulas: [Block] = []
    let display = mask.index(from: range(of: node).lowerBound)
    for piece in pieces {
      switch piece {
      case .math(let tex)
      where display + formulas.count < mask.formulas.count
        && mask.formulas[display + formulas.count].isDisplay:
        formulas.append(Block(.math(tex, label: nil), span: span))
      case .text(let label) where !formulas.isEmpty:
        guard let attributes = BlockAttributes(label.trimmed), case .math(let tex, nil)? = formulas.last?.kind
        else {
          if label.trimmed.isEmpty { continue }
          result.append(Block(.paragraph(text), span: span))
          return
        }
        diagnostics += attributes.faults(at: span)
        formulas[formulas.count - 1].kind = .math(tex, label: attributes.identifier)
        formulas[formulas.count - 1].isPresented = attributes.isPresented
      default:
        result.append(Block(.paragraph(text), span: span))
        return
      }
    }
    if !formulas.isEmpty {
      result += formulas
    } else if !text.isEmpty {
      result.append(Block(.paragraph(text), span: span))
    }
  }

  func appendHTML(_ html: String, span: SourceSpan, to result: inout [Block]) {
    let pieces = HTMLFilter.pieces(of: unmasked(html, from: mathPosition))
    let hasTags = pieces.contains { if case .tag = $0 { true } else { false } }
    tell(HTMLFilter.shownTag(in: pieces), at: span)
    var text = ""
    for piece in pieces {
      switch piece {
      case .tag(let tag): text += tag
      case .text(let plain): text += hasTags ? HTMLFilter.escaped(plain) : plain
      }
    }
    if text.trimmed.isEmpty { return }
    result.append(Block(hasTags ? .html(text) : .paragraph([.text(text.trimmed)]), span: span))
  }

  /// Says that a tag is shown as the text it is.
  func tell(_ tag: String?, at span: SourceSpan) {
    guard let tag else { return }
    diagnostics.append(
      Diagnostic(
        .htmlAsText, "<\(tag)> is shown as text: a report takes no HTML but plain tags", at: span,
        label: "stands in the report as it is written here", severity: .warning,
        help: [
          tag == "img"
            ? "write a picture as ![words](picture.png)"
            : tag == "a"
              ? "write a link as [words](address)"
              : "write it in markdown, or in backquotes if it is to be read as it stands"
        ]))
  }

  func table(_ node: MarkdownNode) -> MarkdownTable {
    var rows: [[[Inline]]] = []
    for row in node.children {
      enter(row)
      rows.append(row.children.map { inlines(within: $0) })
    }
    let header = rows.first ?? []
    return MarkdownTable(alignments: node.alignments, header: header, rows: Array(rows.dropFirst()))
  }

  private func footnote(_ node: MarkdownNode, number: Int) -> Footnote {
    let name = footnotes[number] ?? String(number)
    return Footnote(name: name, number: number, blocks: blocks(of: node))
  }

  // MARK: Anchors

  func takeAttributes(from text: inout [Inline]) -> BlockAttributes? {
    guard case .text(let last)? = text.last, last.hasSuffix("}"), let start = last.range(ofLast: "{"),
      let attributes = BlockAttributes(String(last[start...]))
    else { return nil }
    let rest = String(last[..<start])
    text.removeLast()
    var kept = Substring(rest)
    while kept.last == " " { kept.removeLast() }
    if !kept.isEmpty { text.append(.text(String(kept))) }
    return attributes
  }

  func anchor(of text: [Inline]) -> String {
    let base = Labels.anchor(of: text.plainText)
    var anchor = base
    var number = nextNumbers[base] ?? 1
    while !usedAnchors.insert(anchor).inserted {
      anchor = "\(base)-\(number)"
      number += 1
    }
    nextNumbers[base] = number
    return anchor
  }
}

extension String {
  func range(ofLast text: String) -> Index? {
    var found: Index?
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      found = range.lowerBound
      rest = rest[range.upperBound...]
    }
    return found
  }
}
