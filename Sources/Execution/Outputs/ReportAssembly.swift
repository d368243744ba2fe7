import Diagnostics
import Languages
import Notebooks
import Reports
import Steps
import Tables

/// Makes the report of a run: what each cell shows and what its prose quotes.
public struct ReportAssembly {
  private let program: Program
  private let result: RunResult
  private var states: [ExerciseStatus] = []
  private var showsSolutions = false
  private var memory: RenderMemory?
  private var recipes: [Int: String] = [:]
  private var steps: [CellID: [ProgramStep]] = [:]
  /// The notebooks whose cells are to show something; all if nil.
  private var rendered: Set<Int>?

  /// - Parameters:
  ///   - showsSolutions: whether model answers are part of it, as in an instructor's build.
  ///   - memory: of reports of the same folder that were made before.
  ///   - notebooks: those of which pages are wanted; cells of others show nothing, and nothing is told of how the pages were made. All,
  ///     and everything, if nil.
  ///   - recipes: of the steps, where they are known.
  public static func report(
    _ program: Program, _ result: RunResult, version: String, showsSolutions: Bool = false,
    memory: RenderMemory? = nil, notebooks: Set<Int>? = nil, recipes: [Int: String]? = nil
  ) -> ReportFolder {
    var assembly = ReportAssembly(program, result)
    assembly.rendered = notebooks
    assembly.showsSolutions = showsSolutions || program.folder.settings.edition == .solutions
    assembly.states = program.exerciseStates(result)
    assembly.recipes = recipes ?? StepRecords.recipes(of: program, result)
    assembly.memory = memory
    return assembly.folder(version: version)
  }

  private init(_ program: Program, _ result: RunResult) {
    self.program = program
    self.result = result
    for step in program.steps { steps[step.cell, default: []].append(step) }
  }

  /// The step that draws each chart of a cell, in the order of the charts.
  static func drawers(of cell: CellID, _ program: Program, _ result: RunResult) -> [ProgramStep] {
    let assembly = ReportAssembly(program, result)
    return (assembly.steps[cell] ?? []).flatMap { step -> [ProgramStep] in
      guard let outcome = result.outcomes[step.index] else { return [] }
      // What cannot be rendered has no chart; the cell tells why.
      let blocks = (try? step.step.render(any: outcome, assembly.renderContext(cell, step))) ?? []
      let count = blocks.reduce(0) { $0 + $1.charts.count }
      return Array(repeating: step, count: count)
    }
  }

  private func folder(version: String) -> ReportFolder {
    let pages = program.folder.notebooks.indices.map(page)
    var inputs: [ReportInput] = []
    for index in result.outcomes.keys.sorted() {
      for input in result.outcomes[index]?.sources ?? [] where !inputs.contains(where: { $0.name == input.name }) {
        inputs.append(input)
      }
    }
    var report = ReportFolder(
      folder: program.folder, pages: pages,
      provenance: Provenance(
        version: version, seed: program.seed, stepCount: program.statedCount, inputs: inputs,
        command: program.command),
      highlights: rendered == nil ? highlights() : [],
      steps: rendered == nil ? StepRecords.of(program, result, recipes: recipes) : [])
    report.missing = program.missing
    return report
  }

  private func page(_ index: Int) -> ReportPage {
    let notebook = program.folder.notebooks[index]
    let cells = notebook.cells.map { cell(CellID(notebook: index, cell: $0.index)) }
    var values: [SourceSpan: String] = [:]
    for (span, quote) in program.quotes where span.file === notebook.file {
      guard let value = result.value(of: quote) else { continue }
      values[span] = ValueText.format(
        value, quote.value.format, role: quote.expression.role, lang: language(of: index).rawValue)
    }
    let parameters = program.parameters[index].map { ($0.name, Credentials.masked($0.parameter.value.text)) }
    var defaults: [String: String] = [:]
    for (name, parameter) in program.parameters[index]
    where parameter.isOverridden && parameter.declared != parameter.value {
      defaults[name] = Credentials.masked(parameter.declared.text)
    }
    var page = ReportPage(
      notebook: notebook, state: state(cells, index), cells: cells, values: values, parameters: parameters,
      defaults: defaults)
    page.exercises = states.filter { $0.id.notebook == index }.map(exercise)
    page.continued = (program.continued[index] ?? []).map(link)
    return page
  }

  private func exercise(_ status: ExerciseStatus) -> ExerciseReport {
    let state: ExerciseReport.State
    switch status.state {
    case .unsolved: state = .unsolved
    case .failing(let faults): state = .failing(faults)
    case .passing: state = .passing
    case .waiting(let other): state = .waiting(link(other))
    case .notRun: state = .notRun
    }
    // In a source the code is there to be read, solved; of a question nobody has been asked yet.
    let isReaders = program.isStudentEdition || status.exercise.cell != nil || status.state.isFailing
    return ExerciseReport(
      link: link(status.id), state: state, showsSolution: showsSolutions, showsState: isReaders)
  }

  private func link(_ id: ExerciseID) -> ExerciseReport.Link {
    let number = program.exercises.first { $0.id == id }?.number ?? 0
    return ExerciseReport.Link(
      number: number, notebook: program.folder.notebooks[id.notebook].name, anchor: program.exercise(id).label.text)
  }

