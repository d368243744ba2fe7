import Foundation
import Testing

/// A learner's way on the terminal: `new`, `student`, `run`, `status`, `check-answer`, `hint`.
@Suite struct StudentTests {
  private func replace(_ old: String, _ new: String, in path: String, of work: Workspace) throws {
    let text = try work.text(path)
    #expect(text.contains(old), "\(path)")
    try work.write(text.replacing(old, with: new), to: path)
  }

  @Test func aNewLabRunsAndIsSolved() throws {
    let work = try Workspace()
    let made = try work.matinee("new", "lab")
    #expect(made.status == 0 && made.output.contains("matinee run lab"))
    let outcome = try work.matinee("run", "lab", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(work.exists("lab/outputs/index.html"))
    let status = try work.matinee("status", "lab")
    #expect(status.status == 0 && status.output.hasSuffix("5 of 5 solved.\n"), "\(status.output)")
    let again = try work.matinee("new", "lab")
    #expect(again.status == 2 && again.errors.contains("not empty"))
  }

  @Test func theLearnersVersionIsUnsolvedAndRuns() throws {
    let work = try Workspace.withLab()
    let outcome = try work.matinee("run", "mine", "--quiet")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("0 of 5 solved; next: exercise 1, mine/01-look.md:"))
    let page = try work.text("mine/outputs/02-model.html")
    #expect(page.contains("to be filled in"))
    #expect(try work.text("mine/outputs/results.json").contains("\"exr-count\": \"unsolved\""))
    let status = try work.matinee("status", "mine", "--json")
    #expect(status.status == 3)
    #expect(status.output.components(separatedBy: "\"state\": \"unsolved\"").count == 6, "\(status.output)")
  }

