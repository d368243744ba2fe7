import Diagnostics
import Execution
import Foundation
import LabSupport
import Notebooks
import Testing

/// The learners' version: what it has, what it may not have, and when it is not written.
@Suite struct StudentEditionTests {
  @Test func blanksAreOpenAndSolutionsGone() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let first = try text(lab, "01-look.md")
    #expect(first.contains("filter ratings where: count(user) >= ____ as reduced"))
    #expect(first.contains("count ratings by: ____ as users"))
    #expect(first.contains("#| hint: Sort and count.\n"))
    #expect(first.contains("#| gives: [sorted, shares]\n"))
    #expect(!first.contains("descending"))
    // Checks are sealed: what must hold may say what is right.
    #expect(!first.contains("expect reduced") && !first.contains("nothing was cut"))
    #expect(first.contains("#| sealed: "))
    let second = try text(lab, "02-ask.md")
    #expect(!second.contains("[x]") && !second.contains("Well seen") && !second.contains("never the better"))
    #expect(!second.contains("learns next to nothing") && !second.contains("{solution}"))
    #expect(!second.contains("100 * reduced.rows"))
    #expect(second.contains("#| sealed: "))
    #expect(try text(lab, "ratings.csv") == StudentLab.ratings)
    #expect(try text(lab, "_matinee.yml").contains("edition: student\noutput-dir: outputs\n# What was handed out"))
  }

  /// Filled with what the source has between its braces, the learners' version gives the source's results.
  @Test func filledWithTheSourcesValuesItGivesTheSourcesResults() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let (solved, expected) = StudentLab.run(source.folder.path)
    for notebook in solved.folder.notebooks {
      for exercise in notebook.exercises {
        for filling in fillings(exercise, notebook) { try StudentLab.fill(lab, exercise.label.text, filling) }
      }
    }
    let (program, result) = StudentLab.run(lab)
    #expect(program.exerciseStates(result).allSatisfy { $0.state.isPassing })
    #expect(program.steps.map { $0.statement.canonicalText() } == solved.steps.map { $0.statement.canonicalText() })
    #expect(result.rowCounts == expected.rowCounts)
    #expect(result.scalars.count == expected.scalars.count)
    for (source, value) in expected.scalars { #expect(result.scalars[source] == value) }
  }

  private func fillings(_ exercise: Exercise, _ notebook: Notebook) -> [NotebookEdit.Filling] {
    switch exercise.task {
    case .code(let cell): notebook.cells[cell].blanks.enumerated().map { .blank($0.offset, $0.element.content) }
    case .answer: [.answer(exercise.solutionText)]
    case .choice(let question): [.choice(Set(question.choices.indices.filter { question.choices[$0].isRight }))]
    case .number(let question): [.number(question.expectedText)]
    }
  }

  @Test(arguments: [
    (
      "There are `{lab} reduced.rows` ratings.", "It is the share `{lab} 100 * reduced.rows / ratings.rows`.",
      "02-ask.md"
    ),
    ("There are `{lab} reduced.rows` ratings.", "`{lab} reduced.rows / ratings.rows | %` are left.", "02-ask.md"),
    (
      "There are `{lab} reduced.rows` ratings.", "From a single rating one learns next to nothing about somebody.",
      "02-ask.md"
    ),
    ("Two are enough.", "Write 2.", "01-look.md"),
    (
      "Sort and count.",
      "\"Write sort reduced by: [stars: descending] as sorted count sorted by: stars as shares\"",
      "01-look.md"
    ),
  ])
  func whatCanBeReadIsALeak(place: String, leak: String, name: String) throws {
    let source = try StudentLab.source { $0[name] = $0[name]?.replacing(place, with: leak) }
    let faults = refused(source)
    #expect(faults.contains { $0.code == .solutionLeaked }, "\(faults.map(\.message))")
    #expect(!source.exists("student"))
  }

  @Test func aLeakInAnotherFileIsFound() throws {
    let source = try StudentLab.source()
    try source.put("_matinee.yml", "subtitle: |\n  The first one is never the better\n  one of two.\n")
    #expect(refused(source).map(\.code) == [.solutionLeaked])
  }

  /// A translation in a folder of its own, or a draft, has the solutions; outputs stay in the learner's folder.
  @Test func otherNotebooksAndTheirSolutionsStayBehind() throws {
    let source = try StudentLab.source()
    for folder in ["ja", "more"] {
      try FileManager.default.createDirectory(atPath: source.path(folder), withIntermediateDirectories: false)
    }
    for name in ["01-look.md", "02-ask.md", "ratings.csv"] {
      try FileManager.default.copyItem(atPath: source.path(name), toPath: source.path("ja/" + name))
    }
    try source.put("ja/_matinee.yml", "lang: ja\n")
    try source.put("_draft.md", "# Draft\n\n```{lab}\nload {\"ratings.csv\"} as ratings\n```\n")
    try source.put("more/notes.md", "Notes.\n")
    try source.put("_matinee.yml", "output-dir: ../../elsewhere\ntitle: A lab\n")
    let lab = try StudentLab.student(of: source)
    let files = try #require(FileManager.default.enumerator(atPath: lab)).compactMap { $0 as? String }
    #expect(!files.contains("more/notes.md"))
    #expect(!files.contains("_draft.md"))
    #expect(!files.contains { $0.hasPrefix("ja") }, "\(files)")
    let settings = try text(lab, "_matinee.yml")
    #expect(
      settings.contains("title: A lab\n")
        && settings.contains("edition: student\noutput-dir: outputs\n# What was handed out"))
    #expect(!settings.contains("elsewhere"))
  }

  @Test func anUnsolvedSourceIsRefused() throws {
    let source = try StudentLab.source { $0["01-look.md"] = StudentLab.first.replacing("{2}", with: "____") }
    let faults = refused(source)
    #expect(faults.contains { $0.code == .exerciseNotSolved && $0.message.contains("exr-cut") })
    #expect(!source.exists("student"))
  }

  @Test func aSourceThatFailsItsChecksIsRefused() throws {
    let source = try StudentLab.source { $0["01-look.md"] = StudentLab.first.replacing("{2}", with: "{1}") }
    #expect(refused(source).contains { $0.message == "nothing was cut" })
  }

  @Test func anExerciseWithoutABlankWouldStartOutSolved() throws {
    // A cell whose blanks are all of its code's: nothing is left, so nothing would have to be done.
    let source = try StudentLab.source {
      $0["02-ask.md"] = StudentLab.second.replacing("{100 * reduced.rows / ratings.rows}", with: "{}")
    }
    #expect(!refused(source).isEmpty)
  }

  @Test func aStudentsVersionIsNoSource() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let (program, result) = StudentLab.run(lab)
    #expect(throws: Diagnostic.self) {
      try StudentEdition(program, result, edition: .student, to: lab + "-again").write()
    }
  }

  @Test func somebodysWorkIsNeverReplaced() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    // As it was made, it may be made anew.
    #expect(try StudentLab.student(of: source) == lab)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "7"))
    let faults = refused(source)
    #expect(faults.map(\.code) == [.labExists])
    #expect(faults[0].notes == ["changed since it was made: 01-look.md"])
    #expect(try text(lab, "01-look.md").contains("{7}"))
  }

  @Test func aFolderOfSomethingElseIsNeverReplaced() throws {
    let source = try StudentLab.source()
    try FileManager.default.createDirectory(atPath: source.path("student"), withIntermediateDirectories: true)
    try source.put("student/letter.txt", "Dear reader")
    #expect(refused(source).map(\.code) == [.labExists])
    #expect(try source.text("student/letter.txt") == "Dear reader")
  }

  @Test func theReadingCopyHasTheModelAnswers() throws {
    let source = try StudentLab.source()
    let (program, result) = StudentLab.run(source.folder.path)
    try StudentEdition(program, result, edition: .solutions, to: source.path("copy")).write()
    let second = try source.text("copy/02-ask.md")
    #expect(second.contains("#| present: true\nFrom a single rating one learns next to nothing about somebody.\n```\n"))
    #expect(second.contains("[x]"))
    let (copy, run) = StudentLab.run(source.path("copy"))
    #expect(copy.exerciseStates(run).allSatisfy { $0.state.isPassing })
    let report = ReportAssembly.report(copy, run, version: "0")
    #expect(report.pages.flatMap(\.exercises).allSatisfy { $0.showsSolution })
  }

  private func refused(_ source: Lab) -> [Diagnostic] {
    do {
      _ = try StudentLab.student(of: source)
      return []
    } catch let list as DiagnosticList {
      return list.diagnostics
    } catch {
      return [error as? Diagnostic].compactMap { $0 }
    }
  }

  private func text(_ folder: String, _ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }
}
