import Diagnostics
import Notebooks
import Reports
import Steps
import Tables
import WrittenTexts

/// Turns a folder into a program, and finds everything that is wrong with it on the way, without computing anything.
public struct Checker {
  var program: Program
  var context: CheckContext
  /// Of awaited names (`reduced`, and `model.` for what was published under it) the exercise that is to give them.
  var causes: [String: ExerciseID] = [:]
  /// Of files that steps would save which wait for an exercise, the exercise.
  private(set) var fileCauses: [String: ExerciseID] = [:]
  var usesCheckpoints = false
  /// Of names in a student's version, the exercise that what they stand for comes from.
  var origins: [String: ExerciseID] = [:]
  /// Versions bound so far.
  private var versions: [String: Int] = [:]
  /// The step that published each value last.
  private var publishers: [String: Int] = [:]
  private var identities: [String: Int] = [:]
  private var order: [String] = []
  /// The notebooks by their files.
  private let places: [ObjectIdentifier: Int]

  /// - Parameters:
  ///   - folder: as `NotebookReader` read it, with what it found wrong.
  ///   - overrides: parameters from the command line or a parameter file.
  ///   - outputFolder: where the person who runs the folder wants its outputs; nil for where the folder says.
  ///   - savingFolder: where steps write what they save into the outputs; nil for the outputs themselves.
  ///   - permissions: what that person has allowed beside what every folder may.
  public static func check(
    _ folder: NotebookFolder, found: [Diagnostic], overrides: [ParameterOverride] = [],
    outputFolder: String? = nil, savingFolder: String? = nil, permissions: Permissions
  ) -> Program {
    let (labels, labelFaults) = LabelIndex.build(notebooks: folder.notebooks)
    var checker = Checker(
      program: Program(folder: folder, labels: labels),
      context: CheckContext(folder: folder.path.isEmpty ? "." : folder.path))
    let reach = Reach(folder: folder.path.isEmpty ? "." : folder.path, permissions: permissions)
    let named = checker.program.outputDirectory
    let isRefused = folder.settings.outputDirectory != nil && outputFolder == nil && !reach.mayHoldOutputs(named)
    // Also the report about this fault must not be written there.
    if isRefused { checker.program.folder.settings.outputDirectory = nil }
    let outputs = outputFolder ?? checker.program.outputDirectory
    // Where nobody has said anything, a link may have come with the folder.
    checker.program.hasPlaceForOutputs = outputFolder != nil || reach.mayHoldOutputs(outputs)
    checker.context.outputHome = outputs
    checker.context.outputFolder = savingFolder ?? outputs
    let written = [checker.program.hasPlaceForOutputs ? outputs : nil, savingFolder].compactMap { $0 }
    checker.program.reach = reach.writing(to: written)
    checker.context.reach = checker.program.reach
    checker.program.seed = folder.seed(of: nil)
    // Checkpoints hold what the folder's own parameters give.
    checker.usesCheckpoints = folder.settings.edition == .student && overrides.isEmpty
    for name in folder.notebooks.flatMap(\.cells).flatMap(\.statements).flatMap(\.bindings) {
      checker.context.everyBinding[name.text, default: []].append(name.span)
    }
    checker.program.exercises = Self.exercises(of: folder) { labels.exerciseNumber($1.index, in: $0.name) }
    for fault in found.map({ Self.settled($0, in: folder) }) + labelFaults
      + LinkCheck.faults(of: folder, reach: checker.program.reach)
    {
      checker.keep(fault)
    }
    if isRefused {
      let text = folder.settings.outputDirectory ?? ""
      checker.keep(reach.refusal(of: text, leadingTo: named, for: .outputs, at: folder.settings.outputDirectorySpan))
    }
    checker.compareWithHandedOut()
    for index in folder.notebooks.indices { checker.checkNotebook(index, overrides) }
    checker.finish()
    return checker.program
  }

