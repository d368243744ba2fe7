/// What of a notebook is the same in every language, in the order of its text: read line by line, so that what is new in the
/// language of the notebooks is compared as well.
struct NotebookOutline {
  /// A heading, a cell, one of its options or steps, a callout, a table, an item, a footnote, the label of an equation.
  struct Part {
    /// What is compared: the thing in words, with texts that a reader sees as "…".
    let text: String
    let line: Int
  }

  let path: String
  private(set) var parts: [Part] = []
  /// Inline values as they are written, with the lines where they begin.
  private(set) var values: [(text: String, line: Int)] = []
  /// Labels that the text refers to, with the line of the first reference.
  private(set) var references: [String: Int] = [:]
  /// Everything a reader sees, paragraph by paragraph: prose, captions, texts in steps.
  private(set) var prose: [(text: String, line: Int)] = []

  /// Options of cells and questions whose values are text for readers. A new one belongs here.
  static let spokenOptions: Set<String> = [
    "fig-cap", "fig-alt", "tbl-cap", "hint", "question", "wrong", "notes", "present",
  ]
  /// Keys of front matter that are text for readers; only that they are there is compared.
  static let spokenKeys: Set<String> = ["title", "subtitle", "abstract"]

  init(_ source: Source) {
    path = source.path
    let lines = source.lines.map(String.init)
    var reader = LineReader(lines: lines)
    reader.read()
    parts = reader.parts
    prose = reader.prose
    findQuotes(lines)
  }

  /// Values and references, which may stand anywhere but in code.
  private mutating func findQuotes(_ lines: [String]) {
    var text = ""
    var starts: [Int] = []
    for line in lines {
      starts.append(text.utf8.count)
      text += line + "\n"
    }
    func line(_ index: String.Index) -> Int {
      let offset = text.utf8.distance(from: text.startIndex, to: index)
      return starts.lastIndex { $0 <= offset }.map { $0 + 1 } ?? 1
    }
    // By hand, as a search for a pattern takes seconds in a build for tests.
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    for piece in pieces where piece.hasPrefix("{lab} ") {
      let written = piece.dropFirst(6).split(separator: "\\", omittingEmptySubsequences: false).joined()
      values.append((Self.collapsed(written), line(piece.startIndex)))
    }
    for piece in text.split(separator: "@", omittingEmptySubsequences: false).dropFirst() {
      guard let label = piece.prefixMatch(of: /(?:fig|tbl|eq|sec|exr)-[a-z0-9-]*[a-z0-9]/)?.output else { continue }
      if references[String(label)] == nil { references[String(label)] = line(piece.startIndex) }
    }
  }

  static func collapsed(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}

/// Reads lines into parts.
private struct LineReader {
  let lines: [String]
  var parts: [NotebookOutline.Part] = []
  var prose: [(text: String, line: Int)] = []
  private var at = 0
  /// Lines of the paragraph under way.
  private var paragraph = ""
  private var tableStart: Int?

  init(lines: [String]) { self.lines = lines }

  mutating func read() {
    if lines.first == "---" { readFrontMatter() }
    while at < lines.count {
      let line = lines[at]
      let bare = line.drop { $0 == " " || $0 == ">" }
      if bare.hasPrefix("```") {
        readFence(String(bare))
      } else {
        readText(line, String(bare))
        at += 1
      }
    }
    endParagraph()
    endTable()
  }

  private mutating func add(_ text: String, _ line: Int? = nil) {
    parts.append(.init(text: text, line: (line ?? at) + 1))
  }

  private mutating func readFrontMatter() {
    at = 1
    while at < lines.count, lines[at] != "---" {
      let line = lines[at]
      if let (key, value) = Self.keyed(line) {
        endParagraph()
        let isSpoken = NotebookOutline.spokenKeys.contains(key)
        add("`\(isSpoken ? key + ": …" : line)` in the front matter")
        if isSpoken, value != "|" { paragraph = value }
      } else {
        paragraph += " " + line
      }
      at += 1
    }
    endParagraph()
    at += 1
  }

  private mutating func readFence(_ opening: String) {
    endParagraph()
    endTable()
    let mark = String(opening.prefix { $0 == "`" })
    let info = NotebookOutline.collapsed(String(opening.dropFirst(mark.count)))
    let start = at
    at += 1
    let rest = lines[at...]
    let end = rest.firstIndex { $0.drop { " >".contains($0) } == mark[...] } ?? lines.count
    let label = lines[at..<end].compactMap(Self.label).first.map { " with the label \($0)" } ?? ""
    add(info == "{lab}" ? "a cell\(label)" : "a fence ```\(info)\(label)", start)
    readOptions(until: end)
    if info == "{lab}" { readSteps(until: end) } else { at = end }
    at = end + 1
  }

  private static func label(_ line: String) -> String? {
    line.hasPrefix("#| label:") ? String(line.dropFirst(9)).trimmingPrefix(" ").description : nil
  }

