import Foundation
import LabSupport
import Testing

@testable import Execution

/// A learners' folder that is made anew: at any moment there is a whole one, and nothing of a learner's is lost.
@Suite struct EditionFolderTests {
  private func put(_ text: String, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  private func hidden(_ lab: Lab) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: lab.folder.path).filter {
      $0.contains("making") || $0.contains("before")
    }
  }

  @Test func reportsNotesAndHintsStayInAFolderThatIsMadeAnew() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try put("A page", lab + "/outputs/index.html")
    try put("My notes", lab + "/outputs/notes/mine.txt")
    try put("exr-cut 2\n", lab + "/.matinee/hints")
    try put("kept", lab + "/.matinee/cache/entries/a")
    try source.put("01-look.md", StudentLab.first.replacing("Sort and count.", with: "Count, and sort."))
    #expect(try StudentLab.student(of: source) == lab)
    #expect(text(lab + "/01-look.md")?.contains("Count, and sort.") == true)
    #expect(text(lab + "/outputs/index.html") == "A page" && text(lab + "/outputs/notes/mine.txt") == "My notes")
    #expect(text(lab + "/.matinee/hints") == "exr-cut 2\n" && text(lab + "/.matinee/cache/entries/a") == "kept")
    #expect(text(lab + "/.matinee/making") == nil)
    #expect(try hidden(source) == [])
  }

  @Test(arguments: ["notes.txt", "more/notes.txt", "checkpoints/notes.txt"])
  func aFileOfTheLearnersIsNeverReplaced(name: String) throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try put("Mine", lab + "/" + name)
    #expect(throws: (any Error).self) { try StudentLab.student(of: source) }
    #expect(text(lab + "/" + name) == "Mine")
  }

  @Test func aFileThatIsGoneIsWorkToo() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try FileManager.default.removeItem(atPath: lab + "/02-ask.md")
    #expect(throws: (any Error).self) { try StudentLab.student(of: source) }
    #expect(text(lab + "/02-ask.md") == nil)
  }

  @Test func whatIsSetAsideIsKeptWhole() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "7"))
    try put("Mine", lab + "/notes.txt")
    let (program, result) = StudentLab.run(source.folder.path)
    let made = try StudentEdition(program, result, edition: .student, to: lab).write(settingAside: true)
    let kept = try #require(made.kept)
    #expect(kept.hasSuffix("student.before-1"))
    #expect(text(kept + "/01-look.md")?.contains("{7}") == true && text(kept + "/notes.txt") == "Mine")
    #expect(text(lab + "/01-look.md")?.contains("{7}") == false && text(lab + "/notes.txt") == nil)
  }

  /// Somebody saves between the look at the folder and its exchange.
  @Test func whatIsSavedInTheLastMomentIsKept() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let (program, result) = StudentLab.run(source.folder.path)
    let made = try StudentEdition(program, result, edition: .student, to: lab).write { _, _ in
      try StudentLab.fill(lab, "exr-cut", .blank(0, "7"))
    }
    let kept = try #require(made.kept)
    #expect(text(kept + "/01-look.md")?.contains("{7}") == true)
    #expect(text(lab + "/01-look.md")?.contains("____") == true)
  }

  /// What runs that were killed leave: one that was made half, one that had changed places, one between two renames.
  @Test func whatWasBegunIsEnded() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    try put("half", source.path(".student.making-0123456789abcdef/01-look.md"))
    try put("", source.path(".student.making-0123456789abcdef/.matinee/making"))
    try put("Mine", source.path(".student.making-fedcba9876543210/outputs/notes.txt"))
    try put("Mine as well", source.path(".student.making-fedcba9876543210/01-look.md"))
    try put("", source.path(".student.making-fedcba9876543210/.matinee/edition"))
    try put("", source.path(".student.making-00000000000000ff/.matinee/.making.1-1.tmp"))
    try StudentLab.student(of: source)
    #expect(text(lab + "/.matinee/.making.1-1.tmp") == nil)
    #expect(try hidden(source) == ["student.before-1"])
    #expect(text(lab + "/outputs/notes.txt") == "Mine")
    #expect(text(source.path("student.before-1/01-look.md")) == "Mine as well")
    try FileManager.default.moveItem(atPath: lab, toPath: source.path(".student.before"))
    #expect(try StudentLab.student(of: source) == lab)
    #expect(text(lab + "/outputs/notes.txt") == "Mine")
  }

  /// A kill while the old folder is taken apart: at each moment what is left of it says what an edition wrote, or is empty.
  @Test(arguments: 0...9)
  func anOldFolderThatIsTakenApartHalfGoes(removed: Int) throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source)
    let left = source.path(".student.making-fedcba9876543210")
    try FileManager.default.copyItem(atPath: lab, toPath: left)
    try put("Mine", left + "/outputs/notes.txt")
    // As `merge` does: what the edition wrote, the list of it last, then folders.
    let own = ["01-look.md", "02-ask.md"].filter { FileManager.default.fileExists(atPath: left + "/" + $0) }
    let rest = EditionManifest.everything(in: left).filter {
      !own.contains($0) && $0 != EditionManifest.path && !$0.hasPrefix("outputs") && $0 != ".matinee"
    }.sorted { $0.count > $1.count }
    let order = own + rest + [EditionManifest.path, ".matinee"]
    for path in order.prefix(removed < 9 ? removed : order.count) {
      try? FileManager.default.removeItem(atPath: left + "/" + path)
    }
    try StudentLab.student(of: source)
    #expect(try hidden(source) == [])
    #expect(text(lab + "/outputs/notes.txt") == "Mine")
    // Nothing but an empty folder, as after a kill between the last removals.
    try FileManager.default.createDirectory(atPath: left + "/outputs", withIntermediateDirectories: true)
    try StudentLab.student(of: source)
    #expect(try hidden(source) == [])
  }
}
