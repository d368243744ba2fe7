import Foundation
import Testing

/// Where outputs cannot be written, the run says so before its work, and what was there stays as it was.
@Suite struct UnwritableOutputTests {
  private let notebook = [
    "01.md": "# One\n\n" + loading + cell("#| label: fig-stars", "plot bar reviews x: star_rating")
  ]

  @Test func aFileStandsInThePlaceOfTheFolder() throws {
    let work = try Workspace(notebook)
    try work.write("a file", to: "outputs")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[output-unwritable]"))
    #expect(outcome.errors.contains("--output-dir"))
    #expect(try work.text("outputs") == "a file")
  }

  @Test func aFileStandsInThePlaceOfTheFigures() throws {
    let work = try Workspace(notebook)
    try work.write("a file", to: "outputs/figures")
    try work.write("before", to: "outputs/index.html")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[output-unwritable]"))
    #expect(try work.text("outputs/index.html") == "before", "nothing is replaced when not all can be")
    #expect(try work.files(below: "outputs").keys.sorted() == ["figures", "index.html"])
  }

  @Test(.enabled(if: getuid() != 0, "root writes everywhere")) func aFolderOfSomebodyElse() throws {
    let work = try Workspace(notebook)
    try work.write("before", to: "outputs/index.html")
    let outcome = try work.shell(
      "chmod a-w outputs; \"$1\" run notebooks --quiet; code=$?; chmod u+w outputs; exit $code")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[output-unwritable]"))
    #expect(try work.text("outputs/index.html") == "before")
  }

  /// No file may grow beyond 4 KiB: the write in the middle of a page fails, as on a full disk or with a quota.
  @Test func aWriteThatFailsInTheMiddleLeavesWhatWasThere() throws {
    let work = try Workspace(notebook)
    try work.write("before", to: "outputs/index.html")
    let outcome = try work.shell("trap '' XFSZ; ulimit -f 8; \"$1\" run notebooks --quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error["))
    #expect(outcome.errors.contains("unchanged"))
    #expect(
      try work.files(below: "outputs").mapValues { String(decoding: $0, as: UTF8.self) } == ["index.html": "before"])
  }

  @Test(.enabled(if: TinyDisk.canBeMade, "needs the right to mount a file system")) func aFullDisk() throws {
    let work = try Workspace(notebook)
    let outcome = try work.shell(
      """
      mkdir outputs && mount -t tmpfs -o size=64k tmpfs outputs && echo before > outputs/index.html
      "$1" run notebooks --quiet; code=$?
      ls -A outputs > listing; cp outputs/index.html kept; umount outputs; exit $code
      """)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[disk-full]"))
    #expect(try work.text("listing") == "index.html\n")
    #expect(try work.text("kept") == "before\n")
  }
}

private enum TinyDisk {
  static let canBeMade: Bool = {
    guard getuid() == 0, let work = try? Workspace() else { return false }
    let outcome = try? work.shell("mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && umount disk")
    return outcome?.status == 0
  }()
}
