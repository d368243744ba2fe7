import Diagnostics
import Notebooks
import Tables

/// Looks through all that a student's version hands out for solutions that can be read there: text, hints, captions, titles,
/// attributes, comments of code, settings, inline values and their results, and every file beside the notebooks that is text.
/// (Checks are sealed. Comments of markdown and YAML are taken out.)
///
/// The code of other cells that are run is left out: to find there how something is written is learning. How far a solution is looked
/// for depends on how telling it is:
///
/// - three words or more, such as `star_rating >= 5` or one of several steps: in the whole folder, of tables from five on;
/// - a name or two: in the section around the exercise, and in the exercise's own hints, captions and comments;
/// - a number alone: in the exercise's own;
/// - sentences of a model answer, and what is said to a choice: in all files of the folder;
/// - the expression of a number: in the whole folder, and its value in the numbers that the section shows.
///
/// The name of a result is no secret: the cells below take it.
struct LeakScan {
  let program: Program
  let result: RunResult
  /// What the student's version replaces, by notebook.
  let replaced: [[Replacement]]
  /// The settings, and other files that can be read as text.
  let others: [LeakSource]
  private(set) var leaks: [Diagnostic] = []
  private var kept: [Searched] = []
  /// The same with the code of cells, for sentences.
  private var whole: [Searched] = []
  private var beside: [Searched] = []

  /// A text as it is written, and as a page shows it where that is something else.
  private struct Searched {
    var tokens: TextTokens
    var shown: TextTokens?

    init(_ tokens: TextTokens) {
      self.tokens = tokens
      let shown = tokens.shown
      self.shown = shown.tokens.count == tokens.tokens.count ? nil : shown
    }

    func places(of secret: TextTokens) -> [Range<Int>] {
      let places = tokens.places(of: secret)
      return places.isEmpty ? shown?.places(of: secret.shown) ?? [] : places
    }
  }

  static func leaks(
    _ program: Program, _ result: RunResult, replaced: [[Replacement]], others: [LeakSource]
  ) -> [Diagnostic] {
    var scan = LeakScan(program: program, result: result, replaced: replaced, others: others)
    scan.kept = program.folder.notebooks.indices.map { Searched(scan.tokens($0, in: nil)) }
    scan.whole = program.folder.notebooks.enumerated().map {
      Searched(TextTokens($1.file.bytes, excluding: replaced[$0].map(\.span.range)))
    }
    scan.beside = others.map { Searched($0.tokens) }
    for exercise in program.exercises { scan.look(for: exercise) }
    return scan.leaks.sorted(by: Diagnostic.inReadingOrder)
  }

  private mutating func look(for found: ProgramExercise) {
    let exercise = program.exercise(found.id)
    let notebook = program.folder.notebooks[found.id.notebook]
    switch exercise.task {
    case .code(let cell):
      for blank in notebook.cells[cell].blanks where !isResult(blank, notebook.cells[cell]) {
        for secret in secrets(of: blank, notebook.cells[cell]) { look(forCode: secret, found, notebook.cells[cell]) }
      }
    case .answer: break
    case .choice(let question):
      for choice in question.choices { look(forWords: choice.feedbackText, found) }
    case .number(let question):
      let secret = TextTokens(question.expectedText)
      if secret.tokens.count >= 3 {
        lookEverywhere(for: secret, found)
      } else {
        report(
          secret, in: Searched(tokens(found.id.notebook, in: exercise.layout.whole.range)), found.id.notebook, found)
      }
      look(forValueOf: question, found, exercise)
    }
    if !exercise.solutionText.isEmpty { look(forWords: exercise.solutionText, found) }
  }

  /// What is looked for of a blank: each of its steps by itself, up to the name of its result, or else all that it holds.
  private func secrets(of blank: Blank, _ cell: Cell) -> [TextTokens] {
    let inside = cell.statements.filter {
      blank.span.range.contains($0.span.range.lowerBound) && $0.span.range.upperBound <= blank.span.range.upperBound
    }
    if inside.isEmpty { return [TextTokens(blank.content)] }
    return inside.map { statement in
      let start = statement.span.range.lowerBound
      guard let name = statement.bindings.first else { return TextTokens(statement.span.text) }
      return TextTokens(blank.span.file.bytes, in: start..<name.span.range.lowerBound).withoutLast("as")
    }
  }

