import Diagnostics
import Execution
import Foundation
import Notebooks
import Reports
import SampleData
import Steps
import Tables

/// A monitor that stops a run when its time is over: no step may go on for long without asking.
final class Deadline: RunMonitor {
  private let end: UInt64

  init(milliseconds: Int) { end = Self.now + UInt64(milliseconds) * 1_000_000 }

  /// What the process has computed, not the time of day: another process must not make this one stop earlier.
  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  func started(_ step: ProgramStep, position: Int, count: Int) {}
  func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  func finished(_ step: ProgramStep) {}
  var isCancelled: Bool { Self.now > end }
}

/// Checks a folder as the commands do, runs it for a moment and writes its reports, all to nowhere.
struct FolderRun {
  let program: Program
  private(set) var plan: Plan?
  private(set) var result = RunResult()

  /// - Parameters:
  ///   - folder: its outputs lie beside it. It may reach nothing else.
  ///   - cache: where results come from and go to.
  init(
    _ folder: String, milliseconds: Int = 150, threads: Int = 2, cache: CacheStore? = nil,
    implementation: String = "fuzz",
    overrides: [ParameterOverride] = []
  ) {
    let (notebooks, found) = NotebookReader.read(folder: folder)
    program = Checker.check(
      notebooks, found: found, overrides: overrides, outputFolder: folder + "-outputs", permissions: Permissions())
    FaultCheck.check(program)
    if program.isSound {
      Reached.note("sound folders")
      let plan = Planner.plan(program, for: .everything)
      self.plan = plan
      let store = cache.flatMap { try? StepCache($0, program: program, plan: plan, implementation: implementation) }
      result = Runner.run(
        program, plan: plan, options: .init(threads: threads, monitor: Deadline(milliseconds: milliseconds)),
        cache: store)
      Reached.note("steps run", result.outcomes.count)
      Reached.note("steps reused", result.reused.count)
      FaultCheck.check(result.diagnostics + result.warnings)
      for faults in [result.cellFaults, result.checkFaults] { FaultCheck.check(faults.values.flatMap { $0 }) }
    }
  }

  /// The reports, with solutions and without, and the slides.
  func write() {
    for shows in [false, true] {
      let files = OutputWriter(program: program, version: "fuzz", showsSolutions: shows).files(
        result, goal: .everything)
      for (path, text) in files where path.hasSuffix(".json") {
        require((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil, "\(path) is no JSON")
      }
    }
    let presentation = Presentation(program)
    if !presentation.slides.isEmpty { FaultCheck.check(presentation.deck(result, version: "fuzz").warnings) }
    if program.isSound { FaultCheck.check(program.exerciseStates(result).flatMap(\.faults)) }
  }
}

extension ExerciseStatus {
  fileprivate var faults: [Diagnostic] {
    if case .failing(let faults) = state { return faults }
    return []
  }
}

extension Scratch {
  /// Writes the files of a folder of notebooks that an input names, and removes those of the one before.
  ///
  /// Parts are separated by a byte 0x1E: a notebook, a second one, `_matinee.yml`, a data file.
  func putNotebooks(_ bytes: [UInt8], in folder: String) {
    let parts = bytes.split(separator: 0x1E, maxSplits: 3, omittingEmptySubsequences: false)
    for (position, name) in ["01-first.md", "02-second.md", "_matinee.yml", "own.csv"].enumerated() {
      if position < parts.count, position == 0 || !parts[position].isEmpty {
        put("\(folder)/\(name)", parts[position])
      } else {
        remove("\(folder)/\(name)")
      }
    }
  }

  /// Small tables for notebooks to load, under the names that those of the repository use.
  func putTables(in folder: String) throws {
    try make(folder)
    let header = "user\titem\tstars\n"
    let texts: [String: String] = [
      "plain.tsv": header + "1\t7\t5\n2\t7\t3\n2\t8\t1\n3\t9\t\n", "empty.tsv": "", "header-only.tsv": header,
      "ratings.csv": "user,item,stars\n1,1,5\n1,2,4\n2,1,3\n3,1,5\n3,2,5\n3,3,2\n",
      "spaces.txt": "1 1 2\n1 2 4\n1 3 3.5\n",
      "late.csv": "user,stars\n1,5\n1,5\n2,many\n", "quotes.tsv": "user\ttitle\n1\t\"Quoted\" at the start\n2\t<b>\n",
      "gaps.csv": "user,item,age,stars\n1,1,30,5\n2,1,,4\n1,2,20,3\n3,2,41,\n",
      "movies.csv": "movie,title\n7,Seven\n8,Eight\n",
      "complete.csv": "user,item,age,stars\n1,1,30,5\n2,1,25,4\n1,2,20,3\n3,2,41,2\n", "own.csv": "a,b\n1,2\n",
      "d.csv": "user,item,stars\n1,7,5\n2,7,4\n1,8,3\n3,9,2\n",
      "plain.csv": """
      user,item,stars,price,day,moment,flag,title
      u1,i1,5,0.5,2015-01-01,2015-01-01T10:11:12,true,series-1 part 1
      u2,i1,4,1e308,2016-02-29,2016-02-29T23:59:59,false,"a, ""b"" c"
      u1,i2,,,,,,
      u3,i3,-1,-0.0,1970-01-01,1970-01-01T00:00:00,true,映画
      u3,i1,9223372036854775807,5e-324,9999-12-31,9999-12-31T23:59:59,false,a|b|
      u2,i3,-9223372036854775808,-1e308,0001-01-01,0001-01-01T00:00:00,true,-1

      """,
    ]
    for (name, text) in texts { put("\(folder)/\(name)", text) }
    var reviews: [UInt8] = []
    SampleReviews(rows: 300).write { reviews += $0 }
    put("\(folder)/reviews.tsv", reviews)
  }
}
