/// TeX between dollar signs, found before cmark reads the text and hidden from it, since `_`, `*` and `\` mean other things there.
///
/// Pandoc's rules (extension tex_math_dollars): an opening `$` has no space to its right, a closing one no space to its left
/// and no digit to its right; `\$` is a dollar; nothing inside of code. Masked bytes are U+0002 for the first and U+0001 for
/// the others, line ends and the prefixes of lines stay, so that all places hold.
struct MathMask {
  struct Formula {
    /// With the dollar signs.
    var range: Range<Int>
    var isDisplay: Bool
    var tex: String
  }

  static let first: UInt8 = 2
  static let rest: UInt8 = 1

  private(set) var formulas: [Formula] = []
  private(set) var bytes: [UInt8]

  /// `content` must be what cmark would read.
  init(_ content: [UInt8]) {
    bytes = content
    for at in bytes.indices where bytes[at] == MathMask.first || bytes[at] == MathMask.rest { bytes[at] = .space }
    guard bytes.contains(UInt8(ascii: "$")) else { return }
    hideDisplayBlocks()
    guard bytes.contains(UInt8(ascii: "$")), let tree = MarkdownTree(bytes) else { return }
    var lineStarts = [0]
    for (at, byte) in bytes.enumerated() where byte == .newline { lineStarts.append(at + 1) }
    lineStarts.append(bytes.count)
    var open = [tree.root]
    var stretches: [Range<Int>] = []
    while let node = open.popLast() {
      switch node.type {
      case "paragraph", "heading", "table_row", "table_header":
        let first = max(1, node.startLine)
        let last = min(max(first, node.endLine), lineStarts.count - 1)
        guard first < lineStarts.count else { continue }
        let range = lineStarts[first - 1]..<lineStarts[last]
        stretches += node.type.hasPrefix("table") ? cells(of: range) : [range]
      case "code_block", "html_block": break
      default: open += node.children
      }
    }
    stretches.sort { $0.lowerBound < $1.lowerBound }
    for stretch in stretches { scan(stretch) }
    formulas.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Formulas whose `$$` starts a line, outside of fences: their lines may look like lists and headings to cmark.
  private mutating func hideDisplayBlocks() {
    var fence: (mark: UInt8, width: Int)?
    var at = 0
    var paragraphEnd = 0
    while at < bytes.count {
      let end = bytes[at...].firstIndex(of: .newline) ?? bytes.count
      var start = at
      while start < end, bytes[start] == .space || bytes[start] == UInt8(ascii: ">") { start += 1 }
      let isIndented = bytes[at..<start].suffix(4).elementsEqual("    ".utf8)
      at = end + 1
      guard start < end else { continue }
      let mark = bytes[start]
      let width = run(of: mark, at: start, until: end)
      if mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), width >= 3 {
        if let open = fence {
          let isClosing = open.mark == mark && width >= open.width
          if isClosing, bytes[start + width..<end].allSatisfy({ $0 <= .space }) { fence = nil }
        } else {
          fence = (mark, width)
        }
      } else if fence == nil, !isIndented, mark == UInt8(ascii: "$"), width == 2 {
        if start >= paragraphEnd { paragraphEnd = endOfParagraph(from: start) }
        guard let formula = formula(at: start, until: paragraphEnd) else { continue }
        hide(formula)
        at = bytes[formula.range.upperBound...].firstIndex(of: .newline).map { $0 + 1 } ?? bytes.count
      }
    }
  }

  /// The next blank line, or the end.
  private func endOfParagraph(from start: Int) -> Int {
    var lineStart = start
    while let end = bytes[lineStart...].firstIndex(of: .newline) {
      if end > start, bytes[lineStart..<end].allSatisfy({ $0 <= .space || $0 == UInt8(ascii: ">") }) {
        return lineStart
      }
      lineStart = end + 1
    }
    return bytes.count
  }

