import Diagnostics
import Execution
import Foundation
import LabSupport
import Notebooks
import Testing

/// What a learner is told of a wrong answer, and whose fault it is.
@Suite struct LearnerFaultTests {
  private func lab(_ first: String, _ change: (String) -> String) throws -> (Program, RunResult) {
    let lab = try Lab(
      ["01-look.md": change(first)], settings: "edition: student\nhanded-out: []\n",
      data: ["ratings.csv": StudentLab.ratings])
    let (program, result) = StudentLab.run(lab.folder.path)
    return (program, result)
  }

  private static let text = """
    ```{lab}
    load "ratings.csv" as ratings
    ```

    ```{lab}
    #| exercise: exr-users
    count ratings by: {user} as users
    ```

    ```{lab}
    show users sort: [user: ascending]
    ```

    There are `{lab} users.user.max` of them.

    """

  @Test func theRightOnePasses() throws {
    let (program, result) = try lab(Self.text) { $0 }
    #expect(program.diagnostics.isEmpty && result.diagnostics.isEmpty)
    #expect(program.exerciseStates(result).map(\.state.name) == ["passing"])
  }

  /// `{item}` counts, and the cell below has no column user: the exercise's own fault, and nothing else stops.
  @Test func aFaultBelowBelongsToTheExercise() throws {
    let (program, result) = try lab(Self.text) { $0.replacing("{user}", with: "{item}") }
    #expect(program.isSound && result.diagnostics.isEmpty, "\(program.diagnostics.map(\.message))")
    let states = program.exerciseStates(result)
    guard case .failing(let faults) = states[0].state else {
      Issue.record("\(states[0].state)")
      return
    }
    #expect(faults.map(\.code) == [.unfitResult])
    #expect(faults[0].message == "the cells below cannot go on with what this gives" && faults[0].help.isEmpty)
    #expect(faults[0].primary?.span.text == "{item}")
    let report = ReportAssembly.report(program, result, version: "0")
    guard case .waiting = report.pages[0].cells[2].state else {
      Issue.record("\(report.pages[0].cells[2].state)")
      return
    }
  }

  @Test func whatFailsInTheRunBelowBelongsToTheExerciseToo() throws {
    let text = Self.text.replacing("show users sort: [user: ascending]", with: "expect users.rows == 3")
      .replacing("There are `{lab} users.user.max` of them.", with: "")
    let (program, result) = try lab(text) { $0.replacing("{user}", with: "{stars}") }
    #expect(result.diagnostics.isEmpty)
    let states = program.exerciseStates(result)
    guard case .failing(let faults) = states[0].state else {
      Issue.record("\(states[0].state)")
      return
    }
    #expect(faults.map(\.code) == [.unfitResult])
  }

  /// A file that a step saves from an exercise is not missing: it waits, as names do.
  @Test func whatASavedFileHoldsWaitsForTheExercise() throws {
    let text = """
      ```{lab}
      load "ratings.csv" as ratings
      index ratings user: user item: item as indexed
      ```

      ```{lab}
      #| exercise: exr-train
      #| gives: [model]
      ____
      ```

      ```{lab}
      save model to: "stars.model"
      ```

      ```{lab}
      load "stars.model" as loaded
      predict loaded on: indexed as guesses
      ```

      """
    let (program, result) = try lab(text) { $0 }
    #expect(program.isSound && result.diagnostics.isEmpty, "\(program.diagnostics.map(\.message))")
    let report = ReportAssembly.report(program, result, version: "0")
    for cell in 2...3 {
      guard case .waiting = report.pages[0].cells[cell].state else {
        Issue.record("\(report.pages[0].cells[cell].state)")
        continue
      }
    }
    #expect(Set(program.waits.values).count == 1)
    // A step that is at fault is told of once, not again where its file is loaded.
    let faulty = try Lab(
      ["01.md": text.replacing("____", with: "train fm on: indexed target: stars factors: 2 epoch: 1 as model")],
      data: ["ratings.csv": StudentLab.ratings]
    ).check()
    #expect(faulty.diagnostics.filter { $0.severity == .error }.map(\.code.name).contains("unknown-option"))
    #expect(!faulty.diagnostics.contains { $0.code.name == "missing-file" })
  }

