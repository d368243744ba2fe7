import Diagnostics
import Notebooks
import Steps

/// What is sealed: told without being shown, and compared with what was handed out.
extension Checker {
  /// A sealed check that cannot be asked says what its cell has to give, never what it is itself.
  mutating func keepSealed(_ check: Statement, in id: CellID) {
    // What is wrong with what the learner wrote has been told; all else follows from it.
    if program.cellFaults[id] != nil { return }
    let cell = program.cell(id)
    let place = cell.blanks.first?.span ?? cell.statements.first?.span ?? cell.fence
    let names = StatementNames.inOrder(check).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let missing = names.filter { name in
      context.bindings[name] == nil && name != "params"
        && !context.published.keys.contains { $0.hasPrefix(name + ".") }
    }
    if let first = missing.first {
      let listed = missing.map { "\"\($0)\"" }.joined(separator: " and ")
      keep(
        Diagnostic(
          .missingResult, "nothing here is called \(listed)", at: place,
          label: "bind \(missing.joined(separator: ", "))", help: ["end the step with: … as \(first)"]), in: id)
      // What is below waits for the exercise.
      for name in missing { poison(name, program.exercise(of: id)) }
      return
    }
    let given = Set(program.steps.filter { $0.cell == id }.flatMap(\.outputs).map(\.name))
    let asked = names.filter { given.contains($0) }
    let listed = asked.isEmpty ? "what this exercise gives" : asked.map { "\"\($0)\"" }.joined(separator: " and ")
    keep(
      Diagnostic(
        .unfitResult, "\(listed) \(asked.count > 1 ? "are" : "is") not of the kind that the exercise asks for",
        at: place, label: "a column or a value that it should have is not there, or has another type",
        help: ["compare it with what the text asks for"]), in: id)
  }

  /// Finds what was handed out and is not there any more, and seals that are not as they were.
  mutating func compareWithHandedOut() {
    guard program.isStudentEdition, let handedOut = program.folder.settings.handedOut else { return }
    program.missing = program.missing(of: handedOut)
    for (notebook, exercises) in Dictionary(grouping: program.missing, by: \.notebook).sorted(by: { $0.key < $1.key }) {
      let labels = exercises.map(\.label).joined(separator: ", ")
      program.diagnostics.append(
        Diagnostic(
          .missingExercise,
          "of \(notebook), \(exercises.count == 1 ? "an exercise is" : "exercises are") missing: \(labels)",
          severity: .warning, help: ["copy what is missing from the folder as you got it"]))
    }
    for id in program.changedSeals(of: handedOut) {
      // A seal that cannot be opened has been told.
      if program.learnerFaults.contains(where: { $0.code == .brokenSeal && isIn($0, program.exercise(id)) }) {
        continue
      }
      let fault = program.exercise(id).changedSeal
      if case .code(let cell) = program.exercise(id).task {
        keep(fault, in: CellID(notebook: id.notebook, cell: cell))
      } else {
        keep(fault, of: id)
      }
    }
  }

  private func isIn(_ fault: Diagnostic, _ exercise: Exercise) -> Bool {
    guard let span = fault.primary?.span, span.file === exercise.layout.opening.file else { return false }
    return exercise.layout.whole.range.contains(span.range.lowerBound)
  }
}

extension Exercise {
  /// What is told where the seal is not the one that was handed out.
  public var changedSeal: Diagnostic {
    Diagnostic(
      .changedSeal, "what is sealed in this exercise is not what was handed out", at: label.span,
      label: seal == nil ? "it has no line sealed: any more" : "its line sealed: was changed",
      help: ["copy the exercise from the folder as you got it"])
  }
}

extension Program {
  /// What was handed out and is not here.
  public func missing(of handedOut: [HandedOutExercise]) -> [HandedOutExercise] {
    let present = Set(exercises.map { exercise($0.id).label.text })
    return handedOut.filter { !present.contains($0.label) }
  }

  /// Exercises whose seal is not the one that was handed out, or is gone.
  public func changedSeals(of handedOut: [HandedOutExercise]) -> [ExerciseID] {
    let digests = Dictionary(handedOut.map { ($0.label, $0.digest) }, uniquingKeysWith: { first, _ in first })
    return exercises.map(\.id).filter { id in
      let here = HandedOutExercise(exercise(id), in: folder.notebooks[id.notebook])
      return digests[here.label].map { $0 != here.digest } ?? false
    }
  }

  /// The exercises as learners get them, or got them: of a source, what `matinee student` would hand out now; of a student's version
  /// what its settings say. nil where these say nothing.
  public var handedOut: [HandedOutExercise]? {
    if isStudentEdition { return folder.settings.handedOut }
    return folder.notebooks.indices.flatMap { index -> [HandedOutExercise] in
      let file = folder.notebooks[index].file
      let text = NotebookEdit.applied(StudentText(self, notebook: index).replacements, to: file.bytes)
      let made = Notebook.read(file: SourceFile(path: file.path, bytes: text)).0
      return made.exercises.map { HandedOutExercise($0, in: made) }
    }
  }
}

extension DiagnosticCode {
  public static let unfitResult = DiagnosticCode(
    "unfit-result",
    "What an exercise gives has its name, and not the columns, values or types that its sealed checks or the cells below take."
  )
  public static let missingExercise = DiagnosticCode(
    "missing-exercise",
    "An exercise that was handed out is not in the folder any more: its cell or its notebook was deleted, or its label changed. It "
      + "does not count as done.")
  public static let changedSeal = DiagnosticCode(
    "changed-seal",
    "What is sealed in an exercise of a student's version, so that answers can be judged, was changed or taken out since it was handed "
      + "out. What was judged by it would prove nothing.")
}