  private mutating func look(forCode secret: TextTokens, _ found: ProgramExercise, _ cell: Cell) {
    let index = found.id.notebook
    if secret.tokens.count >= 3 {
      lookEverywhere(for: secret, found)
      return
    }
    let place = cell.fence.range.lowerBound
    let scope =
      secret.hasLetters ? section(around: place, index) : cell.fence.range.lowerBound..<cell.body.range.upperBound
    report(secret, in: Searched(tokens(index, in: scope)), index, found)
  }

  private mutating func lookEverywhere(for secret: TextTokens, _ found: ProgramExercise) {
    for index in kept.indices { report(secret, in: kept[index], index, found) }
    for (other, searched) in zip(others, beside) where !other.isData || secret.tokens.count >= 5 {
      report(secret, in: searched, of: other.file, found)
    }
  }

  /// Sentences long enough to be nobody else's, in every file.
  private mutating func look(forWords text: String, _ found: ProgramExercise) {
    let sentences = text.split { ".!?。！？\n".contains($0) }
    for sentence in sentences {
      let secret = TextTokens(String(sentence))
      // Japanese has no spaces, so that a sentence is a word; its length in bytes tells. A short answer is all of its only sentence.
      let least = sentences.count == 1 ? 4 : 5
      guard secret.tokens.count >= least || sentence.utf8.count >= 45 else { continue }
      for index in whole.indices { report(secret, in: whole[index], index, found) }
      for (other, searched) in zip(others, beside) { report(secret, in: searched, of: other.file, found) }
    }
  }

  /// A number that the section shows, computed or written, as it is or as per cent.
  private mutating func look(forValueOf question: NumberQuestion, _ found: ProgramExercise, _ exercise: Exercise) {
    guard let expected = program.quotes[question.expectedSpan].flatMap({ result.value(of: $0)?.number }) else { return }
    // Small whole numbers occur everywhere.
    if expected == expected.rounded(), abs(expected) <= 12 { return }
    let index = found.id.notebook
    let file = program.folder.notebooks[index].file
    let scope = section(around: exercise.layout.opening.range.lowerBound, index)
    func isIt(_ shown: Double) -> Bool {
      [shown, 100 * shown, shown / 100].contains { question.tolerance.accepts($0, for: expected) }
    }
    for (span, quote) in program.quotes where span.file === file && scope.contains(span.range.lowerBound) {
      guard span != question.expectedSpan, let shown = result.value(of: quote)?.number else { continue }
      if isIt(shown) { report(span, found) }
    }
    // Whole numbers are often chapters and years; with decimals, a number is nobody else's.
    guard expected != expected.rounded() else { return }
    for token in tokens(index, in: scope).tokens where token.text.contains(".") {
      guard let shown = Double(token.text), question.tolerance.accepts(shown, for: expected), shown != shown.rounded()
      else { continue }
      report(file.span(token.range), found)
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

  /// What is kept of a notebook, or of a part of it, without the code of cells that are run.
  private func tokens(_ notebook: Int, in range: Range<Int>?) -> TextTokens {
    let source = program.folder.notebooks[notebook]
    let run = source.cells.filter {
      $0.exercise != nil || program.isEvaluated(CellID(notebook: notebook, cell: $0.index))
    }
    let excluded = run.flatMap(\.bareCode) + replaced[notebook].map(\.span.range)
    return TextTokens(source.file.bytes, in: range, excluding: excluded)
  }

  private mutating func report(_ secret: TextTokens, in text: Searched, _ notebook: Int, _ found: ProgramExercise) {
    report(secret, in: text, of: program.folder.notebooks[notebook].file, found)
  }

  private mutating func report(
    _ secret: TextTokens, in text: Searched, of file: SourceFile, _ found: ProgramExercise
  ) {
    for place in text.places(of: secret) { report(file.span(place), found) }
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
    "What a learner is to find out stands in a part of the notebooks, or in a file beside them, that the student's version hands out: in "
      + "the text, a hint, a caption, an attribute or a number that is shown. No student's version is written before it is gone."
  )
}
