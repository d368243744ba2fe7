import Diagnostics

/// Exercises: cells with blanks, and the fences `{answer}`, `{choice}`, `{number}` with their `{solution}`.
extension MarkdownReader {
  /// Makes a cell an exercise when it has blanks or says that it is one.
  func addExercise(of cell: inout Cell, _ node: MarkdownNode, _ code: [Range<Int>]) {
    let options = cell.options
    let named = options.exercise ?? options.label.flatMap { $0.text.hasPrefix("exr-") ? $0 : nil }
    guard named != nil || !cell.blanks.isEmpty else {
      let key = options.checks.isEmpty ? options.gives.first?.span : options.checks.first?.span
      if key != nil || !options.hints.isEmpty {
        diagnostics.append(
          Diagnostic(
            .optionWithoutExercise, "a cell has a hint or a check and is no exercise", at: key ?? cell.fence,
            label: key == nil ? "nothing is to be filled in here" : "",
            related: key == nil ? [] : [SpanLabel(cell.fence, "nothing is to be filled in here")],
            help: ["put what a learner is to write in braces, such as {5}"]))
      }
      return
    }
    cell.exercise = exercises.count
    var exercise = Exercise(
      index: exercises.count, label: named ?? Name("", span: cell.fence), isNamed: named != nil,
      task: .code(cell: cell.index), layout: layout(of: node, code))
    exercise.hints = options.hints
    exercise.seal = options.seal
    exercises.append(exercise)
  }

  func question(_ node: MarkdownNode, _ literal: String, _ kind: QuestionKind) -> Block.Kind? {
    let lines = contentLines(node, literal)
    var optionLines: [Range<Int>] = []
    while optionLines.count < lines.count, let option = optionLine(lines[optionLines.count]) {
      optionLines.append(option)
    }
    let body = Array(lines.dropFirst(optionLines.count))
    let (options, found) = QuestionOptions.read(file: file, lines: optionLines, kind: kind)
    var faults = found
    // One of the lines is wrong, and nobody can say what the others are: one mistake, and one error.
    let unread = faults.firstIndex { $0.code == .malformedYAML }
    if let unread, kind == .answer {
      faults[unread].help.append(
        "lines that begin with #| are options of the question; an answer that begins so stands below an empty line")
    }
    diagnostics += faults
    let layout = layout(of: node, body)
    if kind == .solution {
      takeSolution(body, layout)
      return nil
    }
    if options.question.isEmpty, unread == nil {
      diagnostics.append(
        Diagnostic(
          .malformedQuestion, "the question of \(kind.info) is missing", at: layout.opening,
          help: ["write below the fence: #| question: Why is that so?"]))
    }
    guard let task = task(kind, body, options, layout) else { return nil }
    var exercise = Exercise(
      index: exercises.count, label: options.label ?? Name("", span: layout.opening), isNamed: options.label != nil,
      task: task, layout: layout)
    exercise.question = options.question
    exercise.hints = options.hints
    exercise.isPresented = options.isPresented
    exercise.seal = options.seal
    exercises.append(exercise)
    return .exercise(exercise.index)
  }

  private func task(
    _ kind: QuestionKind, _ body: [Range<Int>], _ options: QuestionOptions, _ layout: FenceLayout
  ) -> Exercise.Task? {
    switch kind {
    case .answer:
      let text = text(of: body)
      return .answer(AnswerQuestion(text: text, blocks: blocks(text, at: layout.body)))
    case .choice:
      let (question, faults) = ChoiceReader(file: file, lines: body, options: options, opening: layout.opening).read()
      diagnostics += faults
      return .choice(question)
    case .number:
      let (question, faults) = NumberReader(file: file, lines: body, options: options, layout: layout).read()
      diagnostics += faults
      return .number(question)
    case .solution: return nil
    }
  }

  /// Gives the words of a solution to the exercise that stands nearest above it.
  private func takeSolution(_ body: [Range<Int>], _ layout: FenceLayout) {
    guard let last = exercises.indices.last, exercises[last].solution.isEmpty else {
      var related: [SpanLabel] = []
      if let exercise = exercises.last {
        related = [SpanLabel(exercise.layout.opening, "the exercise above has a solution already")]
      }
      diagnostics.append(
        Diagnostic(
          .straySolution, "a solution belongs to no exercise", at: layout.opening, related: related,
          help: ["write it below the exercise that it solves, one for each"]))
      return
    }
    let text = text(of: body)
    if text.trimmed.isEmpty {
      diagnostics.append(
        Diagnostic(
          .malformedQuestion, "a solution is empty", at: layout.opening, help: ["write the model answer into it"]))
    }
    exercises[last].solution = blocks(text, at: layout.body)
    exercises[last].solutionSpan = layout.whole
    exercises[last].solutionText = text
  }

  private func text(of lines: [Range<Int>]) -> String {
    let text = lines.map { String(decoding: file.bytes[$0], as: UTF8.self) }.joined(separator: "\n")
    return text.trimmed.isEmpty ? "" : text
  }

  /// Markdown inside of a fence: fences in it are shown, not run.
  private func blocks(_ text: String, at span: SourceSpan) -> [Block] {
    if text.isEmpty { return [] }
    let reader = MarkdownReader(text: text, file: file, span: span)
    let found = reader.readBlocks()
    diagnostics += reader.diagnostics
    return found
  }

  /// - Parameter body: the lines between the options and the closing fence.
  private func layout(of node: MarkdownNode, _ body: [Range<Int>]) -> FenceLayout {
    let opening = fenceSpan(node)
    let first = file.range(ofLine: node.startLine)
    let start = opening.range.lowerBound
    // A list's dash stands before its first line only.
    let prefix = String(
      decoding: file.bytes[first.lowerBound..<max(first.lowerBound, start)].map { byte in
        byte == UInt8(ascii: ">") || byte == .tab ? byte : .space
      }, as: UTF8.self)
    let isClosed = isClosed(node)
    let lastLine = isClosed ? node.endLine : node.endLine + 1
    let closing = isClosed ? file.range(ofLine: node.endLine) : file.bytes.count..<file.bytes.count
    let firstBodyLine = lastLine - body.count
    func lineStart(_ line: Int) -> Int {
      line - 1 < file.lineStarts.count ? file.lineStarts[max(0, line - 1)] : file.bytes.count
    }
    let bodyStart = min(lineStart(firstBodyLine), closing.lowerBound)
    return FenceLayout(
      opening: opening, body: file.span(bodyStart..<max(bodyStart, lineStart(lastLine))), closing: file.span(closing),
      prefix: prefix, length: max(3, node.fence.length), optionPlace: lineStart(node.startLine + 1))
  }
}

extension DiagnosticCode {
  static let optionWithoutExercise = DiagnosticCode(
    "option-without-exercise",
    "The options hint:, check: and gives: are about an exercise. A cell is one when something in it stands in braces "
      + "or is left blank, or when it says exercise: exr-name.")
  static let malformedQuestion = DiagnosticCode(
    "malformed-question",
    "A question says what it asks with question:, and what is right: {choice} by a task list with [x] at each right choice, "
      + "{number} by its solution in braces, {answer} by a {solution} below it.")
  static let straySolution = DiagnosticCode(
    "stray-solution",
    "A {solution} stands below the exercise it solves, and each exercise has one at most. This one has no exercise above it, or "
      + "the exercise above it has a solution already.")
}
