import Diagnostics
import Notebooks
import Tables

/// Looks through what a student's version keeps of a source for solutions that can be read there: in prose, hints, captions,
/// inline values and their results. (Checks are sealed.)
///
/// The code of other cells is left out: to find there how something is written is learning. How far a solution is looked for
/// depends on how telling it is:
///
/// - three words or more, such as `star_rating >= 5`: in the whole notebook;
/// - a name or two: in the section around the exercise, and in the exercise's own hints and captions;
/// - a number alone: in the exercise's own;
/// - sentences of a model answer, and what is said to a choice: in all files of the folder;
/// - the expression of a number: in all notebooks, and its value in the numbers that the section shows.
///
/// The name of a result is no secret: the cells below take it.
struct LeakScan {
  let program: Program
  let result: RunResult
  /// What the student's version replaces, by notebook.
  let replaced: [[Replacement]]
  /// Other files of the folder that can be read as text.
  let others: [SourceFile]
  private(set) var leaks: [Diagnostic] = []
  private var kept: [TextTokens] = []

  static func leaks(
    _ program: Program, _ result: RunResult, replaced: [[Replacement]], others: [SourceFile]
  ) -> [Diagnostic] {
    var scan = LeakScan(program: program, result: result, replaced: replaced, others: others)
    scan.kept = program.folder.notebooks.indices.map { scan.tokens($0, in: nil) }
    for exercise in program.exercises { scan.look(for: exercise) }
    return scan.leaks.sorted(by: Diagnostic.inReadingOrder)
  }

  private init(program: Program, result: RunResult, replaced: [[Replacement]], others: [SourceFile]) {
    self.program = program
    self.result = result
    self.replaced = replaced
    self.others = others
  }

  private mutating func look(for found: ProgramExercise) {
    let exercise = program.exercise(found.id)
    let notebook = program.folder.notebooks[found.id.notebook]
    switch exercise.task {
    case .code(let cell):
      for blank in notebook.cells[cell].blanks where !isResult(blank, notebook.cells[cell]) {
        look(forCode: blank.content, found, notebook.cells[cell])
      }
    case .answer: break
    case .choice(let question):
      for choice in question.choices { look(forWords: choice.feedbackText, found) }
    case .number(let question):
      let secret = TextTokens(question.expectedText)
      if secret.tokens.count >= 3 {
        for index in kept.indices { report(secret, in: kept[index], index, found) }
      } else {
        report(secret, in: tokens(found.id.notebook, in: own(exercise, notebook)), found.id.notebook, found)
      }
      look(forValueOf: question, found, exercise)
    }
    if !exercise.solutionText.isEmpty { look(forWords: exercise.solutionText, found) }
  }

  private mutating func look(forCode text: String, _ found: ProgramExercise, _ cell: Cell) {
    let index = found.id.notebook
    let secret = TextTokens(text)
    if secret.tokens.count >= 3 {
      report(secret, in: kept[index], index, found)
      return
    }
    let place = cell.fence.range.lowerBound
    let scope =
      secret.hasLetters ? section(around: place, index) : cell.fence.range.lowerBound..<cell.body.range.upperBound
    report(secret, in: tokens(index, in: scope), index, found)
  }

  /// Sentences long enough to be nobody else's, in every file.
  private mutating func look(forWords text: String, _ found: ProgramExercise) {
    let sentences = text.split { ".!?。！？\n".contains($0) }
    for sentence in sentences {
      let secret = TextTokens(String(sentence))
      // Japanese has no spaces, so that a sentence is a word; its length in bytes tells.
      guard secret.tokens.count >= 5 || sentence.utf8.count >= 45 else { continue }
      for index in kept.indices { report(secret, in: kept[index], index, found) }
      for file in others {
        for place in TextTokens(file.bytes).places(of: secret) { report(file.span(place), found) }
      }
    }
  }

  /// A number that the section shows, as it is or as per cent.
  private mutating func look(forValueOf question: NumberQuestion, _ found: ProgramExercise, _ exercise: Exercise) {
    guard let expected = program.quotes[question.expectedSpan].flatMap({ result.value(of: $0)?.number }) else { return }
    // Small whole numbers occur everywhere.
    if expected == expected.rounded(), abs(expected) <= 12 { return }
    let file = program.folder.notebooks[found.id.notebook].file
    let scope = section(around: exercise.layout.opening.range.lowerBound, found.id.notebook)
    for (span, quote) in program.quotes where span.file === file && scope.contains(span.range.lowerBound) {
      guard span != question.expectedSpan, let shown = result.value(of: quote)?.number else { continue }
      let isShown = [shown, 100 * shown, shown / 100].contains { question.tolerance.accepts($0, for: expected) }
      if isShown { report(span, found) }
    }
  }

  /// Whether a blank is the name of a result.
  private func isResult(_ blank: Blank, _ cell: Cell) -> Bool {
    cell.statements.contains { $0.bindings.contains { $0.blank == blank.span } }
  }

  /// From the heading above a place to the one below it.
  private func section(around place: Int, _ notebook: Int) -> Range<Int> {
    let source = program.folder.notebooks[notebook]
    var (start, end) = (0, source.file.bytes.count)
    for block in source.blocks {
      guard case .heading = block.kind else { continue }
      let at = block.span.range.lowerBound
      if at <= place { start = at } else { end = min(end, at) }
    }
    return start..<end
  }

  private func own(_ exercise: Exercise, _ notebook: Notebook) -> Range<Int> { exercise.layout.whole.range }

  /// What is kept of a notebook, or of a part of it, without the code of cells.
  private func tokens(_ notebook: Int, in range: Range<Int>?) -> TextTokens {
    let source = program.folder.notebooks[notebook]
    let excluded = source.cells.flatMap(\.codeLines) + replaced[notebook].map(\.span.range)
    return TextTokens(source.file.bytes, in: range, excluding: excluded)
  }

  private mutating func report(_ secret: TextTokens, in tokens: TextTokens, _ notebook: Int, _ found: ProgramExercise) {
    for place in tokens.places(of: secret) { report(program.folder.notebooks[notebook].file.span(place), found) }
  }

  private mutating func report(_ span: SourceSpan, _ found: ProgramExercise) {
    let exercise = program.exercise(found.id)
    if leaks.contains(where: { $0.primary?.span == span }) { return }
    leaks.append(
      Diagnostic(
        .solutionLeaked, "the solution of \(program.name(of: found.id)) can be read here", at: span,
        label: "a learner sees this", related: [SpanLabel(exercise.label.span, "the exercise")],
        help: ["say it in other words, or move it below a {solution}"]))
  }
}

extension DiagnosticCode {
  public static let solutionLeaked = DiagnosticCode(
    "solution-leaked",
    "What a learner is to find out stands in a part of the notebooks that the student's version keeps: in the text, a hint, a "
      + "caption or a number that is shown. No student's version is written before it is gone.")
}
