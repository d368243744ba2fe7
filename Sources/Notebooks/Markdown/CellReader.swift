import Diagnostics

extension MarkdownReader {
  /// A fence or an indented code block: a cell when its info string is `{lab}`, a question when it names one, otherwise code
  /// that is shown. nil for a solution, which belongs to the exercise above it.
  func code(_ node: MarkdownNode) -> Block.Kind? {
    let literal = node.literal
    guard node.isFenced else { return .code(language: "", literal) }
    let info = node.info.trimmed
    let isCell = info == "{lab}" && textSpan == nil
    let question = textSpan == nil ? QuestionKind(info: info) : nil
    checkFence(node, info: info, isCell: isCell || question != nil)
    if let question { return self.question(node, literal, question) }
    guard isCell else {
      let language = info.prefix { $0 != " " && $0 != "\t" }
      return .code(language: language.filter { !"{}".contains($0) }, literal)
    }
    let cell = cell(node, literal)
    cells.append(cell)
    return .cell(cell.index)
  }

  private func checkFence(_ node: MarkdownNode, info: String, isCell: Bool) {
    guard textSpan == nil else { return }
    let opening = fenceSpan(node)
    if !isCell, info.lowercased().hasPrefix("{lab") {
      diagnostics.append(
        Diagnostic(
          .malformedFence, "a cell is opened by {lab} alone", at: opening, label: "this fence is not run",
          help: ["write ```{lab}; options stand below it: #| label: fig-stars"]))
    } else if !isCell, let meant = QuestionKind(resembling: info) {
      // As code that is shown, a solution would be read by everybody.
      diagnostics.append(
        Diagnostic(
          .malformedFence, "a question or a solution is opened by \(meant.info) alone", at: opening,
          label: "this fence is shown as it stands", help: ["write ```\(meant.info)"]))
    } else if !isCell, info.hasPrefix("{"), info.hasSuffix("}"), !info.hasPrefix("{.") {
      let word = String(info.dropFirst().dropLast())
      let known = QuestionKind.allCases.map(\.info)
      let help = NearMiss.question(for: info, among: known) ?? "write ```\(word) to show it"
      diagnostics.append(
        Diagnostic(
          .foreignCell, "only {lab} cells are run", at: opening, label: "shown as code", severity: .warning,
          help: [help]))
    }
    if !isClosed(node) {
      var related: [SpanLabel] = []
      if isCell, let next = nextFence(in: node) {
        related = [SpanLabel(next, "this was perhaps meant to be the next one")]
      }
      diagnostics.append(
        Diagnostic(
          .unclosedFence, isCell ? "a cell has no closing fence" : "a code block has no closing fence", at: opening,
          label: "opened here, goes on to the end", severity: isCell ? .error : .warning, related: related,
          help: ["close it with \(String(repeating: "`", count: max(3, node.fence.length))) on a line of its own"]))
    }
  }

  func fenceSpan(_ node: MarkdownNode) -> SourceSpan {
    let line = file.range(ofLine: node.startLine)
    return file.span(min(line.lowerBound + max(0, node.startColumn - 1), line.upperBound)..<line.upperBound)
  }

  /// Whether the last line of a fence is its closing one.
  func isClosed(_ node: MarkdownNode) -> Bool {
    guard node.endLine > node.startLine else { return false }
    let (length, character) = node.fence
    let line = file.bytes[file.range(ofLine: node.endLine)]
    let marks = line.drop { $0 == .space || $0 == .tab || $0 == UInt8(ascii: ">") }
    let rest = marks.drop { $0 == character }
    return marks.count - rest.count >= length && rest.allSatisfy { $0 <= .space }
  }

  /// A line inside of a cell that opens another one.
  private func nextFence(in node: MarkdownNode) -> SourceSpan? {
    for line in node.startLine + 1..<max(node.startLine + 1, node.endLine + 1) {
      let range = file.range(ofLine: line)
      let text = file.bytes[range].drop { $0 == .space || $0 == UInt8(ascii: ">") }
      if text.starts(with: "```{".utf8) || text.starts(with: "~~~{".utf8) {
        return file.span(text.startIndex..<range.upperBound)
      }
    }
    return nil
  }

  private func cell(_ node: MarkdownNode, _ literal: String) -> Cell {
    var lines = contentLines(node, literal)
    let bodyStart = lines.first?.lowerBound ?? file.range(ofLine: node.startLine).upperBound
    let body = file.span(bodyStart..<max(bodyStart, lines.last?.upperBound ?? bodyStart))
    if let swallowed = nextFence(in: node) {
      if isClosed(node) {
        diagnostics.append(
          Diagnostic(
            .unclosedFence, "a cell has no closing fence", at: fenceSpan(node), label: "opened here",
            related: [SpanLabel(swallowed, "another cell starts before it is closed")],
            help: ["close it with \(String(repeating: "`", count: max(3, node.fence.length))) above that line"]))
      }
      lines = Array(lines.prefix { $0.upperBound < swallowed.range.lowerBound })
    }
    var options: [Range<Int>] = []
    while options.count < lines.count, let option = optionLine(lines[options.count]) { options.append(option) }
    let code = Array(lines.dropFirst(options.count))
    for line in code {
      if let option = optionLine(line) {
        diagnostics.append(
          Diagnostic(
            .misplacedCellOption, "an option stands below the code of its cell", at: file.span(line),
            label: "read as a comment",
            related: option.isEmpty ? [] : [SpanLabel(fenceSpan(node), "options stand right below the fence")]))
      }
    }
    let (settings, settingsFaults) = CellOptionsReader.read(file: file, lines: options)
    let lexer = Lexer(file: file, lines: code)
    let (statements, faults) = LanguageParser.parse(lexer)
    diagnostics += settingsFaults + faults
    let text = code.map { String(decoding: file.bytes[$0], as: UTF8.self) }.joined(separator: "\n")
    var cell = Cell(
      index: cells.count, options: settings, statements: statements, code: text, body: body, fence: fenceSpan(node),
      codeLines: code, tokens: lexer.highlights(of: code))
    cell.blanks = lexer.blanks
    addExercise(of: &cell, node, code)
    return cell
  }

  /// The content of a `#|` line.
  func optionLine(_ line: Range<Int>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, file.bytes[start] == .space { start += 1 }
    guard start + 1 < line.upperBound, file.bytes[start] == UInt8(ascii: "#"),
      file.bytes[start + 1] == UInt8(ascii: "|")
    else { return nil }
    start += 2
    if start < line.upperBound, file.bytes[start] == .space { start += 1 }
    return start..<line.upperBound
  }

  /// The lines between the fences without the prefixes of lists and quotes: what cmark kept of a line is its end.
  func contentLines(_ node: MarkdownNode, _ literal: String) -> [Range<Int>] {
    var kept = Array(literal.utf8).split(separator: .newline, omittingEmptySubsequences: false)
    if kept.last?.isEmpty == true { kept.removeLast() }
    return kept.enumerated().map { at, text in
      let line = file.range(ofLine: node.startLine + 1 + at)
      let bare = text.last == .carriageReturn ? text.dropLast() : text
      let start = line.upperBound - bare.count
      if start >= line.lowerBound, file.bytes[start..<line.upperBound].elementsEqual(bare) {
        return start..<line.upperBound
      }
      return line
    }
  }
}

extension DiagnosticCode {
  static let unclosedFence = DiagnosticCode(
    "unclosed-fence",
    "A fence was opened and never closed, so that the rest of the notebook would be code. Close it with as many "
      + "backticks on a line of their own.")
  static let malformedFence = DiagnosticCode(
    "malformed-fence",
    "A cell is opened by ```{lab} and nothing else, a question or a solution by its word in braces, in small letters; options are #| "
      + "lines below the fence.")
  static let foreignCell = DiagnosticCode(
    "foreign-cell",
    "A fence with another language in braces looks as if it would be run. Only {lab} cells are; {answer}, {choice}, {number} and "
      + "{solution} are questions and their answers.")
  static let misplacedCellOption = DiagnosticCode(
    "misplaced-cell-option", "The #| lines of a cell stand right below its fence, above all code.")
}
