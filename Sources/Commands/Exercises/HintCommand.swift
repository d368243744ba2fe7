import ArgumentParser
import Execution
import Notebooks

struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: "Give one more hint for an exercise.",
    discussion: "How many hints you have seen is kept in .matinee/hints of the folder. Nothing is run.")

  @OptionGroup var arguments: ExerciseArguments

  @Flag(help: "Give all hints at once.")
  var all = false

  func run() throws {
    let program = try arguments.program()
    guard let label = arguments.labels.first, arguments.labels.count == 1 else {
      throw ValidationError("name one exercise: matinee hint exr-tail")
    }
    let exercise = program.exercise(try arguments.find(label, in: program).id)
    let hints = exercise.hints.map(\.plainText)
    guard !hints.isEmpty else {
      print("There is no hint for \(label).")
      return
    }
    var memory = HintMemory(folder: program.folder.path)
    let seen = min(memory.revealed(label), hints.count)
    let shown = all ? hints.count : min(seen + 1, hints.count)
    for number in 0..<shown {
      print(hints.count == 1 ? "Hint" : "Hint \(number + 1) of \(hints.count)")
      print("  " + TextLayout.wrapped(hints[number], width: 90, indent: "  ") + "\n")
    }
    if seen == hints.count, !all { print("That is all there is.") }
    guard shown > seen else { return }
    try CommandFaults.on { try memory.reveal(label, shown) }
  }
}