  @Test func anAnswerIsJudged() throws {
    let work = try Workspace.withLab()
    let open = try work.matinee("check-answer", "mine")
    #expect(open.status == 3 && open.output.hasPrefix("Exercise 1 (exr-count) is to be filled in"))
    #expect(open.output.contains("matinee hint exr-count mine gives a hint; there are 2."))
    try replace("by: ____", "by: product_id", in: "mine/01-look.md", of: work)
    let wrong = try work.matinee("check-answer", "mine")
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("there must be one row for each customer; what did you count by?"))
    try replace("by: product_id", "by: {customer_id}", in: "mine/01-look.md", of: work)
    let right = try work.matinee("check-answer", "exr-count", "mine")
    #expect(
      right.status == 0 && right.output.hasPrefix("Exercise 1 (exr-count) is solved.\nNext: exercise 2 (exr-middle)"))
    let next = try work.matinee("check-answer", "mine")
    #expect(next.status == 3 && next.output.contains("exr-middle"))
    #expect(try work.matinee("run", "mine", "--until", "exr-count", "--quiet").status == 0)
    let unknown = try work.matinee("check-answer", "exr-cuont", "mine")
    #expect(unknown.status == 2 && unknown.errors.contains("did you mean exr-count"))
  }

  @Test func watchingGoesOnWhenANotebookIsSaved() throws {
    let work = try Workspace.withLab()
    let script = """
      "$1" check-answer exr-count mine --watch > watched &
      pid=$!
      for i in $(seq 100); do grep -q 'to be filled in' watched && break; sleep 0.1; done
      sed -i 's/by: ____/by: product_id/' mine/01-look.md
      for i in $(seq 100); do grep -q 'not right yet' watched && break; sleep 0.1; done
      sed -i 's/by: product_id/by: customer_id/' mine/01-look.md
      for i in $(seq 100); do grep -q 'is solved' watched && break; sleep 0.1; done
      kill $pid 2> /dev/null
      wait $pid
      cat watched
      """
    let outcome = try work.shell(script)
    #expect(outcome.output.contains("is to be filled in") && outcome.output.contains("is not right yet"))
    #expect(outcome.output.contains("Exercise 1 (exr-count) is solved."), "\(outcome.output)")
  }

  @Test func hintsComeOneByOneAndAreRemembered() throws {
    let work = try Workspace.withLab()
    let first = try work.matinee("hint", "exr-count", "mine").output
    #expect(first.contains("Hint 1 of 2") && !first.contains("Hint 2 of 2"))
    let second = try work.matinee("hint", "exr-count", "mine").output
    #expect(second.contains("Hint 1 of 2") && second.contains("Hint 2 of 2"))
    #expect(try work.matinee("hint", "exr-count", "mine").output.contains("That is all there is."))
    #expect(try work.matinee("hint", "exr-middle", "mine").output.contains("There is no hint"))
    let all = try work.matinee("hint", "exr-cut", "mine", "--all").output
    #expect(all.hasPrefix("Hint\n"))
    // What a learner has seen is no change of the folder, and what they have written is.
    #expect(try work.matinee("student", "lab", "--to", "mine", "--quiet").status == 0)
    try replace("by: ____", "by: {product_id}", in: "mine/01-look.md", of: work)
    let refused = try work.matinee("student", "lab", "--to", "mine", "--quiet")
    #expect(refused.status == 1 && refused.errors.contains("error[lab-exists]"))
    #expect(try work.text("mine/01-look.md").contains("{product_id}"))
  }

  @Test func aLeakIsToldAtItsPlaceAndNothingIsWritten() throws {
    let work = try Workspace()
    _ = try work.matinee("new", "lab")
    try replace("The name ends in _id.", "Take `customer_id`.", in: "lab/01-look.md", of: work)
    let outcome = try work.matinee("student", "lab", "--to", "mine", "--quiet")
    #expect(outcome.status == 1 && outcome.errors.contains("error[solution-leaked]"))
    #expect(outcome.errors.contains("--> lab/01-look.md:") && outcome.errors.contains("Nothing was written."))
    #expect(!work.exists("mine"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: work.folder.path).allSatisfy { !$0.contains(".making") })
  }

  @Test func theReadingCopyShowsSolutions() throws {
    let work = try Workspace()
    _ = try work.matinee("new", "lab")
    #expect(try work.matinee("student", "lab", "--to", "copy", "--solutions", "--quiet").status == 0)
    #expect(try work.matinee("run", "copy", "--quiet").status == 0)
    #expect(try work.text("copy/outputs/02-model.html").contains("Model answer"))
    #expect(try work.matinee("run", "lab", "--quiet").status == 0)
    #expect(try !work.text("lab/outputs/02-model.html").contains("Model answer"))
    #expect(try work.matinee("run", "lab", "--quiet", "--solutions").status == 0)
    #expect(try work.text("lab/outputs/02-model.html").contains("Model answer"))
  }

  @Test func aFolderWithoutExercisesIsWrongUsage() throws {
    let work = try Workspace(["01-look.md": loading])
    for arguments in [["status"], ["check-answer"], ["student", "--to", "mine"]] {
      let outcome =
        arguments.count == 1
        ? try work.matinee(arguments[0], "notebooks")
        : try work.matinee(arguments[0], "notebooks", arguments[1], arguments[2])
      #expect(outcome.status == 2 && outcome.errors.contains("there are no exercises in notebooks"), "\(arguments)")
    }
  }

  @Test func theDoctorNamesWhatItLookedFor() throws {
    let work = try Workspace()
    let outcome = try work.matinee("doctor")
    #expect(outcome.status == 0)
    for name in ["ISA-L", "rsvg-convert", "chromium", "fonts", "memory", "disk"] {
      #expect(outcome.output.contains(name))
    }
    // Nothing is found on an empty path, and it says how to get it.
    let poor = try work.shell("PATH= \"$1\" doctor")
    #expect(poor.output.contains("sudo apt install librsvg2-bin"))
    #expect(try work.matinee("doctor", "--json").output.hasPrefix("[\n  {\"name\": \"ISA-L\""))
  }

  @Test func helpTellsOfExercises() throws {
    let work = try Workspace()
    let page = try work.matinee("help", "exercises")
    #expect(page.status == 0)
    for word in ["{answer}", "{choice}", "{number}", "{solution}", "#| hint:", "#| check:"] {
      #expect(page.output.contains(word))
    }
    #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 125 })
  }
}
