import Execution
import Foundation
import LabSupport
import Notebooks
import Testing

/// A blank is a state: what it is said to be, and what it does to the rest.
@Suite struct ExerciseStateTests {
  @Test func aSourceIsSolved() throws {
    let source = try StudentLab.source()
    let (program, result) = StudentLab.run(source.folder.path)
    #expect(program.diagnostics.isEmpty && result.diagnostics.isEmpty)
    let states = program.exerciseStates(result)
    #expect(
      states.map(\.label) == ["exr-01-look-1", "exr-cut", "exr-steps", "exr-which", "exr-share", "exr-why"])
    #expect(states.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(states.allSatisfy { $0.state.isPassing })
  }

  @Test func aStudentsVersionIsUnsolvedAndTheRestIsRun() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let (program, result) = StudentLab.run(lab)
    #expect(program.isSound && program.learnerFaults.isEmpty && result.diagnostics.isEmpty)
    #expect(program.exerciseStates(result).map(\.state.name) == Array(repeating: "unsolved", count: 6))
    // What needs no exercise has run; what does says which it waits for.
    #expect(program.steps.count { result.outcomes[$0.index] != nil } == 1)
    let waiting = program.waits.sorted { $0.key < $1.key }.map { program.exercise($0.value).label.text }
    #expect(waiting == ["exr-steps", "exr-cut"])
    let report = ReportAssembly.report(program, result, version: "0")
    guard case .waiting(let link) = report.pages[0].cells[3].state else {
      Issue.record("the cell does not wait: \(report.pages[0].cells[3].state)")
      return
    }
    #expect(link.number == 3 && link.notebook == "01-look" && link.anchor == "exr-steps")
  }

  @Test func aRightValuePassesAndTheNextWaitsNoMore() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(
      lab, "exr-steps", .blank(0, "sort reduced by: [stars: descending] as sorted\ncount sorted by: stars as shares"))
    var states = StudentLab.states(lab)
    #expect(states["exr-steps"]?.name == "waiting")
    try StudentLab.fill(lab, "exr-cut", .blank(0, "2"))
    states = StudentLab.states(lab)
    #expect(states["exr-cut"]?.name == "passing")
    #expect(states["exr-steps"]?.name == "passing")
  }

  @Test(arguments: [("100", "nothing is left"), ("0", "nothing was cut")])
  func aWrongValueFailsWithTheWordsOfItsCheck(value: String, words: String) throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, value))
    guard case .failing(let faults)? = StudentLab.states(lab)["exr-cut"] else {
      Issue.record("it does not fail")
      return
    }
    #expect(faults.map(\.message) == [words])
    // At what was filled in, and without the condition.
    #expect(faults[0].primary?.span.text == "{\(value)}")
    #expect(faults[0].help.isEmpty && !faults[0].notes.joined().contains("<"))
  }

  @Test func whatCannotBeCheckedFailsAndStopsNothingElse() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "\"two\""))
    let (program, result) = StudentLab.run(lab)
    #expect(program.isSound && result.diagnostics.isEmpty)
    #expect(program.learnerFaults.count == 1)
    #expect(program.exerciseStates(result)[1].state.isFailing)
    #expect(program.steps.count { result.outcomes[$0.index] != nil } == 1)
    #expect(program.waits.values.map { program.exercise($0).label.text }.contains("exr-cut"))
  }

  @Test func whatFailsInTheRunIsTheExercisesOwn() throws {
    let source = try StudentLab.source {
      $0["01-look.md"] = StudentLab.first.replacing(
        "#| hint: Sort and count.\n", with: "#| hint: Sort and count.\n#| gives: [sorted, shares]\n")
    }
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "2"))
    try StudentLab.fill(
      lab, "exr-steps",
      .blank(0, "expect reduced.rows > 1_000\nsort reduced by: stars as sorted\ncount sorted by: stars as shares"))
    let states = StudentLab.states(lab)
    #expect(states["exr-steps"]?.isFailing == true)
    #expect(states["exr-cut"]?.isPassing == true)
  }

  @Test func aMissingResultIsTold() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "2"))
    try StudentLab.fill(lab, "exr-steps", .blank(0, "sort reduced by: stars as sorted"))
    guard case .failing(let faults)? = StudentLab.states(lab)["exr-steps"] else {
      Issue.record("it does not fail")
      return
    }
    #expect(faults.map(\.code.name) == ["missing-result"])
    #expect(faults[0].message == "nothing here is called \"shares\"")
  }

  @Test func choicesAndNumbersAreJudged() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "2"))
    try StudentLab.fill(lab, "exr-which", .choice([0]))
    try StudentLab.fill(lab, "exr-share", .number("50"))
    try StudentLab.fill(lab, "exr-why", .answer("So that there is something to learn from."))
    var states = StudentLab.states(lab)
    guard case .failing(let choice)? = states["exr-which"], case .failing(let number)? = states["exr-share"] else {
      Issue.record("\(states)")
      return
    }
    #expect(choice.map(\.code.name) == ["wrong-choice"])
    #expect(choice[0].notes == ["The first one is never the better one of two."])
    #expect(number.map(\.code.name) == ["wrong-number"])
    #expect(number[0].message == "Divide by all of them.")
    #expect(states["exr-why"]?.isPassing == true)
    try StudentLab.fill(lab, "exr-which", .choice([1]))
    // Five of six.
    try StudentLab.fill(lab, "exr-share", .number("83"))
    states = StudentLab.states(lab)
    #expect(states["exr-which"]?.isPassing == true)
    #expect(states["exr-share"]?.isPassing == true)
  }

  @Test(arguments: [
    (NumberQuestion.Tolerance.automatic, 42.0, 42.0, true), (.automatic, 42.001, 42, false),
    (.automatic, 0.5012, 0.5001, true), (.automatic, 0.51, 0.5001, false), (.absolute(0.5), 51.5, 51, true),
    (.absolute(0.5), 51.6, 51, false), (.relative(0.01), 101, 100, true), (.relative(0.01), 98.9, 100, false),
    (.automatic, 0, 0, true), (.relative(0.01), -101, -100, true),
  ])
  func nearIsNearEnough(tolerance: NumberQuestion.Tolerance, answer: Double, expected: Double, isRight: Bool) {
    #expect(tolerance.accepts(answer, for: expected) == isRight)
  }

  @Test func aRunUntilAnExerciseStopsThere() throws {
    let source = try StudentLab.source()
    let (notebooks, found) = NotebookReader.read(folder: source.folder.path)
    let program = Checker.check(notebooks, found: found, permissions: .unrestricted)
    let until = Planner.plan(program, for: .until(program.exercises[1].id))
    // load, count, filter, and two checks.
    #expect(until.steps.count == 5)
    let judged = Planner.plan(program, for: .exercises([program.exercises[4].id]))
    #expect(judged.steps.map { program.steps[$0].signature.name } == ["load", "filter"])
  }
}