  private init(program: Program, context: CheckContext) {
    self.program = program
    self.context = context
    places = Dictionary(
      program.folder.notebooks.enumerated().map { (ObjectIdentifier($1.file), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  private mutating func checkNotebook(_ index: Int, _ overrides: [ParameterOverride]) {
    let notebook = program.folder.notebooks[index]
    let parameters = program.folder.parameters(of: notebook, with: overrides)
    program.parameters.append(parameters)
    context.parameters = Dictionary(parameters.map { ($0.name, $0.parameter) }, uniquingKeysWith: { _, last in last })
    continueFromCheckpoint(before: index)
    for block in notebook.blocks.walk {
      if case .cell(let cell) = block.kind { checkCell(CellID(notebook: index, cell: cell)) }
      if case .exercise(let exercise) = block.kind { checkQuestion(ExerciseID(notebook: index, exercise: exercise)) }
      quoteValues(of: block.texts)
    }
    // A title or an abstract sums up: it sees what its notebook ends with.
    quoteValues(of: notebook.frontMatter.texts)
    program.awaited.append(causes)
  }

  private mutating func checkCell(_ id: CellID) {
    let cell = program.cell(id)
    if program.isEvaluated(id) {
      awaitGiven(id)
      for statement in cell.statements { checkStatement(statement, in: id) }
      settle(cell, id)
      for check in cell.options.checks { checkStatement(check, in: id, isCheck: true) }
    }
    if let exercise = program.exercise(of: id) { quoteValues(of: program.exercise(exercise).texts) }
    quoteValues(of: cell.options.texts)
  }

  private mutating func checkStatement(_ statement: Statement, in id: CellID, isCheck: Bool = false) {
    let own = program.isContained(id) ? program.exercise(of: id) : nil
    if statement.isDamaged {
      tryProposals(for: statement, in: id)
      // Its syntax has been reported; what it would have bound is unknown.
      for name in statement.bindings { poison(name.text, own) }
      return
    }
    let open = program.cell(id).blanks.filter {
      $0.isOpen && $0.span.file === statement.span.file && statement.span.range.contains($0.span.range.lowerBound)
    }
    if !open.isEmpty {
      leaveOpen(statement, open, in: id)
      return
    }
    do {
      guard let type = try StepCatalog.type(for: statement) else { return }
      let signature = type.signature
      do {
        let arguments = try ArgumentBinder.bind(statement, to: signature, in: context)
        let step: any Step
        do {
          step = try type.init(arguments, context)
        } catch {
          // Perhaps the file is not there yet.
          program.soughtFiles.formUnion(arguments.files.map(ExactText.init))
          throw error
        }
        try CheckFaults.requireDistinctColumns(step.effect, of: statement, signature)
        accept(statement, step, arguments, in: id, isCheck: isCheck)
        return
      } catch {
        let culprit = own == nil ? culprit(StatementNames.inOrder(statement), error) : nil
        if let cause = error is AlreadyReported ? cause(of: statement) : own ?? culprit {
          markAwaited(cause, statement, signature)
        } else {
          poison(statement, signature)
        }
        if let culprit { return blame(culprit, for: error, in: id) }
        throw error
      }
    } catch is AlreadyReported {
      // Its cause has been reported, or is an exercise that nobody has solved yet.
      program.waitingCells.insert(id)
      guard let cause = cause(of: statement), program.waits[id] == nil, cause != program.exercise(of: id) else {
        return
      }
      program.waits[id] = cause
      if let exercise = program.exercise(of: id) { change(exercise) { $0.waitsFor = cause } }
    } catch {
      keep(Self.faults(in: error, at: statement.span), of: statement, in: id)
    }
  }

  /// What an error says is wrong; one that is none of a notebook is ours.
  static func faults(in error: any Error, at span: SourceSpan) -> [Diagnostic] {
    if let list = error as? DiagnosticList { return list.diagnostics }
    return [(error as? Diagnostic) ?? Diagnostic(.internalFault, "\(error)", at: span)]
  }

  /// Keeps what is wrong with a statement. Of a sealed check only what the cell has to give is told.
  private mutating func keep(_ faults: [Diagnostic], of statement: Statement, in id: CellID) {
    if statement.span.file.isSealed { return keepSealed(statement, in: id) }
    for fault in faults { keep(fault, in: id) }
  }

  /// Adds a sound step to the program and its names to what the next ones see.
  mutating func accept(
    _ statement: Statement, _ step: any Step, _ arguments: Arguments? = nil, in id: CellID, isCheck: Bool = false
  ) {
    let signature = type(of: step).signature
    let effect = step.effect
    var names = statement.bindings
    if names.isEmpty, let table = arguments?.changedTable(by: signature) {
      names = [Name(table.name, span: statement.span)]
    }
    let index = program.steps.count
    var outputs: [ValueID] = []
    let origin = step is ContinueStep ? nil : origin(of: arguments?.inputs ?? [], in: id)
    for (name, type) in zip(names, effect.outputs) {
      origins[name.text] = origin
      let version = (versions[name.text] ?? 0) + 1
      versions[name.text] = version
      if version == 1 { order.append(name.text) }
      let value = ValueID(name: name.text, version: version)
      outputs.append(value)
      program.types[value] = type
      program.producers[value] = index
      context.bindings[name.text] = Binding(
        id: value, type: type, span: place(of: name, statement, type) ?? name.span)
      context.poisoned.remove(name.text)
      causes[name.text] = nil
      // What was said of another value is not true of this one; a changed table is still the same table.
      for path in context.published.keys where !statement.bindings.isEmpty && path.hasPrefix(name.text + ".") {
        context.published[path] = nil
      }
    }
    let quoted = sources(of: arguments?.paths ?? [:])
    let inputs = arguments?.inputs ?? []
    for (path, type) in effect.values {
      context.published[path] = type
      publishers[path] = index
    }
    let bound = outputs.isEmpty ? inputs.map(\.name) : outputs.map(\.name)
    var stem = signature.name + " " + bound.joined(separator: ",")
    // Checks are counted apart, so that they change no other step's identity.
    if isCheck { stem = "check \(program.exercise(of: id).map { program.exercise($0).label.text } ?? "")" }
    identities[stem, default: 0] += 1
    if let type = effect.saves, let path = effect.writes.first {
      context.saved.append(SavedAbove(path: path, type: type, step: index))
    }
    // A step may read tables that its statement does not name, such as the one a model was trained on.
    let unnamed = effect.reads.keys.filter { !inputs.contains($0) }
      .sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    program.steps.append(
      ProgramStep(
        index: index, cell: id, statement: statement, signature: signature, step: step, effect: effect,
        inputs: inputs + unnamed, outputs: outputs, quoted: quoted, identity: "\(stem) #\(identities[stem] ?? 1)",
        seed: program.folder.seed(of: program.folder.notebooks[id.notebook]), isCheck: isCheck))
  }

  /// Where a table that keeps its name and its columns, as when rows are filtered, has them from.
  private func place(of name: Name, _ statement: Statement, _ type: ValueType) -> SourceSpan? {
    guard statement.bindings.isEmpty, let before = context.bindings[name.text],
      case .table(let old) = before.type, case .table(let new) = type, old.count == new.count,
      zip(old.fields, new.fields).allSatisfy({ $0 == $1 || $0.name == $1.name })
    else { return nil }
    return before.span
  }

  /// Takes down the file that a statement would have saved: what loads it below waits, too.
  mutating func awaitFile(of statement: Statement, _ signature: Signature?, _ cause: ExerciseID?) {
    for option in signature?.options ?? [] {
      guard case .path(.write) = option.kind,
        case .literal(.string(let path))? = statement.options.first(where: { $0.key.text == option.name })?.value.filled
          .kind
      else { continue }
      context.awaitedFiles.insert(path)
      fileCauses[path] = cause
    }
  }

  /// Names that a faulty statement would have bound are known, but of no type: their use is no further fault.
  private mutating func poison(_ statement: Statement, _ signature: Signature) {
    awaitFile(of: statement, signature, nil)
    for name in statement.bindings { context.poisoned.insert(name.text) }
    // A table that loses or keeps rows has the columns that it had.
    if statement.bindings.isEmpty, signature.result == .changedColumns,
      case .name(let table)? = statement.operands.first?.kind
    {
      context.poisoned.insert(table.text)
    }
    for path in context.published.keys {
      if statement.bindings.contains(where: { path.hasPrefix($0.text + ".") }) { context.published[path] = nil }
    }
    if signature.publishesUnderOperand, case .name(let model)? = statement.operands.first?.kind {
      if context.bindings[model.text] != nil { context.poisoned.insert(model.text + ".") }
    }
  }

  mutating func quoteValues(of texts: [[Inline]]) { for value in texts.joined().values { quote(value) } }

  private mutating func quote(_ value: InlineValue) {
    do {
      let expression = try ScalarExpressionBuilder(context: context).build(value.expression, type: nil)
      program.quotes[value.span] = QuotedValue(
        value: value, expression: expression, sources: sources(of: expression.paths))
    } catch let error where culprit(StatementNames.used(in: value.expression), error) != nil {
      if let culprit = culprit(StatementNames.used(in: value.expression), error) { blame(culprit, for: error) }
    } catch is AlreadyReported {
      // Its cause has been reported.
    } catch {
      for fault in Self.faults(in: error, at: value.span) { keep(fault) }
    }
  }

  func sources(of paths: [String: ValuePath]) -> [String: ScalarSource] {
    paths.compactMapValues { path in
      switch path {
      case .published(let text): publishers[text].map { .published(step: $0, path: text) }
      case .rows(let id): .rows(id)
      case .columns(_, let count): .constant(count)
      case .statistic(let id, let column, let statistic): .statistic(id, column: column, statistic)
      }
    }
  }

  mutating func keep(_ fault: Diagnostic, in id: CellID? = nil) {
    guard let cell = id ?? place(of: fault) else {
      if let question = question(of: fault) {
        keep(fault, of: question)
      } else {
        program.diagnostics.append(fault)
      }
      return
    }
    if program.isContained(cell) {
      let told = told(fault, written: program.cell(cell).body.text)
      program.cellFaults[cell, default: []].append(told)
      program.learnerFaults.append(told)
      return
    }
    program.cellFaults[cell, default: []].append(fault)
    if !program.expectsFault(cell) { program.diagnostics.append(fault) }
  }

  /// The cell whose text a fault points into, if any.
  private func place(of fault: Diagnostic) -> CellID? {
    guard let span = fault.primary?.span, let notebook = places[ObjectIdentifier(span.file)] else { return nil }
    let cells = program.folder.notebooks[notebook].cells
    // Cells stand in the order of the text: the last that begins before the fault is the only one that may hold it.
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      let start = min(cells[middle].fence.range.lowerBound, cells[middle].body.range.lowerBound)
      if start <= span.range.lowerBound { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let cell = cells[low - 1]
    let isInside =
      cell.body.range.contains(span.range.lowerBound) || cell.fence.range.contains(span.range.lowerBound)
    return isInside ? CellID(notebook: notebook, cell: cell.index) : nil
  }

  private mutating func finish() {
    // A fault in a data file stands where the notebook reads that file.
    let files = Set(program.folder.notebooks.map { ObjectIdentifier($0.file) })
    func anchored(_ fault: Diagnostic) -> Diagnostic {
      var anchored = fault
      let places = [fault.primary].compactMap { $0 } + fault.related
      anchored.primary = places.first { files.contains(ObjectIdentifier($0.span.file)) } ?? fault.primary
      return anchored
    }
    program.diagnostics.sort { Diagnostic.inReadingOrder(anchored($0), anchored($1)) }
    program.learnerFaults.sort { Diagnostic.inReadingOrder(anchored($0), anchored($1)) }
    program.finalValues = order.compactMap { name in
      versions[name].map { ValueID(name: name, version: $0) }
    }
  }
}