  private func state(_ cells: [CellReport], _ notebook: Int) -> ReportPage.State {
    var isNotRun = false
    // A page of which a part was asked for has been run; what waits for an exercise is the exercise's state.
    let ran = cells.contains { if case .done = $0.state { true } else { false } }
    for (index, cell) in cells.enumerated() {
      switch cell.state {
      case .failed where !program.expectsFault(CellID(notebook: notebook, cell: index)):
        if !program.isContained(CellID(notebook: notebook, cell: index)) { return .failed }
      case .notRun(let reason): isNotRun = isNotRun || !ran || reason != .notAsked
      default: break
      }
    }
    let faults = program.diagnostics.filter { $0.severity == .error }
    if faults.contains(where: { $0.primary?.span.file === program.folder.notebooks[notebook].file }) { return .failed }
    return isNotRun ? .notRun : .done
  }

  private func cell(_ id: CellID) -> CellReport {
    let cell = program.cell(id)
    let isIncluded = cell.options.include ?? true
    let steps = (steps[id] ?? []).filter { !$0.isCheck }
    var faults = (program.cellFaults[id] ?? []) + (result.cellFaults[id] ?? [])
    let say = language(of: id.notebook)
    var blocks: [ReportBlock] = []
    for step in steps where rendered?.contains(id.notebook) ?? true {
      guard let outcome = result.outcomes[step.index] else { continue }
      do {
        blocks += try self.blocks(step, outcome)
      } catch {
        faults += Runner.diagnostics(of: error, in: step)
      }
      blocks += (outcome.remarks + outcome.losses.map(\.remark)).map { .remark([.text(say($0))]) }
    }
    let state: CellReport.State
    if !program.isEvaluated(id) {
      state = .skipped
    } else if !faults.isEmpty {
      state = .failed(faults)
    } else if let cause = program.waits[id] ?? steps.compactMap({ result.waits[$0.index] }).first {
      state = .waiting(link(cause))
    } else if let reason = steps.compactMap({ result.notRun[$0.index] }).first {
      state = .notRun(reason)
    } else if cell.blanks.contains(where: \.isOpen) {
      // The card of the exercise says so.
      state = .skipped
    } else if !program.isSound, !steps.isEmpty {
      state = .notRun(.notebooksAtFault)
    } else if program.waitingCells.contains(id) {
      state = .notRun(.usesFault)
    } else if program.isSound, steps.contains(where: { result.outcomes[$0.index] == nil }) {
      // Not part of this run.
      state = .notRun(.notAsked)
    } else {
      state = .done
    }
    var isShown = isIncluded
    // A fault is never hidden.
    if case .failed = state { isShown = true }
    return CellReport(
      state: state, label: program.label(of: id),
      showsCode: isShown && (program.setting(id, \.echo, \.echo) ?? true),
      foldsCode: cell.options.codeFold ?? false,
      showsOutput: isShown && (program.setting(id, \.output, \.output) ?? true), blocks: blocks)
  }

  private func blocks(_ step: ProgramStep, _ outcome: StepOutcome) throws -> [ReportBlock] {
    let context = renderContext(step.cell, step)
    guard let memory, let recipe = recipes[step.index] else { return try step.step.render(any: outcome, context) }
    let key = RenderMemory.Key(
      statement: step.statement.span.text, recipe: recipe,
      parameters: program.parameters[step.cell.notebook].map(\.parameter.value.text),
      rowCounts: context.rowCounts, label: context.label, width: context.figureWidth, height: context.figureHeight,
      language: context.language)
    return try memory.blocks(key) { try step.step.render(any: outcome, context) }
  }

  private func renderContext(_ id: CellID, _ step: ProgramStep) -> RenderContext {
    var rows: [ValueID: Int] = [:]
    for value in step.inputs + step.outputs { rows[value] = result.rowCounts[value] }
    return RenderContext(
      rowCounts: rows, label: program.label(of: id), figureWidth: program.cell(id).options.figureWidth,
      figureHeight: program.cell(id).options.figureHeight,
      language: language(of: id.notebook))
  }

  /// The language of a notebook's page.
  private func language(of notebook: Int) -> Language {
    Language(tag: program.folder.lang(of: program.folder.notebooks[notebook]))
  }

  /// What the steps of the cells tagged `highlight` name as their values that matter, in order.
  private func highlights() -> [Fact] {
    // They stand on the front page, which speaks the folder's language, or else its first notebook's.
    let language = Language(tag: program.folder.lang)
    return program.steps.filter { program.cell($0.cell).options.tags.contains("highlight") }
      .flatMap { step -> [Fact] in
        guard let outcome = result.outcomes[step.index] else { return [] }
        let page = ReportPage.link(to: program.folder.notebooks[step.cell.notebook].name)
        // What goes wrong here goes wrong in the cell, which tells it.
        return ((try? step.step.highlights(ofAny: outcome, in: language)) ?? []).map { fact in
          var fact = fact
          fact.link = page + "#" + program.anchor(of: step.cell)
          return fact
        }
      }
  }
}
