import ArgumentParser
import Execution
import JSONText
import Languages

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say for every step whether it would run or be reused, and why; nothing is run.",
    discussion: """
      A result is reused as long as nothing that it depends on has changed: the text of the step, its parameters, its seed, what it \
      takes from other steps, the files it reads, the columns that are read of it, and matinee itself. Prose, captions and \
      labels are not among these.
      """)

  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(help: ArgumentHelp("Where reports are written; \"outputs\" beside the folder otherwise.", valueName: "out"))
  var outputDir: String?

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var caching: CacheOptions

  @Flag(help: "Print it as a JSON array.")
  var json = false

  func run() throws {
    let program = try parameters.program(folder, outputFolder: outputDir)
    guard program.isSound else { throw CommandFaults.unsound(program, folder, "Nothing would be run. ") }
    let explanations = try Explanation.of(
      program, plan: Planner.plan(program, for: .everything), store: caching.store(beside: program.folder.path),
      implementation: BuildIdentity.of(version: Matinee.version))
    if json {
      print(JSON.list(explanations.map { Self.object($0, program) }).encoded(levels: 1))
    } else {
      show(explanations, program)
    }
  }

  private func show(_ explanations: [Explanation], _ program: Program) {
    var file = ""
    for explanation in explanations {
      let place = program.place(of: explanation.step)
      if place.file.path != file {
        if !file.isEmpty { print("") }
        file = place.file.path
        print(file)
      }
      let line = String(place.start.line)
      let margin = String(repeating: " ", count: max(0, 6 - line.count)) + line
      print("\(margin)  \(explanation.isReused ? "reused" : "runs  ")  \(explanation.step.identity)")
      for text in Self.texts(explanation) { print("                  \(text)") }
    }
    let reused = explanations.count { $0.isReused }
    let checks = explanations.count { $0.step.isCheck }
    let stated = CountedNoun.text(explanations.count - checks, "step")
    print("")
    print(
      "\(stated)\(checks == 0 ? "" : " and \(CountedNoun.text(checks, "check"))"): \(CountedNoun.grouped(reused)) would be reused, "
        + "\(CountedNoun.grouped(explanations.count - reused)) would run.")
  }

  /// The reasons in words; of a sealed check, none that would show it.
  private static func texts(_ explanation: Explanation) -> [String] {
    explanation.reasons.map { explanation.step.statement.span.file.isSealed ? "a sealed check" : $0.text }
  }

  private static func object(_ explanation: Explanation, _ program: Program) -> JSON {
    let place = program.place(of: explanation.step)
    let last = explanation.step.statement.span.file.isSealed ? nil : explanation.last
    return [
      "step": .text(explanation.step.identity), "file": .text(place.file.path), "line": .integer(place.start.line),
      "state": explanation.isReused ? "reused" : "runs",
      "reasons": .list(
        zip(explanation.reasons, texts(explanation)).map { ["kind": .text($0.kind), "text": .text($1)] }),
      "last": JSON(last),
    ]
  }
}
