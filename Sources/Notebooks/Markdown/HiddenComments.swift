import Diagnostics

/// Comments of a notebook's markdown and YAML: no page shows them, and who opens the file reads them all.
public struct HiddenComments: Sendable {
  /// What can be taken out: comments of HTML, and comments of YAML in the front matter and in option lines.
  public private(set) var spans: [SourceSpan] = []
  /// Where a comment begins that cannot be told from the text around it.
  public private(set) var unclear: [SourceSpan] = []

  private let file: SourceFile

  /// Of a notebook. O(bytes).
  public init(of notebook: Notebook) {
    file = notebook.file
    let matter = FrontMatterRange(file)
    spans += YAMLComments.ranges(file: file, lines: matter.lines).map { file.span($0) }
    let reader = MarkdownReader(file: file, from: matter.end)
    if let tree = MarkdownTree(reader.mask.bytes) { for node in tree.root.walk { look(at: node, reader) } }
    spans.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Of a folder's `_matinee.yml`.
  public init(ofSettings file: SourceFile) {
    self.file = file
    let lines = LanguageParser.lines(of: 0..<file.bytes.count, in: file)
    spans = YAMLComments.ranges(file: file, lines: lines).map { file.span($0) }
  }

  private mutating func look(at node: MarkdownNode, _ reader: MarkdownReader) {
    switch node.type {
    case "html_block": take(in: reader.range(of: node), expecting: nil)
    case "code_block":
      let info = node.info.trimmed
      if info == "{lab}" || QuestionKind(info: info) != nil { lookAtCell(node, reader, isCode: info == "{lab}") }
    case "paragraph", "heading", "table":
      let count = node.walk.count { $0.type == "html_inline" && $0.literal.hasPrefix("<!--") }
      if count > 0 { take(in: reader.range(of: node), expecting: count) }
    default: break
    }
  }

  /// Options are YAML, and what stands below them is markdown, but for code.
  private mutating func lookAtCell(_ node: MarkdownNode, _ reader: MarkdownReader, isCode: Bool) {
    let lines = reader.contentLines(node, node.literal)
    var options: [Range<Int>] = []
    while options.count < lines.count, let option = reader.optionLine(lines[options.count]) { options.append(option) }
    let read = CheckLines(options, in: file)
    for range in YAMLComments.ranges(file: file, lines: read.rest) { spans.append(file.span(range)) }
    guard !isCode, let first = lines.dropFirst(options.count).first, let last = lines.last else { return }
    take(in: first.lowerBound..<max(first.lowerBound, last.upperBound), expecting: nil)
  }

  /// Takes the comments between two places, and what stands in backquotes for text.
  private mutating func take(in range: Range<Int>, expecting count: Int?) {
    let bytes = file.bytes
    var at = range.lowerBound
    var found: [SourceSpan] = []
    while at < range.upperBound {
      if count != nil, bytes[at] == UInt8(ascii: "`") {
        at = endOfCode(at, range.upperBound)
      } else if bytes[at..<range.upperBound].starts(with: "<!--".utf8) {
        let rest = bytes[min(at + 2, range.upperBound)..<range.upperBound]
        guard let end = rest.firstRange(of: Array("-->".utf8))?.upperBound else {
          unclear.append(file.span(at..<min(at + 4, range.upperBound)))
          return
        }
        found.append(file.span(whole(at..<end)))
        at = end
      } else {
        at += 1
      }
    }
    if let count, found.count != count {
      unclear.append(file.span(range))
      return
    }
    spans += found
  }

  /// With its line, where nothing else stands on it.
  private func whole(_ comment: Range<Int>) -> Range<Int> {
    var start = comment.lowerBound
    var end = comment.upperBound
    while start > 0, file.bytes[start - 1] == .space || file.bytes[start - 1] == .tab { start -= 1 }
    while end < file.bytes.count, file.bytes[end] == .space || file.bytes[end] == .tab { end += 1 }
    let isFirst = start == 0 || file.bytes[start - 1] == .newline
    let isLast = end == file.bytes.count || file.bytes[end] == .newline
    guard isFirst, isLast else { return comment }
    return start..<min(end + 1, file.bytes.count)
  }

  private func endOfCode(_ start: Int, _ limit: Int) -> Int {
    let run = file.bytes[start..<limit].prefix { $0 == UInt8(ascii: "`") }.count
    var at = start + run
    while at < limit {
      guard file.bytes[at] == UInt8(ascii: "`") else {
        at += 1
        continue
      }
      let other = file.bytes[at..<limit].prefix { $0 == UInt8(ascii: "`") }.count
      at += other
      if other == run { return at }
    }
    return start + run
  }
}
