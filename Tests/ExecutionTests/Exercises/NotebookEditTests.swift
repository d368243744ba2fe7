import Diagnostics
import Execution
import Files
import Foundation
import LabSupport
import Notebooks
import Testing

/// Writing into notebooks: at the place, nowhere else, and never over what somebody else wrote.
@Suite struct NotebookEditTests {
  private let lab: Lab

  init() throws { lab = try Lab(["01-lab.md": Self.text]) }

  private static let text = """
    # Lab

    ```{lab}
    filter ratings where: stars >= ____ and item > {3} as liked
    ```

    - In a list:

      ```{answer}
      #| question: Why?
      ```

    ```{choice}
    #| question: Which?
    - [ ] One
    - [x] Two
    ```

    """

  private func read() -> Notebook {
    let (folder, _) = NotebookReader.read(folder: lab.folder.path)
    return folder.notebooks[0]
  }

  private func fill(_ index: Int, _ filling: NotebookEdit.Filling) throws -> String {
    let notebook = read()
    try StudentLab.fill(notebook, NotebookEdit.replacements(filling, notebook.exercises[index], in: notebook))
    return try lab.text("01-lab.md")
  }

  @Test func onlyThePlaceChanges() throws {
    #expect(try fill(0, .blank(0, " 4 ")) == Self.text.replacing("____", with: "{4}"))
    // It can be found and changed again, and opened.
    #expect(try fill(0, .blank(0, "5")) == Self.text.replacing("____", with: "{5}"))
    #expect(try fill(0, .blank(1, "")) == Self.text.replacing("____", with: "{5}").replacing("{3}", with: "____"))
  }

  @Test func anAnswerThatBeginsLikeAnOptionIsNone() throws {
    _ = try fill(1, .answer("#| label: mine\nIs an option."))
    let exercise = read().exercises[1]
    guard case .answer(let answer) = exercise.task else { return }
    #expect(answer.text.hasSuffix("#| label: mine\nIs an option."))
    #expect(!exercise.isNamed && !exercise.question.isEmpty)
    // Also when it is written again as the page has it.
    _ = try fill(1, .answer(answer.text))
    guard case .answer(let again) = read().exercises[1].task else { return }
    #expect(again.text == answer.text)
  }

  @Test func anAnswerKeepsThePlaceInItsList() throws {
    let text = try fill(1, .answer("One.\n\nTwo.\n\n"))
    #expect(text == Self.text.replacing("Why?\n", with: "Why?\n  One.\n\n  Two.\n"))
    guard case .answer(let answer) = read().exercises[1].task else { return }
    #expect(answer.text == "One.\n\nTwo.")
  }

  @Test func aFenceInAnAnswerMakesTheFenceLonger() throws {
    _ = try fill(1, .answer("See:\n```\ncode\n```\nThat is all."))
    let notebook = read()
    guard case .answer(let answer) = notebook.exercises[1].task else { return }
    #expect(answer.text == "See:\n```\ncode\n```\nThat is all.")
    #expect(notebook.exercises.count == 3)
  }

  @Test func marksAreMoved() throws {
    #expect(
      try fill(2, .choice([0])) == Self.text.replacing("[ ] One", with: "[x] One").replacing("[x] Two", with: "[ ] Two")
    )
  }

  @Test func nothingIsWrittenOverAnothersWork() throws {
    let notebook = read()
    let mine = try NotebookEdit.replacements(.blank(0, "4"), notebook.exercises[0], in: notebook)
    let theirs = Self.text.replacing("# Lab", with: "# My lab")
    try lab.put("01-lab.md", theirs)
    let file = notebook.file
    let outcome = try FileExchange.replace(
      file.path, holding: file.bytes, with: NotebookEdit.applied(mine, to: file.bytes))
    #expect(outcome == .changed(now: Array(theirs.utf8)))
    #expect(try lab.text("01-lab.md") == theirs)
    #expect(try FileManager.default.contentsOfDirectory(atPath: lab.folder.path) == ["01-lab.md"])
  }

  @Test(arguments: [
    (0, NotebookEdit.Filling.blank(9, "1")), (0, .blank(0, "1} {2")), (0, .answer("No.")), (1, .number("1")),
    (2, .choice([7])),
  ])
  func whatDoesNotFitIsRefused(index: Int, filling: NotebookEdit.Filling) throws {
    do {
      _ = try fill(index, filling)
      Issue.record("it was written")
    } catch let fault as Diagnostic {
      #expect(fault.code == .unfitAnswer)
    }
    #expect(try lab.text("01-lab.md") == Self.text)
  }
}
