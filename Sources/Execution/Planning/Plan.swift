import Diagnostics
import Notebooks
import Steps
import Tables

/// What has to run, which columns somebody reads, and how long each value is kept.
public struct Plan: Sendable {
  /// Indices of the steps to run, in order.
  public var steps: [Int]
  /// Columns that somebody reads, by value; a table that is not here is read by nobody.
  public var neededColumns: [ValueID: Set<String>]
  /// Statistics to take of a table as soon as it is there.
  public var statistics: [ValueID: [(column: String, statistic: ColumnStatistic)]]
  /// The last step, by index, that takes a value; after it the value is let go.
  public var lastUse: [ValueID: Int]
}

/// Decides what a program must run for what is wanted.
public struct Planner {
  /// What a run is for.
  public enum Goal: Sendable {
    case everything
    /// The figures and tables of these labels.
    case labels(Set<String>)
    /// What some cells show, and the values that these spans quote.
    case cells(Set<CellID>, quotes: Set<SourceSpan>)
    /// Everything above an exercise, and the exercise.
    case until(ExerciseID)
    /// What is needed to judge these exercises.
    case exercises(Set<ExerciseID>)
    /// These values themselves, of tables with these columns.
    case values([ValueID: Set<String>])
  }

  /// - Complexity: O(steps + uses of columns).
  public static func plan(_ program: Program, for goal: Goal) -> Plan {
    var wantedSteps: Set<Int>
    switch goal {
    case .everything: wantedSteps = Set(program.steps.indices)
    case .labels(let labels):
      wantedSteps = Set(program.steps.filter { labels.contains(program.label(of: $0.cell)) }.map(\.index))
    case .cells(let cells, _):
      wantedSteps = Set(program.steps.filter { cells.contains($0.cell) }.map(\.index))
    case .until(let exercise):
      let end = program.exercise(exercise).layout.whole.range.upperBound
      wantedSteps = Set(
        program.steps.filter { step in
          (step.cell.notebook, program.cell(step.cell).fence.range.lowerBound) < (exercise.notebook, end)
        }.map(\.index))
    case .exercises(let exercises):
      wantedSteps = Set(
        program.steps.filter { program.exercise(of: $0.cell).map { exercises.contains($0) } ?? false }.map(\.index))
    case .values(let values):
      wantedSteps = Set(program.steps.filter { $0.outputs.contains { values[$0] != nil } }.map(\.index))
    }
    var statistics: [ValueID: Set<StatisticKey>] = [:]
    func want(_ sources: some Sequence<ScalarSource>) {
      for source in sources {
        if case .statistic(let id, let column, let statistic) = source {
          statistics[id, default: []].insert(StatisticKey(column: column, statistic: statistic))
        }
      }
    }

    let quotes = program.quotes.values.filter { quote in
      switch goal {
      case .everything: return true
      case .cells(_, let spans) where spans.contains(quote.value.span): return true
      case .until:
        // What a title or an abstract sums up may lie below.
        return quote.sources.values.compactMap(program.producer).allSatisfy(wantedSteps.contains)
      case .exercises(let exercises):
        return exercises.contains { id in
          let layout = program.exercise(id).layout
          return layout.opening.file === quote.value.span.file
            && layout.whole.range.contains(quote.value.span.range.lowerBound)
        }
      case .values: return false
      case .labels, .cells: break
      }
      return wantedSteps.contains { step in
        let cell = program.cell(program.steps[step].cell)
        return program.folder.notebooks[program.steps[step].cell.notebook].file === quote.value.span.file
          && cell.body.range.contains(quote.value.span.range.lowerBound)
      }
    }
    for quote in quotes { wantedSteps.formUnion(quote.sources.values.compactMap(program.producer)) }
    // Steps are in order, so one pass from the end reaches every ancestor.
    for index in program.steps.indices.reversed() where wantedSteps.contains(index) {
      let step = program.steps[index]
      wantedSteps.formUnion(step.inputs.compactMap { program.producers[$0] })
      wantedSteps.formUnion(step.quoted.values.compactMap(program.producer))
      if let writer = step.effect.writer { wantedSteps.insert(writer) }
    }
    let order = wantedSteps.sorted()
    for quote in quotes { want(quote.sources.values) }
    for index in order { want(program.steps[index].quoted.values) }

    var needed: [ValueID: Set<String>] = [:]
    if case .values(let values) = goal { needed = values.filter { !$0.value.isEmpty } }
    for (id, keys) in statistics { needed[id, default: []].formUnion(keys.map(\.column)) }
    for index in order.reversed() {
      let step = program.steps[index]
      for (input, use) in step.effect.reads {
        switch use {
        case .some(let columns): needed[input, default: []].formUnion(columns)
        case .all:
          if case .table(let schema)? = program.types[input] { needed[input, default: []].formUnion(schema.names) }
        }
      }
      if let (table, renamed) = step.effect.passesThrough {
        let wanted = step.outputs.reduce(into: Set<String>()) { $0.formUnion(needed[$1] ?? []) }
        guard case .table(let schema)? = program.types[table] else { continue }
        needed[table, default: []].formUnion(
          wanted.map { renamed[$0] ?? $0 }.filter { schema.type(of: $0) != nil })
      }
    }
    var lastUse: [ValueID: Int] = [:]
    for index in order { for input in program.steps[index].inputs { lastUse[input] = index } }
    // What is wanted is never let go.
    if case .values(let values) = goal { for id in values.keys { lastUse[id] = .max } }
    return Plan(
      steps: order, neededColumns: needed,
      statistics: statistics.mapValues { keys in
        keys.sorted { ($0.column, $0.statistic.rawValue) < ($1.column, $1.statistic.rawValue) }
          .map { ($0.column, $0.statistic) }
      }, lastUse: lastUse)
  }
}

private struct StatisticKey: Hashable {
  var column: String
  var statistic: ColumnStatistic
}
