import Diagnostics
import Notebooks

/// Text on a slide in the largest size in which all of it is seen; what even the smallest has no room for is left out with a
/// word.
struct SlideText {
  private static let sizes = [30.0, 28, 26, 24, 22, 20, 18, 17, 16]
  /// Lines of text are no longer than the eye follows.
  private static let measure = 1080.0
  /// Between items and paragraphs, in sizes of the text.
  private static let gap = 0.45

  private let block: Block

  init(_ block: Block) { self.block = block }

  func html(_ writer: inout PageWriter, _ sheet: SlideSheet) -> HTML {
    switch block.kind {
    case .table(let table):
      return SlideTable(table, &writer).html(height: sheet.body, &writer)
    case .list(let start, let isTight, let items): return list(start, isTight, items, &writer, sheet)
    case .math(let tex, _):
      return Self.box("formula", size: Self.formulaSize(tex), MathTranslator.display(tex))
    case .paragraph(let text):
      let size = Self.size(of: [writer.plainText(text)], in: sheet.body)
      return .line("p", class: "statement", with: ["style": "--size:\(Int(size))"], writer.write(text))
    default: return Self.box("said", size: 24, writer.write(block))
    }
  }

  private static func box(_ style: String, size: Int, _ content: HTML) -> HTML {
    .line("div", class: style, with: ["style": "--size:\(size)"], content)
  }

  private func list(
    _ start: Int?, _ isTight: Bool, _ items: [ListItem], _ writer: inout PageWriter, _ sheet: SlideSheet
  ) -> HTML {
    let texts = items.map { $0.blocks.map { $0.plainText(writer.plainText) }.joined(separator: "\n") }
    var size = Self.size(of: texts, in: sheet.body)
    var kept = items.count
    if Self.height(texts, size) > sheet.body {
      size = Self.sizes.last ?? 16
      kept = Self.fitting(texts, size, in: sheet.body - 40)
    }
    let list = Block(.list(start: start, isTight: isTight, Array(items.prefix(kept))), span: block.span)
    let more = writer.cut(.items, kept, of: items.count)
    return Self.box("said", size: Int(size), writer.write(list) + more)
  }

  /// What somebody wrote, and whether all of it is there.
  static func answer(
    _ blocks: [Block], _ writer: inout PageWriter, _ sheet: SlideSheet
  ) -> (html: HTML, isWhole: Bool) {
    if blocks.count == 1, let block = blocks.first, !block.isParagraph {
      return (SlideText(block).html(&writer, sheet), true)
    }
    let texts = blocks.map { $0.plainText(writer.plainText) }
    let size = size(of: texts, in: sheet.body)
    let kept = fitting(texts, size, in: sheet.body - 40)
    let isWhole = kept == blocks.count && height(texts, size) <= sheet.body
    if !isWhole { writer.cuts.append(SlideCut(.paragraphs, shown: kept, of: blocks.count)) }
    let words = writer.write(Array(blocks.prefix(kept)))
    let more: HTML = isWhole ? HTML() : .line("p", class: "more", "…")
    return (box("said", size: Int(size), "\n\(words)\(more)"), isWhole)
  }

  private static func size(of texts: [String], in height: Double) -> Double {
    sizes.first { Self.height(texts, $0) <= height } ?? 16
  }

  /// How many of the texts, from the first on, have room: all, or the first alone where even that is too long.
  private static func fitting(_ texts: [String], _ size: Double, in height: Double) -> Int {
    var end = 0.0
    let fitting = texts.prefix { text in
      end = self.end(of: text, size, from: end)
      return end <= height
    }
    return min(texts.count, max(1, fitting.count))
  }

  private static func height(_ texts: [String], _ size: Double) -> Double {
    texts.reduce(0) { end(of: $1, size, from: $0) }
  }

  /// Where a text ends that begins at a height.
  private static func end(of text: String, _ size: Double, from start: Double) -> Double {
    // Marks stand in front of the text, and bold words are wider.
    let width = (measure - 2 * size) / SlideSheet.bold
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let count = lines.reduce(0) { $0 + max(1, SlideSheet.lines(String($1), width, size)) }
    return start + Double(count) * size * SlideSheet.lineHeight + gap * size * Double(lines.count)
  }

  /// Formulas are measured by their source, which is longer than what is set.
  private static func formulaSize(_ tex: String) -> Int {
    switch tex.count {
    case ..<70: 54
    case ..<110: 50
    case ..<170: 34
    default: 22
    }
  }

  static func sentences(_ sentences: [[Run]], _ sheet: SlideSheet) -> HTML {
    let texts = sentences.map(\.words)
    let size = size(of: texts, in: sheet.body)
    return box("statement", size: Int(size), sentences.map { .line("p", $0.html) }.joined())
  }

  /// Values, four in a row.
  static func facts(_ facts: [Fact], _ writer: inout PageWriter, _ sheet: SlideSheet) -> HTML {
    let rowHeight = 150.0
    let rows = max(1, Int((sheet.body - 30) / rowHeight))
    let shown = facts.prefix(4 * rows)
    let more = writer.cut(.items, shown.count, of: facts.count)
    return shown.html + more
  }

  /// In the place of what is not there.
  static func notRun(because reason: String?, _ wording: Wording) -> HTML {
    let text = [wording[.notRun], reason].compactMap { $0 }.joined(separator: ": ")
    return .notRun(.text(text))
  }

  /// The lines of a cell that shows nothing but its code.
  static func code(_ cell: Cell, _ writer: inout PageWriter, _ sheet: SlideSheet) -> HTML {
    let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
    let longest = lines.map(\.count).max() ?? 0
    let lineHeight = 1.5
    // A letter of a monospaced face is 0.6 em wide.
    let fits: (Double) -> Bool = { size in
      let width = Double(longest) * size * 0.61 + 60
      let height = Double(lines.count) * size * lineHeight + 50
      return width <= SlideSheet.inner && height <= sheet.body
    }
    let size = [24.0, 22, 20, 18, 16].first(where: fits) ?? 16
    let room = max(1, Int((sheet.body - 80) / (size * lineHeight)))
    var cut = cell
    if lines.count > room { cut.code = lines.prefix(room).joined(separator: "\n") }
    let more = writer.cut(.lines, min(lines.count, room), of: lines.count)
    return box("listing", size: Int(size), writer.code(of: cut, isFolded: false)) + more
  }
}

extension Block {
  fileprivate var isParagraph: Bool { if case .paragraph = kind { true } else { false } }
}
