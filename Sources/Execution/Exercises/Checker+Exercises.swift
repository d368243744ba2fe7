import Diagnostics
import Notebooks
import Steps

/// Blanks, questions, and what waits for them.
extension Checker {
  /// A statement with open blanks is no fault: its results are awaited, and everything that takes them waits.
  mutating func leaveOpen(_ statement: Statement, _ blanks: [Blank], in id: CellID) {
    for blank in blanks { program.diagnostics.append(CheckFaults.unsolved(blank.span)) }
    let signature = (try? StepCatalog.type(for: statement))?.signature
    markAwaited(program.exercise(of: id), statement, signature)
    awaitGiven(id)
  }

  /// Marks all that a statement would have given as awaited.
  mutating func markAwaited(_ cause: ExerciseID?, _ statement: Statement, _ signature: Signature?) {
    awaitFile(of: statement, signature, cause)
    var names = statement.bindings.map(\.text)
    if case .name(let first)? = statement.operands.first?.filled.kind {
      if names.isEmpty, signature?.result.isChangedTable == true { names.append(first.text) }
      if signature?.publishesUnderOperand == true, context.bindings[first.text] != nil {
        names.append(first.text + ".")
      }
    }
    for name in names where !Lexicon.isUnsolved(name) { poison(name, cause) }
  }

  mutating func poison(_ name: String, _ cause: ExerciseID?) {
    context.poisoned.insert(name)
    causes[name] = cause
    let prefix = name.hasSuffix(".") ? name : name + "."
    for path in context.published.keys where path.hasPrefix(prefix) { context.published[path] = nil }
  }

  /// The exercise that a statement waits for, through whatever lies between.
  func cause(of statement: Statement) -> ExerciseID? {
    if let cause = StatementNames.used(in: statement).lazy.compactMap({ self.causes[$0] }).first { return cause }
    guard case .literal(.string(let path))? = statement.operands.first?.filled.kind else { return nil }
    return fileCauses[path]
  }

  /// Marks the names that an exercise says it gives as awaited, while blanks hide where it does.
  mutating func awaitGiven(_ id: CellID) {
    let cell = program.cell(id)
    guard cell.blanks.contains(where: \.isOpen) || cell.statements.isEmpty else { return }
    for name in cell.options.gives { poison(name.text, program.exercise(of: id)) }
  }

  /// After the statements of an exercise: whether they bind what the rest of the notebooks goes on with.
  mutating func settle(_ cell: Cell, _ id: CellID) {
    guard let exercise = program.exercise(of: id) else { return }
    let bound = Set(program.steps.filter { $0.cell == id && !($0.step is ContinueStep) }.flatMap(\.outputs).map(\.name))
    let isOpen = cell.blanks.contains(where: \.isOpen) || cell.statements.isEmpty
    for name in cell.options.gives where !isOpen && !bound.contains(name.text) {
      if !context.poisoned.contains(name.text) {
        keep(
          Diagnostic(
            .missingResult, "nothing here is called \"\(name.text)\"", at: name.span,
            label: "the next cells take it", help: ["end the step with: … as \(name.text)"]), in: id)
      }
      poison(name.text, exercise)
    }
    guard program.folder.settings.edition != .student, cell.blanks.isEmpty else { return }
    keep(
      Diagnostic(
        .exerciseWithoutBlank, "nothing in this exercise is to be filled in",
        at: cell.options.exercise?.span ?? cell.fence,
        help: ["put what a learner is to write in braces, such as {5}"]), in: id)
  }

  /// A question: what it quotes, and of a number the right one and the given one.
  mutating func checkQuestion(_ id: ExerciseID) {
    let exercise = program.exercise(id)
    quoteValues(of: exercise.texts)
    guard case .number(let question) = exercise.task, let expected = question.expected else { return }
    // What is wrong with the sealed number would say what it is; the state says that it could not be computed.
    quoteNumber(expected, at: question.expectedSpan, id, isTold: !question.isSealed)
    if question.isSealed, let given = question.given,
      program.exercises.first(where: { $0.id == id })?.faults.isEmpty ?? true
    {
      // What cannot be read has been told.
      quoteNumber(given, at: exercise.layout.body, id)
    }
  }

  private mutating func quoteNumber(
    _ syntax: ExpressionSyntax, at span: SourceSpan, _ id: ExerciseID, isTold: Bool = true
  ) {
    do {
      let expression = try ScalarExpressionBuilder(context: context).build(syntax, type: nil)
      guard [.integer, .decimal].contains(expression.type) else {
        throw Diagnostic(
          .wrongValue, "a number is wanted here", at: span, label: expression.type.rawValue,
          help: ["write a number such as 42 or 0.5"])
      }
      program.quotes[span] = QuotedValue(
        value: InlineValue(expression: syntax, format: ValueFormat(), span: span), expression: expression,
        sources: sources(of: expression.paths))
    } catch is AlreadyReported {
      let known = causes
      let cause = StatementNames.used(in: syntax).lazy.compactMap { known[$0] }.first
      change(id) { $0.waitsFor = $0.waitsFor ?? cause }
    } catch _ where !isTold {
    } catch {
      for fault in Self.faults(in: error, at: span) { keep(fault, of: id) }
    }
  }

  /// A fault of what a learner wrote as an answer; in a source it stops the run as any other.
  mutating func keep(_ fault: Diagnostic, of id: ExerciseID) {
    guard program.isStudentEdition else {
      program.diagnostics.append(fault)
      return
    }
    let told = told(fault, written: program.exercise(id).layout.whole.text)
    program.learnerFaults.append(told)
    change(id) { $0.faults.append(told) }
  }

  mutating func change(_ id: ExerciseID, _ body: (inout ProgramExercise) -> Void) {
    guard let index = program.exercises.firstIndex(where: { $0.id == id }) else { return }
    body(&program.exercises[index])
  }

  /// The question whose fence a fault points into, if any.
  func question(of fault: Diagnostic) -> ExerciseID? {
    guard let span = fault.primary?.span else { return nil }
    for exercise in program.exercises where exercise.cell == nil {
      let layout = program.exercise(exercise.id).layout
      if layout.opening.file === span.file, layout.whole.range.contains(span.range.lowerBound) { return exercise.id }
    }
    return nil
  }

  /// All exercises of the folder, before anything else is looked at.
  static func exercises(of folder: NotebookFolder, _ labels: LabelNumbers) -> [ProgramExercise] {
    folder.notebooks.enumerated().flatMap { notebook, read in
      read.exercises.map { exercise in
        let id = ExerciseID(notebook: notebook, exercise: exercise.index)
        var found = ProgramExercise(id: id, number: labels(read, exercise))
        if case .code(let cell) = exercise.task {
          found.cell = CellID(notebook: notebook, cell: cell)
          found.openBlanks = read.cells[cell].blanks.filter(\.isOpen).map(\.span)
        }
        return found
      }
    }
  }

  typealias LabelNumbers = (Notebook, Exercise) -> Int
}

extension DiagnosticCode {
  public static let missingResult = DiagnosticCode(
    "missing-result",
    "An exercise has to give something that the cells below take, under the name that gives: says, and nothing in it does."
  )
  public static let exerciseWithoutBlank = DiagnosticCode(
    "exercise-without-blank",
    "A cell says that it is an exercise, and nothing in it stands in braces: a learner would find it solved.")
}
