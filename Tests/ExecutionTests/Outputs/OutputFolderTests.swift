import Diagnostics
import Files
import Foundation
import Testing

@testable import Execution

/// A folder of outputs is of one run, whole, and what is not a run's own stays.
@Suite final class OutputFolderTests {
  private let home: URL

  init() throws {
    home = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-outputs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  private var path: String { home.path + "/outputs" }

  private func folder(_ exchanges: Bool = true) -> OutputFolder {
    var folder = OutputFolder(path: path)
    folder.exchanges = exchanges
    folder.patience = 0.05
    return folder
  }

  private func put(_ text: String, _ name: String) throws {
    let file = home.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Texts of all files below the home, links as "-> target".
  private func all() throws -> [String: String] {
    var found: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: home.path) {
      var status = stat()
      #expect(lstat(home.path + "/" + name, &status) == 0)
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        found[name] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: home.path + "/" + name))
      case S_IFREG where !name.hasSuffix(OutputManifest.name):
        found[name] = try String(contentsOfFile: home.path + "/" + name, encoding: .utf8)
      default: break
      }
    }
    return found
  }

  @discardableResult
  private func commit(
    _ files: [String: String], _ exchanges: Bool = true, role: OutputRole = .report, isFailure: Bool = false
  ) throws -> OutputCommit {
    try folder(exchanges).begin().commit(
      files.map { ($0.key, Array($0.value.utf8)) }, as: role, replacesAll: true, isFailure: isFailure)
  }

  private func fault(_ body: () throws -> Void) -> Diagnostic? {
    do { try body() } catch { return error as? Diagnostic }
    return nil
  }

  @Test(arguments: [true, false]) func whatARunDoesNotMakeAnyMoreIsRemovedAndNothingElse(_ exchanges: Bool) throws {
    try commit(["old.html": "1", "figures/a.svg": "a", "made/old.html": "m", "results.json": "{}"], exchanges)
    try put("mine", "outputs/notes/mine.txt")
    try put("changed by hand", "outputs/figures/b.svg")
    #expect(symlink("../elsewhere", path + "/link") == 0)
    try commit(["new.html": "2", "results.json": "{}"], exchanges)
    #expect(
      try all() == [
        "outputs/new.html": "2", "outputs/results.json": "{}", "outputs/notes/mine.txt": "mine",
        "outputs/figures/b.svg": "changed by hand", "outputs/link": "-> ../elsewhere",
      ])
    #expect(!FileManager.default.fileExists(atPath: path + "/made"))
  }

  @Test(arguments: [true, false]) func aFileThatDoesNotChangeStaysTheVeryFile(_ exchanges: Bool) throws {
    func inode(_ name: String) -> UInt64? { OpenFolder(path)?.entry(name)?.inode }
    try commit(["a.html": "same", "b.html": "1"], exchanges)
    try put("mine", "outputs/mine.txt")
    let (same, mine) = (inode("a.html"), inode("mine.txt"))
    try commit(["a.html": "same", "b.html": "2"], exchanges)
    #expect(inode("a.html") == same)
    #expect(inode("mine.txt") == mine)
  }

  @Test(arguments: [true, false]) func aFileOfSomebodyIsSetAside(_ exchanges: Bool) throws {
    try put("mine", "outputs/index.html")
    try put("older", "outputs/index.before.html")
    let first = try commit(["index.html": "1"], exchanges)
    #expect(first.setAside.map(\.now) == ["index.before-2.html"])
    #expect(try commit(["index.html": "2"], exchanges).setAside.isEmpty, "its own is replaced without a word")
    try put("changed by hand", "outputs/index.html")
    #expect(try commit(["index.html": "3"], exchanges).setAside.count == 1)
    #expect(
      try all() == [
        "outputs/index.html": "3", "outputs/index.before.html": "older", "outputs/index.before-2.html": "mine",
        "outputs/index.before-3.html": "changed by hand",
      ])
  }

  @Test(arguments: [true, false]) func nothingChangesWhenSomethingStandsInTheWay(_ exchanges: Bool) throws {
    try put("precious", "victim/photo.svg")
    for make in [
      { try self.put("in the way", "outputs/figures") }, { try self.put("", "outputs/figures/a.svg/inside") },
      { #expect(symlink("../victim", self.path + "/figures") == 0) },
      { #expect(symlink("../victim/photo.svg", self.path + "/index.html") == 0) },
    ] {
      try commit(["index.html": "1"], exchanges)
      try? FileManager.default.removeItem(atPath: path + "/figures")
      if try all()["outputs/index.html"] == "1" { unlink(path + "/index.html") }
      try make()
      let before = try all()
      let fault = fault { try commit(["index.html": "2", "figures/a.svg": "a"], exchanges) }
      #expect(fault?.code == .outputUnwritable)
      #expect(fault?.notes == ["what \(path) held before is still there, unchanged"])
      #expect(try all() == before)
      try FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func accountsThatSomebodyElseHasWrittenProveNothing() throws {
    try put("precious", "victim.txt")
    try put("precious", "outputs/ja/report.html")
    let digest = try #require(OutputManifest.digest(ofFile: home.path + "/victim.txt"))
    try put(
      """
      report \(digest) ../victim.txt
      report \(digest) /\(home.path)/victim.txt
      report \(digest) ja
      report \(digest) .
      report 00000000000000000000000000000000 ja/report.html
      """, "outputs/" + OutputManifest.name)
    try put("{\"figures\": {\"a\": \"ja\", \"b\": \".\", \"c\": \"../victim.txt\"}}", "outputs/results.json")
    try commit(["index.html": "1"])
    #expect(
      try all() == [
        "victim.txt": "precious", "outputs/ja/report.html": "precious", "outputs/index.html": "1",
        "outputs/results.json": "{\"figures\": {\"a\": \"ja\", \"b\": \".\", \"c\": \"../victim.txt\"}}",
      ])
  }

  /// Two pages whose names look the same are two, and so are two files of somebody.
  @Test(arguments: [true, false]) func namesThatDifferInBytesAloneAreDifferentFiles(_ exchanges: Bool) throws {
    let (one, two) = ("\u{E9}.html", "e\u{301}.html")
    func texts() -> [String?] {
      [one, two].map { name in
        FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
      }
    }
    func commit(_ files: [(String, String)]) throws -> OutputCommit {
      try folder(exchanges).begin().commit(
        files.map { ($0.0, Array($0.1.utf8)) }, as: .report, replacesAll: true, isFailure: false)
    }
    _ = try commit([(one, "first"), (two, "second")])
    #expect(texts() == ["first", "second"])
    _ = try commit([(one, "third"), (two, "second")])
    #expect(texts() == ["third", "second"])
    _ = try commit([(two, "fourth")])
    #expect(texts() == [nil, "fourth"])
    try put("mine", "outputs/" + one)
    #expect(try commit([(two, "fifth")]).setAside.isEmpty)
    #expect(texts() == ["mine", "fifth"])
  }

  @Test(arguments: [true, false]) func aFailureNeverReplacesAGoodReport(_ exchanges: Bool) throws {
    let good = "{\"matinee\": \"1\", \"notebooks\": [{\"file\": \"a.md\", \"state\": \"done\"}]}"
    let bad = "{\"matinee\": \"1\", \"notebooks\": [{\"file\": \"a.md\", \"state\": \"failed\"}]}"
    #expect(try !commit(["results.json": bad, "index.html": "first"], exchanges, isFailure: true).isBesideGood)
    try commit(["results.json": good, "index.html": "good"], exchanges)
    let commit = try commit(["results.json": bad, "index.html": "bad"], exchanges, isFailure: true)
    #expect(commit.isBesideGood && commit.folder == path + "/failed")
    #expect(
      try all() == [
        "outputs/results.json": good, "outputs/index.html": "good", "outputs/failed/results.json": bad,
        "outputs/failed/index.html": "bad",
      ])
    try self.commit(["results.json": good, "index.html": "better"], exchanges)
    #expect(try all() == ["outputs/results.json": good, "outputs/index.html": "better"])
  }

  @Test func whatAKilledRunLeavesIsRemovedAndWhatSomebodyWroteMeanwhileIsNot() throws {
    try commit(["index.html": "1"])
    let inode = try #require(OpenFolder(path)?.own?.inode)
    // Killed before the switch: made by a run, of which nothing is needed but a file of lines that can be gone on with.
    try put("new", "making/index.html")
    try put("{}\n", "making/.rows.jsonl.partial")
    let made = try #require(OpenFolder(home.path + "/making")?.own?.inode)
    try FileManager.default.moveItem(
      atPath: home.path + "/making", toPath: home.path + "/.outputs.999999999-1-\(made).making")
    // Killed after it: the older outputs, into which somebody has written at that moment.
    try put("0", "older/index.html")
    try put(
      "report \(OutputManifest.digest(ofFile: home.path + "/older/index.html") ?? "") index.html\n",
      "older/.matinee-files")
    try put("late", "older/late.txt")
    try FileManager.default.moveItem(
      atPath: home.path + "/older", toPath: home.path + "/.outputs.999999998-1-\(inode).making")
    // A hidden file, and the folder of a version before.
    try put("half", "outputs/.data.csv.999999997-1.tmp")
    try put("half", "outputs/.data.csv.tmp")
    try commit(["index.html": "2"])
    #expect(
      try all() == [
        "outputs/index.html": "2", "outputs/late.txt": "late", "outputs/.rows.jsonl.partial": "{}\n",
        "outputs/.data.csv.tmp": "half",
      ])
  }

  @Test func aKillWhileOlderOutputsAreRemovedBringsNothingBack() throws {
    try commit(["index.html": "1"])
    try put("0", "older/index.html")
    let older = home.path + "/.outputs.999999998-1-1.making"
    try FileManager.default.moveItem(atPath: home.path + "/older", toPath: older)
    // The name is changed before anything is removed; a kill may come when the account is gone and the rest is not.
    let inode = try #require(OpenFolder(older)?.own?.inode)
    let name = try #require(MakingName(".outputs.999999998-1-1.making")?.text(inode: inode))
    #expect(MakingName(name)?.inode == inode)
    #expect(rename(older, home.path + "/" + name) == 0)
    try commit(["index.html": "2"])
    #expect(try all() == ["outputs/index.html": "2"])
  }

  @Test func aLinkWithSuchANameIsNotFollowed() throws {
    try put("precious", "victim/file")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in [".matinee-staging", ".matinee.1-1.making", ".data.1-1.tmp"] {
      #expect(symlink("../victim", path + "/" + name) == 0)
    }
    #expect(symlink("victim", home.path + "/.outputs.1-1-1.making") == 0)
    try commit(["index.html": "1"])
    #expect(try all()["victim/file"] == "precious")
    #expect(try all()["outputs/.matinee-staging"] == "-> ../victim")
  }

  /// Folders with the names of what killed runs leave may come with somebody else's outputs.
  @Test(arguments: ["1-1", "1-1-1"]) func whatKilledRunsLeaveIsNotBroughtThroughALink(_ name: String) throws {
    for around in ["", "outputs/"] {
      try put("precious", "victim/index.html")
      try put("mine", "outputs/notes/mine.txt")
      if access(path + "/x", F_OK) != 0 { #expect(symlink("../victim", path + "/x") == 0) }
      let place = around + (around.isEmpty ? ".outputs.999999999-\(name).making" : ".matinee.999999999-\(name).making")
      try put("hostile", place + "/x/index.html")
      try put("hostile", place + "/x/.rows.jsonl.partial")
      try put("late", place + "/notes/late.txt")
      let made = home.path + "/" + place
      var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
      #expect(utimes(made, &times) == 0)
      try commit(["index.html": "1"])
      let found = try all()
      #expect(found.filter { $0.key.hasPrefix("victim/") } == ["victim/index.html": "precious"])
      #expect(found["outputs/notes/mine.txt"] == "mine")
      try FileManager.default.removeItem(at: home)
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    }
  }

  @Test func anotherThatHoldsTheFolderIsNamed() throws {
    try commit(["index.html": "1"])
    let held = try #require(OpenFolder(path))
    #expect(held.lock())
    let fault = fault { try commit(["index.html": "2"]) }
    #expect(fault?.code == .outputInUse)
    #expect(fault?.notes.last == "what \(path) held before is still there, unchanged")
    if FileManager.default.fileExists(atPath: "/proc/locks") {
      #expect(fault?.notes.first?.hasPrefix("it is process \(getpid()): ") == true, "\(fault?.notes ?? [])")
    }
    #expect(try all() == ["outputs/index.html": "1"])
    held.unlock()
    try commit(["index.html": "2"])
    #expect(try all() == ["outputs/index.html": "2"])
  }

  @Test func twoAtATimeNeverMix() throws {
    let first = try folder().begin()
    let second = try folder().begin()
    #expect(first.place != second.place)
    try first.commit([("a", [1]), ("results.json", [1])], as: .report, replacesAll: true)
    try second.commit([("b", [2]), ("results.json", [2])], as: .report, replacesAll: true)
    #expect(try all() == ["outputs/b": "\u{2}", "outputs/results.json": "\u{2}"])
  }

  @Test func whatIsTakenOverBelongsToTheOutputs() throws {
    let first = try folder().begin()
    try AtomicFile.write("saved", to: first.place + "/data.csv")
    try first.commit([("index.html", [49])], as: .report, replacesAll: true)
    let second = try folder().begin()
    try second.take(["data.csv", "nothing.csv", "../outputs/data.csv"])
    // Another run saves something else meanwhile.
    let third = try folder().begin()
    try AtomicFile.write("other", to: third.place + "/data.csv")
    try third.commit([], as: .report)
    #expect(try all()["outputs/data.csv"] == "other")
    try second.commit([("index.html", [50])], as: .report, replacesAll: true)
    #expect(try all() == ["outputs/index.html": "2", "outputs/data.csv": "saved"])
    try commit(["index.html": "3"])
    #expect(
      try all() == ["outputs/index.html": "3", "outputs/data.csv": "saved"], "data stays until it is saved again")
  }

  @Test func whatIsDiscardedLeavesNothing() throws {
    try commit(["index.html": "1"])
    let generation = try folder().begin()
    try AtomicFile.write("saved", to: generation.place + "/data.csv")
    generation.discard()
    #expect(try all() == ["outputs/index.html": "1"])
  }
}
