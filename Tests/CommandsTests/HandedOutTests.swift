import Foundation
import Testing

/// What is missing or changed in a learners' folder does not count as done, and what is sealed is told without being shown.
@Suite struct HandedOutTests {
  private func change(_ path: String, of work: Workspace, _ body: (String) -> String) throws {
    let text = try work.text(path)
    let changed = body(text)
    #expect(changed != text, "\(path)")
    try work.write(changed, to: path)
  }

  /// The first notebook solved, the second deleted.
  private func halved() throws -> Workspace {
    let work = try Workspace.withLab()
    try change("mine/01-look.md", of: work) {
      $0.replacing("by: ____", with: "by: {customer_id}").replacing("- [ ] A few write", with: "- [x] A few write")
    }
    try FileManager.default.removeItem(at: work.folder.appendingPathComponent("mine/02-model.md"))
    return work
  }

  @Test func deletedExercisesAreMissing() throws {
    let work = try halved()
    let status = try work.matinee("status", "mine")
    #expect(status.status == 3)
    #expect(
      status.output.hasSuffix("2 of 5 solved; 3 are missing: exr-cut, exr-gain, exr-enough.\n"), "\(status.output)")
    #expect(
      try work.matinee("status", "mine", "--json").output.contains("\"label\": \"exr-gain\", \"state\": \"missing\""))
    let run = try work.matinee("run", "mine", "--quiet")
    #expect(run.status == 3 && run.errors.contains("2 of 5 solved; 3 are missing"), "\(run.errors)")
    #expect(run.errors.contains("warning[missing-exercise]: of 02-model, exercises are missing"))
    #expect(try work.text("mine/outputs/results.json").contains("\"exr-enough\": \"missing\""))
    #expect(try work.text("mine/outputs/index.html").contains("3 exercises that were handed out are missing"))
    let check = try work.matinee("check", "mine")
    #expect(check.status == 3 && check.errors.contains("3 exercises missing"))
    let answer = try work.matinee("check-answer", "mine")
    #expect(answer.status == 3 && answer.output.contains("3 are missing"))
  }

  @Test func aRelabelledExerciseDoesNotStandForTheOther() throws {
    let work = try halved()
    try change("mine/01-look.md", of: work) { $0.replacing("exercise: exr-count", with: "exercise: exr-mine") }
    let status = try work.matinee("status", "mine")
    #expect(
      status.status == 3 && status.output.contains("1 of 5 solved; 4 are missing: exr-count,"), "\(status.output)")
  }

  /// A learner can edit what the folder says of itself; the instructor's side knows better.
  @Test func theInstructorComparesWithTheSource() throws {
    let work = try halved()
    try change("mine/_matinee.yml", of: work) { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("02-model exr-") }
        .joined(separator: "\n")
    }
    let fooled = try work.matinee("status", "mine")
    #expect(fooled.status == 0 && fooled.output.hasSuffix("2 of 2 solved.\n"))
    let compared = try work.matinee("status", "mine", "--against", "lab")
    #expect(compared.status == 3 && compared.output.contains("2 of 5 solved; 3 are missing"), "\(compared.output)")
    try change("mine/_matinee.yml", of: work) { $0.components(separatedBy: "handed-out:")[0] }
    let lost = try work.matinee("status", "mine")
    #expect(lost.status == 3 && lost.output.contains("how many were handed out is not known"), "\(lost.output)")
    // A copy as it was handed out serves as well as the source.
    #expect(try work.matinee("student", "lab", "--to", "kept", "--quiet").status == 0)
    #expect(try work.matinee("status", "mine", "--against", "kept").output.contains("3 are missing"))
    let nothing = try work.matinee("status", "kept", "--against", "mine")
    #expect(nothing.status == 2 && nothing.errors.contains("does not say which exercises were handed out"))
  }

  @Test func aSealThatIsNotTheOneHandedOutIsNoticed() throws {
    let work = try Workspace.withLab()
    try change("mine/01-look.md", of: work) { text in
      var lines = text.replacing("by: ____", with: "by: {product_id}").split(
        separator: "\n", omittingEmptySubsequences: false)
      lines.firstIndex { $0.hasPrefix("#| sealed: ") }.map { _ = lines.remove(at: $0) }
      return lines.joined(separator: "\n")
    }
    let status = try work.matinee("check-answer", "exr-count", "mine")
    #expect(status.status == 1 && status.output.contains("error[changed-seal]"), "\(status.output)")
    // Whatever the folder's own settings say.
    try change("mine/_matinee.yml", of: work) { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("exr-count") }
        .joined(separator: "\n")
    }
    #expect(try work.matinee("check-answer", "exr-count", "mine").status == 0)
    let compared = try work.matinee("status", "mine", "--against", "lab")
    #expect(compared.status == 1 && compared.output.contains("not right yet: what is sealed in this exercise"))
  }

  @Test func aFaultInASealedCheckSaysWhatToBind() throws {
    let work = try Workspace.withLab()
    try change("mine/01-look.md", of: work) {
      $0.replacing("count reviews by: ____ as customers", with: "count reviews by: {customer_id} as people")
    }
    let sealed = ["expect", "because", "one row for each", ".rows"]
    let commands = [
      ["check-answer", "exr-count", "mine"], ["check", "mine"], ["check", "mine", "--json"],
      ["run", "mine", "--quiet"],
      ["status", "mine"], ["explain", "mine"], ["explain", "mine", "--json"],
    ]
    for arguments in commands {
      let outcome = try work.shell("\"$1\" " + arguments.joined(separator: " ") + " 2>&1")
      for word in sealed { #expect(!outcome.output.contains(word), "\(arguments): \(outcome.output)") }
    }
    let answer = try work.matinee("check-answer", "exr-count", "mine")
    #expect(answer.status == 1 && answer.output.contains("nothing here is called \"customers\""))
    #expect(answer.output.contains("bind customers") && answer.output.contains("by: {customer_id} as people"))
    for (name, data) in try work.files(below: "mine/outputs") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("one row for each"), "\(name)")
    }
  }

  @Test(arguments: ["\"customer_id", "customer_id, product_id", "[customer_id", "(((", "no_such_column", "5 %"])
  func aBlankThatDoesNotParseShowsNoCheck(answer: String) throws {
    let work = try Workspace.withLab()
    try change("mine/01-look.md", of: work) { $0.replacing("by: ____", with: "by: {\(answer)}") }
    for command in ["check", "status", "check-answer", "run"] {
      let outcome = try work.shell("\"$1\" \(command) mine 2>&1")
      #expect(outcome.status == 1, "\(command): \(outcome.output)")
      #expect(!outcome.output.contains("one row for each") && !outcome.output.contains("because"), "\(outcome.output)")
      #expect(!outcome.output.contains("internal-fault"))
    }
  }

  @Test(arguments: [
    ("43.7 %", "write 43.7"), ("43,7", "write 43.7"), ("€ 43.7", "write 43.7"), ("43.7 per cent", "write 43.7"),
    ("４３．７", "write 43.7"), ("1,234,567", "write 1234567"), ("1 234.5", "write 1234.5"),
    ("1,234", "write 1234, or 1.234 with a decimal point"), ("about forty", "write a number such as 42 or 0.5"),
  ])
  func aNumberWithAUnitOrACommaIsOneFault(answer: String, words: String) throws {
    let work = try Workspace.withLab()
    try change("mine/02-model.md", of: work) {
      $0.replacing("____\n```\n\n```{answer}", with: "\(answer)\n```\n\n```{answer}")
    }
    let check = try work.matinee("check", "mine")
    #expect(check.status == 1 && check.errors.contains("error[unreadable-number]"), "\(check.errors)")
    #expect(
      check.errors.components(separatedBy: "error[").count == 2 && check.errors.contains(words), "\(check.errors)")
  }
}