  private func cells(of row: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = row.lowerBound
    for at in row where bytes[at] == UInt8(ascii: "|") && (at == 0 || bytes[at - 1] != UInt8(ascii: "\\")) {
      found.append(start..<at)
      start = at + 1
    }
    return found + [start..<row.upperBound]
  }

  private mutating func scan(_ range: Range<Int>) {
    var at = range.lowerBound
    // A run of backticks that was not found once need not be looked for again: keeps the scan linear.
    var absent: Set<Int> = []
    while at < range.upperBound {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 2
      case UInt8(ascii: "`"):
        let width = run(of: UInt8(ascii: "`"), at: at, until: range.upperBound)
        let close = absent.contains(width) ? nil : closingRun(width, from: at + width, until: range.upperBound)
        if close == nil { absent.insert(width) }
        at = close ?? at + width
      case UInt8(ascii: "$"):
        if let formula = formula(at: at, until: range.upperBound) {
          hide(formula)
          at = formula.range.upperBound
        } else {
          at += run(of: UInt8(ascii: "$"), at: at, until: range.upperBound)
        }
      default: at += 1
      }
    }
  }

  private func run(of byte: UInt8, at start: Int, until end: Int) -> Int {
    var at = start
    while at < end, bytes[at] == byte { at += 1 }
    return at - start
  }

  private func closingRun(_ width: Int, from start: Int, until end: Int) -> Int? {
    var at = start
    while at < end {
      let found = run(of: UInt8(ascii: "`"), at: at, until: end)
      if found == width { return at + found }
      at += max(1, found)
    }
    return nil
  }

  private func formula(at start: Int, until end: Int) -> Formula? {
    let isDisplay = start + 1 < end && bytes[start + 1] == UInt8(ascii: "$")
    let content = start + (isDisplay ? 2 : 1)
    guard content < end, isDisplay || bytes[content] > .space, bytes[content] != UInt8(ascii: "$") else { return nil }
    var at = content
    while at < end {
      if bytes[at] == UInt8(ascii: "\\") {
        at += 2
        continue
      }
      guard bytes[at] == UInt8(ascii: "$") else {
        at += 1
        continue
      }
      if isDisplay {
        guard at + 1 < end, bytes[at + 1] == UInt8(ascii: "$") else { return nil }
        return Formula(range: start..<at + 2, isDisplay: true, tex: tex(content..<at))
      }
      let isClosing = bytes[at - 1] > .space && !(at + 1 < end && bytes[at + 1].isDigit)
      if isClosing { return Formula(range: start..<at + 1, isDisplay: false, tex: tex(content..<at)) }
      // A dollar that opens nothing and closes nothing: this was money.
      return nil
    }
    return nil
  }

  /// The source without the prefixes of quoted lines.
  private func tex(_ range: Range<Int>) -> String {
    let lines = String(decoding: bytes[range], as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let bare = lines.enumerated().map { $0 == 0 ? $1 : $1.drop { $0 == " " || $0 == ">" || $0 == "\t" } }
    return bare.joined(separator: "\n").trimmed
  }

  private mutating func hide(_ formula: Formula) {
    formulas.append(formula)
    var isMargin = false
    for at in formula.range {
      switch bytes[at] {
      case .newline, .carriageReturn: isMargin = true
      case .space, .tab, UInt8(ascii: ">"):
        if !isMargin { bytes[at] = MathMask.rest }
      default:
        isMargin = false
        bytes[at] = at == formula.range.lowerBound ? MathMask.first : MathMask.rest
      }
    }
  }

  /// The index of the first formula that starts at or behind an offset. O(log formulas).
  func index(from offset: Int) -> Int {
    var low = 0
    var high = formulas.count
    while low < high {
      let middle = (low + high) / 2
      if formulas[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension StringProtocol {
  /// Without the white space at both ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { $0.value > 32 }),
      let last = scalars.lastIndex(where: { $0.value > 32 })
    else { return "" }
    return String(self[first..<scalars.index(after: last)])
  }
}
