import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Languages

struct PresentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "present",
    abstract: "Make slides of what the notebooks mark, and files of their figures with a manifest.",
    discussion: """
      A cell with "#| present: true" is a slide, or with "#| present: words" under a headline of its own; so is a heading or a \
      formula with {.present} behind it. Speaker notes are the text around it, or "#| notes: words".

      The deck is one HTML file: arrows and space turn the slides, Home and End, F full screen, S speaker notes, W notes in \
      a window, O all slides; printed, every slide is a page. Figures are written to figures/ as SVG, and as PNG and PDF where \
      rsvg-convert is installed, with manifest.json. Only what is shown is computed.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(
    help: ArgumentHelp("Where the deck is written; \"deck.html\" beside the reports otherwise.", valueName: "file"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Where reports are, and the figures go; \"outputs\" beside the folder otherwise.", valueName: "out"))
  var outputDir: String?

  @Option(
    help: ArgumentHelp(
      "Write the figures of these labels only, and no deck; they need not be marked.", valueName: "label,…"))
  var only: String?

  @Option(help: ArgumentHelp("Files of each figure.", valueName: "svg,png,pdf"))
  var formats = "svg,png,pdf"

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var threading: ThreadOptions

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Neither take results from the cache nor keep them there.")
  var noCache = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    _ = try pictures()
    if let to, !["html", "htm"].contains((to as NSString).pathExtension.lowercased()) {
      throw ValidationError(
        "--to names an HTML file (.html, .htm), and \"\(to)\" is none; to have a PDF, print the deck from a browser: every slide is a page"
      )
    }
    if only != nil, to != nil {
      throw ValidationError("--only writes figures and no deck, so --to has nothing to name")
    }
  }

  func run() throws {
    let reading = try parameters.reading(folder, outputFolder: outputDir)
    let read = reading(nil)
    let output = OutputFolder(path: outputDir ?? read.outputDirectory)
    try CommandFaults.unlessSound(read, folder)
    _ = try presentation(read)
    let prepared = try PreparedOutput(read, in: output, reading: reading)
    let program = prepared.program
    let presentation = try presentation(program)

    let plan = Planner.plan(program, for: presentation.goal)
    let monitor = ConsoleMonitor(isQuiet: quiet, aside: prepared.generation.place)
    let cache = noCache ? nil : caching.open(program, plan, monitor)
    let result = prepared.run(plan, cache, threads: threading.threads, monitor)
    CommandFaults.report(result.warnings + result.diagnostics)
    let written = try CommandFaults.on { try write(presentation, result, prepared) }
    for path in written where !quiet { print(path) }
    if !result.diagnostics.isEmpty { throw CommandFailure(status: ExitStatus.notebookFailed) }
  }

  private func presentation(_ program: Program) throws -> Presentation {
    if let only { return Presentation(program, figures: try LabelList.read(only, option: "--only", program)) }
    let presentation = Presentation(program)
    return try CommandFaults.on {
      if presentation.slides.isEmpty {
        throw Diagnostic(
          .nothingPresented, "no notebook of \(folder) marks anything as a slide",
          help: [
            "write #| present: true below the fence of a cell, or {.present} behind a heading",
            "--only LABEL writes the figure of a cell that is not marked",
          ])
      }
      return presentation
    }
  }

  /// Writes deck, figures and manifest. Returns the paths that are worth telling.
  private func write(
    _ presentation: Presentation, _ result: RunResult, _ prepared: PreparedOutput
  ) throws -> [String] {
    let output = prepared.folder
    let isFailure = !result.diagnostics.isEmpty
    let figures = FigureSet(presentation, result, version: Matinee.version)
    var wanted = try pictures()
    let conversion = FigureConversion()
    if conversion == nil, !wanted.isEmpty, !figures.isEmpty {
      wanted = []
      Terminal.error(
        "note: rsvg-convert is not installed, so figures are SVG only; Debian has it in librsvg2-bin, Homebrew in librsvg"
      )
    }
    var files: [(path: String, bytes: [UInt8])] = []
    for file in figures.files {
      files.append(("figures/" + file.name, file.bytes))
      for format in wanted {
        guard let picture = try conversion?.convert(file.bytes, to: format) else { continue }
        files.append(("figures/" + file.name.dropLast(3) + format.rawValue, picture))
      }
    }
    let formats = ["svg"] + wanted.map(\.rawValue)
    files.append(("figures/manifest.json", Array(figures.manifest(formats: formats).utf8)))
    let deck = only == nil ? presentation.deck(result, version: Matinee.version) : nil
    if let deck {
      CommandFaults.report(deck.warnings)
      if to == nil { files.append((Verifier.deckName, Array(deck.text.utf8))) }
    }
    let commit = try prepared.commit(files, as: .presentation, replacesAll: only == nil, of: result)
    var told = [
      "\(commit.folder)/figures: \(CountedNoun.text(figures.count, "figure")) as \(formats.joined(separator: ", "))"
    ]
    if let deck {
      let place = to.map { deckPlace($0, isFailure: isFailure) }
      if let place { try OutputFolder.write(deck.text, to: place) }
      let slides = CountedNoun.text(presentation.slides.count + 1, "slide")
      told.insert("\(place ?? commit.folder + "/" + Verifier.deckName): \(slides)", at: 0)
      let unwritten = presentation.unwritten
      if !unwritten.isEmpty {
        told.append("not in it, as nothing is written yet: \(unwritten.joined(separator: ", "))")
      }
    }
    if commit.isBesideGood {
      told.append("\(output.path) is as it was, of the last run that did not fail")
    }
    return told
  }

  /// Where a deck goes that a person has named: beside a deck that is there, when something has failed.
  private func deckPlace(_ path: String, isFailure: Bool) -> String {
    guard isFailure, FileManager.default.fileExists(atPath: path) else { return path }
    return (path.hasSuffix(".html") ? String(path.dropLast(5)) : path) + ".failed.html"
  }

  /// The formats that another program makes.
  private func pictures() throws -> [FigureConversion.Format] {
    let names = formats.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    let known = ["svg"] + FigureConversion.Format.allCases.map(\.rawValue)
    for name in names where !known.contains(name) {
      throw ValidationError("figures are written as \(known.joined(separator: ", ")), not as \"\(name)\"")
    }
    return FigureConversion.Format.allCases.filter { names.contains($0.rawValue) }
  }
}