  /// What is near to the right one is not told the right one.
  @Test(arguments: ["usr", "users", "User", "uesr"])
  func noHelpNamesWhatTheSolutionNames(answer: String) throws {
    let (program, result) = try lab(Self.text) {
      $0.replacing("{user}", with: "{\(answer)}").replacing("show users sort: [user: ascending]", with: "show users")
        .replacing("There are `{lab} users.user.max` of them.", with: "")
    }
    guard case .failing(let faults) = program.exerciseStates(result)[0].state else {
      Issue.record("it does not fail")
      return
    }
    for fault in faults {
      let words =
        fault.help + fault.notes + fault.replacements.map(\.text) + [fault.message, fault.primary?.text ?? ""]
      #expect(!words.contains { $0.contains(/\buser\b/) }, "\(words)")
    }
  }

  /// A learner who forgets the brackets, wherever: one error, whose replacement checks.
  @Test(arguments: [
    ("dedupe ratings by: {user, item} as r", "dedupe ratings by: {[user, item]} as r"),
    ("dedupe ratings by: {user,item} as r", "dedupe ratings by: {[user,item]} as r"),
    ("dedupe ratings {by: user, item} as r", "dedupe ratings {by: [user, item]} as r"),
    ("{dedupe ratings by: user, item as r}", "{dedupe ratings by: [user, item] as r}"),
    ("{\ndedupe ratings by: user, item as r\n}", "{\ndedupe ratings by: [user, item] as r\n}"),
    ("dedupe ratings by: user, item as r", "dedupe ratings by: [user, item] as r"),
    ("dedupe ratings by: [{user, item}] as r", "dedupe ratings by: [{user}, {item}] as r"),
    ("dedupe ratings by: {user,} as r", "dedupe ratings by: {user} as r"),
    ("filter ratings where: stars >= {2,5} as r", "filter ratings where: stars >= {2.5} as r"),
    ("filter ratings where: stars >= {1,234,567} as r", "filter ratings where: stars >= {1234567} as r"),
  ])
  func aForgottenBracketIsOneError(written: String, mended: String) throws {
    let lab = try Lab(cell: "load \"ratings.csv\" as ratings\n\(written)", data: ["ratings.csv": StudentLab.ratings])
    let program = lab.check()
    #expect(program.diagnostics.count == 1, "\(program.diagnostics.map(\.message))")
    let replacements = program.diagnostics[0].replacements
    #expect(replacements.count == 1)
    let file = program.folder.notebooks[0].file
    let text = String(decoding: NotebookEdit.applied(replacements, to: file.bytes), as: UTF8.self)
    #expect(text.contains(mended), "\(text)")
    #expect(try Lab(["01-lab.md": text], data: ["ratings.csv": StudentLab.ratings]).check().diagnostics.isEmpty)
    let balanced = program.diagnostics.flatMap(\.help).allSatisfy { help in
      zip("[{(", "]})").allSatisfy { open, close in help.count { $0 == open } == help.count { $0 == close } }
    }
    #expect(balanced)
  }

  @Test func twoNamesFitInOneBlank() throws {
    let lab = try Lab(
      cell: "load \"ratings.csv\" as ratings\nsplit ratings last-per: user order-by: item as {train, test}\nhead test",
      data: ["ratings.csv": StudentLab.ratings])
    let program = lab.check()
    #expect(program.diagnostics.isEmpty, "\(program.diagnostics.map(\.message))")
    #expect(program.steps[1].outputs.map(\.name) == ["train", "test"])
    #expect(program.folder.notebooks[0].cells[0].blanks.map(\.span.text) == ["{train, test}"])
  }

  @Test func aNumberThatCanBeReadInTwoWaysIsAsked() throws {
    let lab = try Lab(
      cell: "load \"ratings.csv\" as ratings\nfilter ratings where: stars >= {1,234} as r",
      data: ["ratings.csv": StudentLab.ratings])
    let fault = try #require(lab.check().diagnostics.first)
    #expect(fault.replacements.isEmpty && fault.help == ["write 1234, or 1.234 with a decimal point"])
  }
}
