import Execution
import Files
import Foundation
import Steps

/// Where steps save while notebooks are run for what they give and no outputs are written: a folder that goes with the command.
///
/// The outputs, which are those of one run, stay as they are.
final class PassingSaves {
  let program: Program
  /// nil where steps save to the outputs themselves.
  private let place: String?
  private let home: PrivateFolder

  /// - Parameter reading: the folder, to be checked with a place where steps save to.
  init(_ reading: (String?) -> Program) {
    home = PrivateFolder(temporary: "matinee-saves")
    let read = reading(nil)
    let writes = read.steps.flatMap(\.effect.writes)
    // A path that leads out of the outputs starts at them, and would lead elsewhere from another place.
    guard read.isSound, !writes.isEmpty, OutputFolder(path: read.outputDirectory).holds(writes) else {
      (program, place) = (read, nil)
      return
    }
    let place = home.path + "/outputs"
    (program, self.place) = (reading(place), place)
  }

  deinit { clean() }

  /// Runs a plan. When it is stopped, the farewell is said, and the command ends.
  func run(_ plan: Plan, _ cache: StepCache?, _ monitor: ConsoleMonitor, farewell: String) throws -> RunResult {
    defer { clean() }
    let outputs = program.outputDirectory
    try CommandFaults.on {
      if place != nil, !home.make() { throw OutputFolder.unwritable(home.path, errno) }
      try OutputFolder(path: place ?? outputs).makeFolders(forSavesOf: program)
    }
    let threads = ProcessInfo.processInfo.activeProcessorCount
    Interruption.onStop { farewell }
    let result = Runner.run(program, plan: plan, options: .init(threads: threads, monitor: monitor), cache: cache)
      .unlessStopped
    guard let place else {
      OutputFolder(path: outputs).account(for: program, result)
      return result
    }
    return result.naming(outputs, insteadOf: place)
  }

  private func clean() { home.remove() }
}
