import ArgumentParser
import Previewing

/// `matinee preview`: becomes the program matinee-server, which is the only one that can serve.
struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show a folder in the browser while it is written: what is saved is seen at once.",
    discussion: """
      Only what an edit changes is run again. Blanks, answers and choices of exercises can be filled in on the page; they are
      written into the notebooks, and nowhere else. Only this machine can open the page, at the address that is printed.
      Ctrl-C ends it.
      """)

  @OptionGroup var options: PreviewOptions

  func run() throws {
    throw try ServerProgram.takeOver(for: "matinee preview")
  }
}
