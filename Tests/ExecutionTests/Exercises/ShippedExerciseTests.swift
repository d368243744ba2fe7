import Diagnostics
import Foundation
import LabSupport
import Notebooks
import TestSupport
import Testing

@testable import Execution

/// The exercises of the shipped notebooks, as far as it shows without running them. (`.ci/run` runs them, too.)
@Suite struct ShippedExerciseTests {
  private static let folder = SharedData.checkout.appendingPathComponent("notebooks").path

  private func program(_ folder: String) -> Program {
    let (notebooks, found) = NotebookReader.read(folder: folder)
    return Checker.check(notebooks, found: found, permissions: Permissions())
  }

  @Test func thereAreEnoughAndEachHelps() {
    let program = program(Self.folder)
    #expect(program.diagnostics.isEmpty)
    let exercises = program.exercises.map { program.exercise($0.id) }
    #expect(exercises.count >= 14)
    #expect(Set(program.exercises.map(\.id.notebook)).count == program.folder.notebooks.count)
    var kinds: [String: Int] = [:]
    for exercise in exercises {
      #expect(exercise.isNamed, "\(exercise.label.text)")
      #expect(!exercise.hints.isEmpty, "\(exercise.label.text) has no hint")
      switch exercise.task {
      case .code(let cell):
        kinds["code", default: 0] += 1
        let notebook = program.folder.notebooks.first { $0.exercises.contains { $0.label == exercise.label } }
        #expect(notebook?.cells[cell].options.checks.isEmpty == false, "\(exercise.label.text) has no check")
      case .answer:
        kinds["answer", default: 0] += 1
        #expect(!exercise.solutionText.isEmpty, "\(exercise.label.text) has no model answer")
      case .choice(let question):
        kinds["choice", default: 0] += 1
        #expect(question.choices.allSatisfy { !$0.feedback.isEmpty }, "\(exercise.label.text)")
      case .number: kinds["number", default: 0] += 1
      }
    }
    #expect(kinds["code", default: 0] >= 9)
    #expect((2...3).contains(kinds["answer", default: 0]))
    #expect(kinds["choice"] == 1 && kinds["number"] == 1)
  }

  @Test func theyStartOutUnsolvedAndNothingIsLeaked() throws {
    let source = program(Self.folder)
    let lab = try Lab([:])
    var replaced: [[Replacement]] = []
    for (index, notebook) in source.folder.notebooks.enumerated() {
      replaced.append(StudentText(source, notebook: index).replacements)
      try lab.put(notebook.name + ".md", NotebookEdit.applied(replaced[index], to: notebook.file.bytes))
    }
    let settings = try String(contentsOfFile: Self.folder + "/_matinee.yml", encoding: .utf8)
    try lab.put("_matinee.yml", settings + "edition: student\n")
    let student = program(lab.folder.path)
    #expect(student.isSound && student.learnerFaults.isEmpty, "\(student.diagnostics.map(\.message))")
    let states = student.exerciseStates(RunResult())
    #expect(states.count == source.exercises.count)
    for status in states { #expect(status.state.name == "unsolved", "\(status.label)") }
    let leaks = LeakScan.leaks(source, RunResult(), replaced: replaced, others: [])
    #expect(leaks.isEmpty, "\(leaks.map { "\($0.message): \($0.primary?.span.text ?? "")" })")
  }
}
