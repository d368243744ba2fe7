import Notebooks
import Steps

extension Program {
  /// Whether everything that is computed here is computed by another program in the same place, so that its result is this one's: the
  /// same statements in the same cells, with the same values, parameters and exercises. Texts between cells may differ.
  ///
  /// Files that steps read are not looked at. O(bytes of the statements).
  public func computes(sameAs other: Program) -> Bool {
    guard isSound, other.isSound, steps.count == other.steps.count, folder.path == other.folder.path,
      outputDirectory == other.outputDirectory, waits == other.waits, waitingCells == other.waitingCells,
      continued == other.continued, exercises.map(\.id) == other.exercises.map(\.id),
      folder.notebooks.map(\.name) == other.folder.notebooks.map(\.name), parameters.count == other.parameters.count
    else { return false }
    for (own, its) in zip(parameters, other.parameters) {
      guard own.count == its.count,
        zip(own, its).allSatisfy({ $0.name == $1.name && $0.parameter.value == $1.parameter.value })
      else { return false }
    }
    return zip(steps, other.steps).allSatisfy { $0.computes(sameAs: $1) }
  }
}

extension ProgramStep {
  fileprivate func computes(sameAs other: ProgramStep) -> Bool {
    cell == other.cell && identity == other.identity && seed == other.seed && isCheck == other.isCheck
      && inputs == other.inputs && outputs == other.outputs && quoted == other.quoted
      && effect.sources.map(\.resolved) == other.effect.sources.map(\.resolved)
      && effect.writes.map(\.resolved) == other.effect.writes.map(\.resolved)
      && statement.span.file.bytes[statement.span.range] == other.statement.span.file.bytes[other.statement.span.range]
  }
}

extension RunResult {
  /// Whether it has all that a program which computes the same wants to show, and nothing that knows places in the text.
  public func isWhole(for program: Program) -> Bool {
    guard diagnostics.isEmpty, warnings.isEmpty, cellFaults.isEmpty, checkFaults.isEmpty, !isCancelled else {
      return false
    }
    let isSettled = program.steps.allSatisfy { step in
      if outcomes[step.index] != nil || waits[step.index] != nil { return true }
      return false
    }
    // A text may quote what nobody has asked for before.
    return isSettled
      && program.quotes.values.allSatisfy { quote in
        quote.sources.values.allSatisfy { source in
          if case .constant = source { return true }
          return scalars[source] != nil
        }
      }
  }
}