  /// `#|` lines; those below a key belong to it.
  private mutating func readOptions(until end: Int) {
    var isSpoken = false
    while at < end, lines[at].hasPrefix("#|") {
      let line = String(lines[at].dropFirst(2).drop { $0 == " " })
      if let (key, value) = Self.keyed(line) {
        // `present:` may be a headline, or say only that there is a slide.
        isSpoken = NotebookOutline.spokenOptions.contains(key) && !["true", "false"].contains(value)
        let shown = isSpoken ? key + ": …" : spoken(NotebookOutline.collapsed(line))
        add("the option `#| \(shown)`")
        if isSpoken, !value.isEmpty { prose.append((value, at + 1)) }
      } else if isSpoken {
        prose.append((line, at + 1))
      } else {
        add("the line `#| \(spoken(NotebookOutline.collapsed(line)))`")
      }
      at += 1
    }
  }

  /// Steps: a line that is not indented begins one.
  private mutating func readSteps(until end: Int) {
    var step = ""
    var start = at
    func isNew(_ line: String) -> Bool { !line.hasPrefix(" ") && !line.isEmpty }
    for number in at...end {
      let line = number < end ? lines[number] : "end"
      if isNew(line), !step.isEmpty {
        add("the step `\(spoken(NotebookOutline.collapsed(step)))`", start)
        step = ""
      }
      if number == end { break }
      if line.drop(while: { $0 == " " }).hasPrefix("#") {
        prose.append((line, number + 1))
        continue
      }
      if step.isEmpty { start = number }
      step += " " + line
    }
    at = end
  }

  /// A step without the texts that its readers see: `because: "…"`, `x-title: "…"`.
  private mutating func spoken(_ step: String) -> String {
    if !step.utf8.contains(UInt8(ascii: "\"")) { return step }
    let spoken = /((?:because|title|[a-z]+-title):) "((?:[^"\\]|\\.)*)"/
    for match in step.matches(of: spoken) { prose.append((String(match.2), at + 1)) }
    return step.replacing(spoken) { "\($0.1) \"…\"" }
  }

  private mutating func readText(_ line: String, _ bare: String) {
    if bare.hasPrefix("|") {
      endParagraph()
      if tableStart == nil { tableStart = at }
      prose.append((bare, at + 1))
      return
    }
    endTable()
    if bare.isEmpty { return endParagraph() }
    if bare.hasPrefix("#"), let heading = bare.firstMatch(of: /^(#+)\s/) {
      endParagraph()
      let id = bare.firstMatch(of: /\{([#.][a-z0-9 .-]+)\}\s*$/).map { " {\($0.1)}" } ?? ""
      add("a heading of level \(heading.1.count)\(id)")
      prose.append((bare.replacing(/\{[#.][^}]*\}/, with: ""), at + 1))
    } else if bare.hasPrefix("[!"), let callout = bare.firstMatch(of: /^\[!([A-Za-z]+)\]/) {
      endParagraph()
      add("a callout [!\(callout.1.uppercased())]")
    } else if bare.hasPrefix("[^"), let note = bare.firstMatch(of: /^\[\^([^\]]+)\]:/) {
      endParagraph()
      add("the footnote [^\(note.1)]")
      // A footnote may cite a work and hold nothing else: citations stay as they are.
      at += 1
      while at < lines.count, lines[at].hasPrefix("    ") { at += 1 }
      at -= 1
    } else if let hasBox = itemBox(bare) {
      endParagraph()
      add(hasBox ? "an item of a list with a box" : "an item of a list")
      paragraph = bare
    } else {
      if bare.hasSuffix("}"), let equation = bare.firstMatch(of: /\$\$\s*\{([#.][a-z0-9 .-]+)\}/) {
        add("the equation {\(equation.1)}")
      }
      paragraph += " " + bare
    }
  }

  /// Whether a line begins an item with a box; nil when it begins none. A number other than 1 cannot end a paragraph.
  private func itemBox(_ line: String) -> Bool? {
    let mark = /^([-*+]|\d+\.)\s(\[[ x]\]\s)?/
    guard let first = line.first, "-*+".contains(first) || first.isNumber else { return nil }
    guard let item = line.firstMatch(of: mark) else { return nil }
    let isMiddle = item.1.first?.isNumber == true && item.1 != "1."
    if isMiddle, !paragraph.isEmpty, paragraph.firstMatch(of: mark) == nil { return nil }
    return item.2 != nil
  }

  private mutating func endParagraph() {
    if !paragraph.isEmpty { prose.append((paragraph, max(1, at))) }
    paragraph = ""
  }

  private mutating func endTable() {
    guard let start = tableStart else { return }
    let columns = lines[start].replacing("\\|", with: "").count { $0 == "|" } - 1
    add("a table of \(columns) columns and \(at - start) lines", start)
    tableStart = nil
  }

  /// `key: value`
  private static func keyed(_ line: String) -> (String, String)? {
    line.wholeMatch(of: /([a-z][a-z-]*):\s*(.*)/).map { (String($0.1), String($0.2)) }
  }
}
