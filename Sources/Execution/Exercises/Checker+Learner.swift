import Diagnostics
import Notebooks
import Steps

/// Faults in a student's version: whose they are, and what is told of them.
extension Checker {
  /// What a learner is told of a fault in an exercise: what is wrong with what stands there. Help that names a column, a table or a value
  /// which the learner has not written would tell what should stand there.
  func told(_ fault: Diagnostic, written: String) -> Diagnostic {
    // A name in another case is another name, and is not the learner's.
    func words(_ text: String) -> [(text: String, lowercased: String)] {
      let bytes = Array(text.utf8)
      return TextTokens(text).tokens.map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.text) }
    }
    let own = Set(words(written).map(\.text))
    var names = Set(context.bindings.keys.map { $0.lowercased() })
    names.formUnion(context.published.keys.map { $0.lowercased() })
    names.formUnion(context.parameters.keys.map { "params.\($0)".lowercased() })
    for binding in context.bindings.values {
      if let schema = binding.type.schema { names.formUnion(schema.names.map { $0.lowercased() }) }
    }
    func tells(_ sentence: String) -> Bool {
      words(sentence).contains { names.contains($0.lowercased) && !own.contains($0.text) }
    }
    var told = fault
    // The words that name what an exercise has to give are no secret: the cells below take it.
    if fault.code != .missingResult { told.help.removeAll(where: tells) }
    told.replacements.removeAll { tells($0.text) }
    told.related.removeAll { $0.span.file.isSealed || tells($0.text) }
    if fault.code != .missingResult, let primary = told.primary, tells(primary.text) { told.primary?.text = "" }
    return told
  }

  /// The exercise that gave what a cell below it takes and cannot use; nil where the fault is the notebook's own.
  func culprit(_ names: [String], _ error: any Error) -> ExerciseID? {
    guard program.isStudentEdition else { return nil }
    // A fault of ours, and what is awaited, is nobody's answer.
    guard error is Diagnostic || error is DiagnosticList, (error as? Diagnostic)?.code != .internalFault else {
      return nil
    }
    return names.lazy.compactMap { self.origins[$0] }.first
  }

  /// Where what a step gives comes from, through the steps between.
  func origin(of inputs: [ValueID], in id: CellID) -> ExerciseID? {
    guard program.isStudentEdition else { return nil }
    if let own = program.exercise(of: id) { return own }
    return inputs.lazy.compactMap { self.origins[$0.name] }.first
  }

  /// A fault below an exercise that only the exercise causes is the exercise's; what is below waits for it.
  mutating func blame(_ culprit: ExerciseID, for error: any Error, in id: CellID? = nil) {
    if let id {
      program.waitingCells.insert(id)
      program.waits[id] = program.waits[id] ?? culprit
    }
    guard case .code(let index) = program.exercise(culprit).task else { return }
    let cell = CellID(notebook: culprit.notebook, cell: index)
    if program.cellFaults[cell]?.contains(where: { $0.code == .unfitResult }) ?? false { return }
    let fault = (error as? Diagnostic) ?? (error as? DiagnosticList)?.diagnostics.first
    keep(program.unfitBelow(culprit, fault), in: cell)
  }
}

extension Program {
  /// What is told of an exercise whose result the cells below cannot use.
  func unfitBelow(_ id: ExerciseID, _ fault: Diagnostic?) -> Diagnostic {
    let exercise = exercise(id)
    let notebook = folder.notebooks[id.notebook]
    var place = exercise.layout.opening
    if case .code(let cell) = exercise.task {
      place = notebook.cells[cell].blanks.first?.span ?? notebook.cells[cell].fence
    }
    // Where, and what is wrong there, in words that the cell below says itself; its help would go further.
    let notes = fault.map { fault in
      let at = fault.primary.map { "\($0.span.file.path):\($0.span.start.line): " } ?? ""
      return [at + fault.message]
    }
    return Diagnostic(
      .unfitResult, "the cells below cannot go on with what this gives", at: place, label: "not right yet",
      notes: notes ?? [])
  }
}
