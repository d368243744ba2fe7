import Notebooks
import Reports
import Steps
import Synchronization
import Tables
import WrittenTexts

/// Tells of every step of a run what it took, gave and depends on, for the pages "How this report was made".
struct StepRecords {
  private let program: Program
  private let result: RunResult

  /// One for every step, in order, but for the checks of exercises: they make nothing, and may say what is right.
  /// O(steps + columns).
  ///
  /// - Parameter recipes: as `recipes(of:_:)` gives them.
  static func of(_ program: Program, _ result: RunResult, recipes: [Int: String]) -> [StepRecord] {
    let records = StepRecords(program: program, result: result)
    return program.steps.filter { !$0.isCheck }.enumerated().map { position, step in
      var record = records.record(of: step)
      record.number = position + 1
      record.recipe = recipes[step.index] ?? ""
      return record
    }
  }

  /// A digest of all that a step's result depends on, by the step's index; none where a source has not been read. O(steps).
  static func recipes(of program: Program, _ result: RunResult) -> [Int: String] {
    // What a source held is what the step that read it has noted, whether it ran now or before.
    var keys = StepKeys(program, implementation: "") { source, step in
      let found = result.outcomes[step.index]?.sources.first { $0.name == source.text }
      guard let identity = found?.identity else { throw ContentUnknown() }
      return .stated(identity.text())
    }
    var recipes: [Int: String] = [:]
    for step in program.steps { recipes[step.index] = keys.ingredients(of: step)?.key }
    return recipes
  }

  private struct ContentUnknown: Error {}

  private func record(of step: ProgramStep) -> StepRecord {
    let outcome = result.outcomes[step.index]
    let language = program.folder.lang(of: program.folder.notebooks[step.cell.notebook])
    func text(_ value: Value) -> String { ValueText.format(value, lang: language) }
    let values = step.effect.values.compactMap { path, _ in
      outcome?.values[path].map { (name: path, value: text($0)) }
    }
    return StepRecord(
      number: step.index + 1, notebook: step.cell.notebook, verb: step.signature.name, code: code(of: step),
      line: step.statement.span.start.line, anchor: program.anchor(of: step.cell), state: state(of: step),
      takes: inputs(of: step).map(item), gives: step.outputs.map(item), asks: asks(of: step).map(item),
      quotes: quotes(of: step, text),
      sources: outcome?.sources ?? step.effect.sources.map { ReportInput($0.text, nil) },
      writes: step.effect.writes.map(\.text), values: values)
  }

  /// The statement's lines, those after the first with the indentation that they have beside each other.
  private func code(of step: ProgramStep) -> String {
    let lines = step.statement.span.text.split(separator: "\n", omittingEmptySubsequences: false)
    let rest = lines.dropFirst()
    let margins = rest.filter { $0.contains { $0 != " " } }.map { $0.prefix { $0 == " " }.count }
    let margin = margins.min() ?? 0
    return ([lines.first.map(String.init) ?? ""] + rest.map { "  " + $0.dropFirst(margin) }).joined(separator: "\n")
  }

  private func state(of step: ProgramStep) -> StepRecord.State {
    if result.outcomes[step.index] != nil { return .done }
    return result.notRun[step.index] == nil && result.cellFaults[step.cell] != nil ? .failed : .notRun
  }

  /// What it takes, in the order in which the statement names it.
  private func inputs(of step: ProgramStep) -> [ValueID] {
    let named = StatementNames.inOrder(step.statement)
    let place = Dictionary(named.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let ranked = unique(step.inputs).enumerated().map { (place[$1.name] ?? named.count, $0, $1) }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }

  private func unique(_ ids: [ValueID]) -> [ValueID] {
    var seen: Set<ValueID> = []
    return ids.filter { seen.insert($0).inserted }
  }

  /// The values of which expressions quote numbers, in order of the paths.
  private func asks(of step: ProgramStep) -> [ValueID] {
    let found = step.quoted.keys.sorted().flatMap { path -> [ValueID] in
      switch step.quoted[path] {
      case .rows(let id)?, .statistic(let id, _, _)?: [id]
      case .published(let index, _)?: Array(program.steps[index].inputs.prefix(1))
      case .constant?, nil: []
      }
    }
    return unique(found).filter { !step.inputs.contains($0) }
  }

  private func quotes(of step: ProgramStep, _ text: (Value) -> String) -> [(name: String, value: String)] {
    let declared = program.parameters[step.cell.notebook]
    let parameters = ParameterUses.names(in: step.statement).compactMap { name in
      declared.last { $0.name == name }.map {
        (name: StepRecord.parameterPrefix + name, value: $0.parameter.value.text)
      }
    }
    let values = step.quoted.keys.sorted().compactMap { path -> (name: String, value: String)? in
      switch step.quoted[path] {
      case .constant(let count)?: (path, text(.integer(count)))
      case let source?: result.scalars[source].map { (path, text($0)) }
      case nil: nil
      }
    }
    return parameters + values
  }

  private func item(_ id: ValueID) -> DataItem {
    let name = DataItem.ID(id.name, id.version)
    let rows = result.rowCounts[id]
    switch program.types[id] {
    case .table(let schema)?:
      return DataItem(name, kind: .table, rows: rows, columns: schema.fields)
    case .model(let type)?: return DataItem(name, kind: .model, features: type.features.map(\.name))
    case .embedding?: return DataItem(name, kind: .embedding, rows: rows)
    case nil: return DataItem(name, kind: .table, rows: rows)
    }
  }
}

extension Program {
  /// What a reader types to run the folder as it was run. Of its path only the folder's own name, however it was typed: where it lies is
  /// nobody's business.
  var command: String {
    let path = FolderPath(folder.path).real ?? folder.path
    let name = path.pathNames.last ?? "."
    var words = ["matinee", "run", name]
    var named: Set<String> = []
    for (name, parameter) in parameters.joined() where parameter.isOverridden && named.insert(name).inserted {
      words += ["-P", name + ":" + parameter.value.text]
    }
    return words.map(\.quotedForShell).joined(separator: " ")
  }
}

extension String {
  /// As one word of a POSIX shell.
  fileprivate var quotedForShell: String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@%".unicodeScalars)
    if !isEmpty, unicodeScalars.allSatisfy({ plain.contains($0) }) { return self }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

/// The recipes of a program's steps, made when somebody asks and kept for all who ask for those of the same result.
public final class Recipes: Sendable {
  private let known = Mutex<[Int: String]?>(nil)

  public init() {}

  /// A digest of all that a step's result depends on, by the step's index. O(steps) the first time.
  public func of(_ program: Program, _ result: RunResult) -> [Int: String] {
    known.withLock { known in
      if let known { return known }
      let made = StepRecords.recipes(of: program, result)
      known = made
      return made
    }
  }
}
