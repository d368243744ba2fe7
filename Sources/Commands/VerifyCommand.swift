import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Languages
import Reports

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run the notebooks from nothing and compare every byte with what the outputs hold.",
    discussion: """
      Nothing is taken from the cache and nothing in the outputs is touched: the run writes to a temporary place. Compared \
      are reports, figures, results.json, a deck and a manifest of figures if there are any, and what steps have saved; of \
      gzip files it is the content that counts. Saved data that is not there is told and is no fault, as it is often left \
      out of a repository.

      Exit code 0 when all is the same, 1 when something differs; then it says which step is the first that does, and by \
      how much.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(
    help: ArgumentHelp("The folder that is verified; \"outputs\" beside the notebooks otherwise.", valueName: "out"))
  var outputDir: String?

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var threading: ThreadOptions

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    let place = Verifier()
    defer { place.clean() }
    let program = try parameters.program(folder, outputFolder: place.place)
    let recorded = outputDir ?? program.outputDirectory
    try CommandFaults.unlessSound(program, folder)
    let verifier = place.comparing(with: recorded)
    try CommandFaults.on { try verifier.prepare(program) }

    Interruption.onStop { "Stopped. Nothing was verified." }
    let result = Runner.run(
      program, plan: Planner.plan(program, for: .everything),
      options: .init(threads: threading.threads, monitor: ConsoleMonitor(isQuiet: quiet))
    ).unlessStopped.naming(recorded, insteadOf: verifier.place)
    CommandFaults.report(result.warnings + result.diagnostics)
    let verification = try CommandFaults.on {
      try verifier.write(program, result, version: Matinee.version)
      return try verifier.compare(program, result)
    }
    VerificationText(verification: verification, folder: recorded).show()
    if !verification.isSame || !result.diagnostics.isEmpty {
      throw CommandFailure(status: ExitStatus.notebookFailed)
    }
  }
}

/// What a verification found, for the terminal.
struct VerificationText {
  let verification: Verification
  let folder: String

  func show() {
    let difference = verification.difference
    if verification.isSame {
      print(
        "\(folder) is what the notebooks give: \(CountedNoun.text(verification.sameFiles, "file")) and "
          + "\(CountedNoun.text(difference.common, "value")) are the same.")
    } else {
      print("\(folder) is not what the notebooks give.")
      if verification.versions.old != verification.versions.new {
        print("It was made by matinee \(verification.versions.old); this is \(verification.versions.new).")
      }
      showStep()
      showCounts()
      showFiles()
    }
    if !verification.absentData.isEmpty {
      print("Not there to be compared: \(verification.absentData.joined(separator: ", ")) (saved by a step)")
    }
    if verification.pictures > 0 {
      print("Not compared: \(CountedNoun.text(verification.pictures, "picture")) made of figures by rsvg-convert")
    }
  }

  private func showStep() {
    guard let first = verification.first else {
      print("\nEvery value and every figure is the same.")
      return
    }
    let place = first.step.statement.span
    let names = first.step.outputs.map(\.name).joined(separator: ", ")
    let bound = names.isEmpty ? "" : " as \(names)"
    print("\nThe first step that differs: \(first.step.signature.name)\(bound), \(place.file.path):\(place.start.line)")
    ChangeTable(names: ("outputs", "now"), changes: first.changes, limit: 12).show()
    for figure in first.figures { print("  \(figure) is drawn differently") }
  }

  private func showCounts() {
    let difference = verification.difference
    var words: [String] = []
    if !difference.changes.isEmpty {
      words.append(
        "\(CountedNoun.grouped(difference.changes.count)) of \(CountedNoun.text(difference.common, "value")) differ, most "
          + "\(difference.changes[0].path)\(Self.by(difference.changes[0]))")
    }
    if !difference.removed.isEmpty { words.append("\(CountedNoun.text(difference.removed.count, "value")) gone") }
    if !difference.added.isEmpty { words.append("\(CountedNoun.text(difference.added.count, "value")) new") }
    if !verification.figures.isEmpty {
      words.append(
        "\(CountedNoun.text(verification.figures.count, "figure")) \(verification.figures.count == 1 ? "differs" : "differ")"
      )
    }
    if !words.isEmpty { print("\nIn all: \(words.joined(separator: "; ")).") }
  }

  private static func by(_ change: ResultsDifference.Change) -> String {
    change.relativeWords.isEmpty ? "" : " (\(change.relativeWords))"
  }

  private func showFiles() {
    if verification.files.isEmpty { return }
    print("\nFiles (- outputs, + now):")
    for (path, fault) in verification.files {
      switch fault {
      case .missing: print("  \(path) is missing")
      case .extra: print("  \(path) is no file of these notebooks")
      case .unreadable(let reason): print("  \(path) cannot be read: \(reason)")
      case .differs(let difference):
        print("  \(path), \(difference.place)")
        if !(difference.old + difference.new).isEmpty { print("    - \(difference.old)\n    + \(difference.new)") }
      }
    }
  }
}
