import ArgumentParser
import Diagnostics
import Endpoints
import Execution
import Foundation
import Languages
import MachineLearning
import Steps
import Tables

/// `matinee transform`: the step of the same name for whole files, from the command line.
struct TransformCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transform",
    abstract: "Put a whole data set through a model into a file of JSON lines.",
    discussion: """
      --on NAME takes the rows of a table of the notebooks, --data FILE those of a file: .rec as export writes it, or
      \(TableFormat.all.endings("or")), also with .gz, with a column for each feature of the model. --neighbors K writes the K nearest items of every user, \
      with --unseen only of those that the user has not rated in training. \
      The model is computed first, or taken from the cache. The file appears when all of it is there; stopped or killed, the same
      command goes on where it was.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(
    help: ArgumentHelp(
      "The model, by its name in the notebooks or by a file that save wrote (.model).", valueName: "name"))
  var model: String

  @Option(help: ArgumentHelp("The file to write, ending in \(TransformJob.ending).", valueName: "file"))
  var to: String

  @Option(help: ArgumentHelp("A table of the notebooks whose rows are predicted for.", valueName: "name"))
  var on: String?

  @Option(help: ArgumentHelp("A file whose rows are predicted for.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("How many neighbours of every user to write.", valueName: "k"))
  var neighbors: Int?

  @Flag(help: "With --neighbors, leave out what a user has rated in training.")
  var unseen = false

  @Option(help: "The least probability that counts as yes.")
  var threshold = 0.5

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var threading: ThreadOptions

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    guard (0...1).contains(threshold) else { throw ValidationError("--threshold must be between 0 and 1") }
    guard to.hasSuffix(TransformJob.ending) else { throw ValidationError("--to must end in \(TransformJob.ending)") }
    if let neighbors, !(1...100_000).contains(neighbors) {
      throw ValidationError("--neighbors must be between 1 and 100000")
    }
    if unseen, neighbors == nil { throw ValidationError("--unseen belongs to --neighbors K") }
    if [on != nil, data != nil, neighbors != nil].count(where: { $0 }) != 1 {
      throw ValidationError("say what to put through the model: one of --on NAME, --data FILE and --neighbors K")
    }
  }

  func run() throws {
    var saved: Model?
    if SavedFile.isNamed(model) {
      guard case .model(let read) = try CommandFaults.on({ try SavedFile(model).value() }) else {
        throw ValidationError("\(model) holds an embedding, not a model")
      }
      saved = read
      if on == nil { return try write(read, nil, nil) }
    }
    let program = try parameters.program(folder)
    try CommandFaults.unlessSound(program, folder)
    let values = NamedValues(program)
    var wanted: [ValueID: Set<String>] = [:]
    var (source, table): (ValueID?, ValueID?)
    var numbers: NumberingCheck?
    var type = saved?.type
    if saved == nil {
      let found = try values.find(model)
      (source, wanted[found.id]) = (found.id, [])
      if case .model(let own) = found.type { type = own }
    }
    if let on, let type {
      let rows = try values.rows(on, for: type, named: self.model)
      (table, wanted[rows.id], numbers) = (rows.id, rows.columns, rows.numbers)
    }
    let monitor = ConsoleMonitor(isQuiet: quiet)
    let results = try values.compute(wanted, threads: threading.threads, monitor: monitor) {
      caching.open(program, $0, monitor)
    }
    if let source, case .model(let computed)? = results[source] { saved = computed }
    guard let model = saved else { throw CommandFailure(status: ExitStatus.notebookFailed) }
    try write(model, table.flatMap { results[$0]?.table }, numbers)
  }

  private func write(_ model: Model, _ table: Table?, _ numbers: NumberingCheck?) throws {
    let progress = TransferProgress(isQuiet: quiet)
    Interruption.onStop { "Stopped. The same command goes on where it was." }
    do {
      if let table { try numbers?.run(model, table) }
      let job = try job(model, table)
      let written = try job.write(to: to, links: .followed, threads: threading.threads, progress: progress.handler)
      progress.end()
      if let restart = written.restart { Terminal.error("note: \(restart).") }
      var before = ""
      if case .lines(let kept) = written.remains { before = ", \(CountedNoun.grouped(kept)) of them from before" }
      print("\(CountedNoun.text(job.count, "line")) written to \(to)\(before).")
    } catch is Cancelled {
      Interruption.stop()
    } catch let fault as Diagnostic {
      progress.end()
      CommandFaults.report([fault])
      throw CommandFailure(status: ExitStatus.notebookFailed)
    } catch let fault as RequestFault {
      progress.end()
      Terminal.error("error: \(data ?? ""): \(fault.sentence)")
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }

  private func job(_ model: Model, _ table: Table?) throws -> TransformJob {
    if let neighbors {
      guard model.hasNeighbors else {
        throw ValidationError("\(self.model) has no latent vectors of users and items, and so no neighbours")
      }
      return try .neighbors(of: model, count: neighbors, metric: .innerProduct, includesSeen: !unseen)
    }
    if let table { return .scores(of: model, on: table, threshold: threshold) }
    guard let data else { throw ValidationError("there is nothing to put through the model") }
    guard FileManager.default.fileExists(atPath: data) else { throw ValidationError("there is no file \(data)") }
    if data.hasSuffix(".rec") { return try .scores(of: model, records: data, threshold: threshold) }
    return .scores(of: model, on: try DataRows.read(data, for: model, threads: threading.threads), threshold: threshold)
  }
}
