import Diagnostics
import Execution
import Foundation
import Notebooks
import Reports
import Steps

/// A folder of notebooks that exists on disk as long as a test holds it.
public final class Lab: Sendable {
  public let folder: URL

  /// - Parameters:
  ///   - notebooks: texts by file name.
  ///   - settings: `_matinee.yml`.
  ///   - data: texts of other files by name.
  public init(_ notebooks: [String: String], settings: String? = nil, data: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-lab-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in notebooks { try put(name, text) }
    for (name, text) in data { try put(name, text) }
    if let settings { try put("_matinee.yml", settings) }
  }

  /// One notebook of one cell.
  public convenience init(cell: String, data: [String: String] = [:]) throws {
    try self.init(["01-lab.md": "```{lab}\n\(cell)\n```\n"], data: data)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  public func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  public func put(_ name: String, _ text: String) throws { try put(name, Array(text.utf8)) }
  public func put(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }
  public func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }
  public func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Checks the folder with `-P` arguments and parameter files.
  public func check(
    _ arguments: [String] = [], parameterFiles: [String] = [], permissions: Permissions = .unrestricted,
    outputFolder: String? = nil
  ) -> Program {
    let (notebooks, found) = NotebookReader.read(folder: folder.path)
    let (overrides, faults) = ParameterOverrides.read(arguments: arguments, files: parameterFiles, for: notebooks)
    // What a notebook saves lies beside it here, so that it can load it again by the same name.
    return Checker.check(
      notebooks, found: found + faults, overrides: overrides, outputFolder: outputFolder ?? folder.path,
      permissions: permissions)
  }

  /// Checks and runs the folder.
  ///
  /// - Parameters:
  ///   - prunes: whether steps are told which columns somebody reads; otherwise every table has all of its columns.
  public func run(
    _ arguments: [String] = [], goal: Planner.Goal = .everything, threads: Int = 2, prunes: Bool = false,
    monitor: any RunMonitor = SilentMonitor()
  ) -> LabRun {
    let program = check(arguments)
    let recorder = Recorder()
    var spied = program
    for index in spied.steps.indices {
      spied.steps[index].step = spied.steps[index].step.spied(
        outputs: spied.steps[index].outputs, recorder: recorder, prunes: prunes)
    }
    let plan = Planner.plan(spied, for: goal)
    // The runner lets go of columns that nobody reads, as a cache does; a test may want to see them all.
    var kept = plan
    if !prunes {
      for case (let id, .table(let schema)) in program.types { kept.neededColumns[id] = Set(schema.names) }
    }
    let result =
      program.isSound ? Runner.run(spied, plan: kept, options: .init(threads: threads, monitor: monitor)) : RunResult()
    return LabRun(
      program: program, plan: plan, result: result, recorded: recorder.values, needed: recorder.needed,
      report: ReportAssembly.report(spied, result, version: "0.0.0"))
  }
}

/// A monitor that says nothing and never stops a run.
public struct SilentMonitor: RunMonitor {
  public init() {}
  public func started(_ step: ProgramStep, position: Int, count: Int) {}
  public func progressed(_ step: ProgramStep, done: Int, total: Int?, unit: String) {}
  public func finished(_ step: ProgramStep) {}
  public var isCancelled: Bool { false }
}
