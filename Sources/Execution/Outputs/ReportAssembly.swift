import Diagnostics
import Notebooks
import Reports
import Steps
import Tables

/// Makes the report of a run: what each cell shows and what its prose quotes.
public struct ReportAssembly {
  private let program: Program
  private let result: RunResult

  public static func report(_ program: Program, _ result: RunResult, version: String) -> ReportFolder {
    ReportAssembly(program: program, result: result).folder(version: version)
  }

  private init(program: Program, result: RunResult) {
    self.program = program
    self.result = result
  }

  /// The step that draws each chart of a cell, in the order of the charts.
  static func drawers(of cell: CellID, _ program: Program, _ result: RunResult) -> [ProgramStep] {
    let assembly = ReportAssembly(program: program, result: result)
    return program.steps.filter { $0.cell == cell }.flatMap { step -> [ProgramStep] in
      guard let outcome = result.outcomes[step.index] else { return [] }
      let count = step.step.render(outcome, assembly.renderContext(cell, step)).reduce(0) { sum, block in
        if case .figure(let figure) = block { sum + figure.charts.count } else { sum }
      }
      return Array(repeating: step, count: count)
    }
  }

  private func folder(version: String) -> ReportFolder {
    let pages = program.folder.notebooks.indices.map(page)
    var inputs: [(name: String, digest: String)] = []
    for index in result.outcomes.keys.sorted() {
      for input in result.outcomes[index]?.digests ?? [] where !inputs.contains(where: { $0.name == input.name }) {
        inputs.append(input)
      }
    }
    return ReportFolder(
      folder: program.folder, pages: pages,
      provenance: Provenance(
        version: version, seed: program.seed, stepCount: program.steps.count, inputs: inputs,
        command: program.command),
      highlights: highlights(), steps: StepRecords.of(program, result))
  }

  private func page(_ index: Int) -> ReportPage {
    let notebook = program.folder.notebooks[index]
    let cells = notebook.cells.map { cell(CellID(notebook: index, cell: $0.index)) }
    var values: [SourceSpan: String] = [:]
    for (span, quote) in program.quotes where span.file === notebook.file {
      guard let value = value(of: quote) else { continue }
      values[span] = ValueText.format(value, quote.value.format, lang: language(of: index).rawValue)
    }
    let parameters = program.parameters[index].map { ($0.name, $0.parameter.value.text) }
    let declared = Dictionary(
      (program.folder.settings.params + notebook.frontMatter.params).map { ($0.name.text, $0.value) },
      uniquingKeysWith: { _, last in last })
    var defaults: [String: String] = [:]
    for (name, parameter) in program.parameters[index] where parameter.isOverridden {
      guard let value = declared[name], value != parameter.value else { continue }
      defaults[name] = value.text
    }
    return ReportPage(
      notebook: notebook, state: state(cells, index), cells: cells, values: values, parameters: parameters,
      defaults: defaults)
  }

  private func state(_ cells: [CellReport], _ notebook: Int) -> ReportPage.State {
    var isNotRun = false
    for (index, cell) in cells.enumerated() {
      switch cell.state {
      case .failed where !program.expectsFault(CellID(notebook: notebook, cell: index)): return .failed
      case .notRun: isNotRun = true
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
    let steps = program.steps.filter { $0.cell == id }
    let faults = (program.cellFaults[id] ?? []) + (result.cellFaults[id] ?? [])
    let say = language(of: id.notebook)
    var blocks: [ReportBlock] = []
    for step in steps {
      guard let outcome = result.outcomes[step.index] else { continue }
      blocks += step.step.render(outcome, renderContext(id, step)) + outcome.remarks.map { .remark([.text(say($0))]) }
    }
    let state: CellReport.State
    if !program.isEvaluated(id) {
      state = .skipped
    } else if !faults.isEmpty {
      state = .failed(faults)
    } else if let reason = steps.compactMap({ result.notRun[$0.index] }).first {
      state = .notRun(say(reason))
    } else if !program.isSound, !steps.isEmpty {
      state = .notRun(say(en: "the notebooks have faults", ja: "ノートブックに誤りがあります"))
    } else if program.waitingCells.contains(id) {
      state = .notRun(say(en: "what it uses has a fault", ja: "使っているものに誤りがあります"))
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
    Language(tag: program.folder.notebooks[notebook].frontMatter.lang ?? program.folder.settings.lang ?? "en")
  }

  /// The value of a quoted expression, or nil when it could not be computed.
  func value(of quote: QuotedValue) -> Value? {
    var values: [String: Value] = [:]
    for (path, source) in quote.sources {
      if case .constant(let count) = source {
        values[path] = .integer(count)
      } else if let value = result.scalars[source] {
        values[path] = value
      } else {
        return nil
      }
    }
    guard let value = try? quote.expression.evaluate(values), value != .null else { return nil }
    return value
  }

  /// What the steps of the cells tagged `highlight` name as their values that matter, in order.
  private func highlights() -> [Fact] {
    // They stand on the front page, which speaks the folder's language, or else its first notebook's.
    let settings = program.folder.settings.lang.map { Language(tag: $0) }
    let language = settings ?? (program.folder.notebooks.isEmpty ? .english : language(of: 0))
    return program.steps.filter { program.cell($0.cell).options.tags.contains("highlight") }
      .flatMap { step -> [Fact] in
        guard let outcome = result.outcomes[step.index] else { return [] }
        let page = program.folder.notebooks[step.cell.notebook].name + ".html"
        return step.step.highlights(outcome, in: language).map { fact in
          var fact = fact
          fact.link = page + "#" + program.anchor(of: step.cell)
          return fact
        }
      }
  }
}
