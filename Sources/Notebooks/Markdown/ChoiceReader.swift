import Diagnostics

/// Reads the task list of a `{choice}`: a line `- [ ] …` or `- [x] …` a choice, quoted lines under it what to say to who takes it.
struct ChoiceReader {
  let file: SourceFile
  let lines: [Range<Int>]
  let options: QuestionOptions
  let opening: SourceSpan
  private var faults: [Diagnostic] = []
  private var choices: [ChoiceQuestion.Choice] = []

  init(file: SourceFile, lines: [Range<Int>], options: QuestionOptions, opening: SourceSpan) {
    self.file = file
    self.lines = lines
    self.options = options
    self.opening = opening
  }

  func read() -> (ChoiceQuestion, [Diagnostic]) {
    var reader = self
    return reader.readAll()
  }

  private mutating func readAll() -> (ChoiceQuestion, [Diagnostic]) {
    var starts = lines.indices.filter { mark(in: lines[$0]) != nil }
    if let first = starts.first { starts = starts.filter { indentation($0) == indentation(first) } }
    for (position, start) in starts.enumerated() {
      readChoice(start..<(position + 1 < starts.count ? starts[position + 1] : lines.count))
    }
    if choices.count < 2 {
      fault(
        "a choice needs at least two lines to choose from", ["write - [ ] before each, and - [x] before what is right"])
    }
    unseal()
    if choices.count >= 2, options.sealSpan == nil, !choices.contains(where: \.isRight) {
      fault("no choice is marked as right", ["write - [x] before what is right"])
    }
    return (ChoiceQuestion(choices: choices, isSealed: options.sealSpan != nil), faults)
  }

  private mutating func fault(_ message: String, _ help: [String]) {
    faults.append(Diagnostic(.malformedQuestion, message, at: opening, help: help))
  }

  /// In a student's version the marks are the reader's, and the seal says what is right and what to say.
  private mutating func unseal() {
    guard let seal = options.sealSpan else { return }
    guard let texts = options.sealed else { return }
    guard texts.count == choices.count + 2, texts[0] == "choice", texts[1].count == choices.count else {
      faults.append(
        Diagnostic(
          .brokenSeal, "the sealed answer is of another question", at: seal,
          label: "choices were added or taken away", help: ["copy the question from the folder as you got it"]))
      return
    }
    for (position, isRight) in texts[1].enumerated() {
      choices[position].isRight = isRight == "1"
      choices[position].feedbackText = texts[position + 2]
      choices[position].feedback = inlines(texts[position + 2], at: seal)
    }
  }

  private mutating func readChoice(_ block: Range<Int>) {
    guard let first = block.first, let mark = mark(in: lines[first]) else { return }
    var text = [String(decoding: file.bytes[mark.upperBound + 1..<lines[first].upperBound], as: UTF8.self)]
    var feedback: [String] = []
    var quoted: Range<Int>?
    for index in block.dropFirst() {
      let line = lines[index]
      let words = file.bytes[line].drop { $0 == .space }
      if words.first == UInt8(ascii: ">") {
        feedback.append(String(decoding: words.dropFirst().drop { $0 == .space }, as: UTF8.self))
        let whole = wholeLine(line)
        quoted = (quoted?.lowerBound ?? whole.lowerBound)..<whole.upperBound
      } else if feedback.isEmpty {
        text.append(String(decoding: words, as: UTF8.self))
      }
    }
    let isMarked = file.bytes[mark.lowerBound] != .space
    let span = file.span(lines[first].lowerBound..<lines[block.upperBound - 1].upperBound)
    let said = feedback.joined(separator: "\n")
    choices.append(
      ChoiceQuestion.Choice(
        text: inlines(text.joined(separator: "\n").trimmed, at: span), isChosen: isMarked, isRight: isMarked,
        feedback: inlines(said, at: span), feedbackText: said, mark: file.span(mark),
        feedbackLines: quoted.map { file.span($0) }))
  }

  private mutating func inlines(_ text: String, at span: SourceSpan) -> [Inline] {
    if text.isEmpty { return [] }
    let reader = MarkdownReader(text: text, file: file, span: span)
    let found = reader.readInlines()
    faults += reader.diagnostics
    return found
  }

  private func indentation(_ line: Int) -> Int { file.bytes[lines[line]].prefix { $0 == .space }.count }

  /// From the start of the file's line, with whatever prefix, to the start of the next one.
  private func wholeLine(_ line: Range<Int>) -> Range<Int> {
    let number = file.line(at: line.lowerBound)
    let start = file.lineStarts[number - file.firstLine]
    let next = number - file.firstLine + 1
    return start..<(next < file.lineStarts.count ? file.lineStarts[next] : file.bytes.count)
  }

  /// The character between the brackets of `- [ ]`; nil when the line is none.
  private func mark(in line: Range<Int>) -> Range<Int>? {
    let text = file.bytes[line].drop { $0 == .space }
    let at = text.startIndex
    guard text.count >= 5, "-*+".utf8.contains(text[at]), text[at + 1] == .space, text[at + 2] == UInt8(ascii: "["),
      " xX".utf8.contains(text[at + 3]), text[at + 4] == UInt8(ascii: "]")
    else { return nil }
    return at + 3..<at + 4
  }
}
