import Diagnostics
import Execution
import Foundation
import LabSupport
import Notebooks
import Testing

/// What the text of a folder may read and write on the machine of the person who runs it.
@Suite struct ReachTests {
  private let outside = FileManager.default.temporaryDirectory.appendingPathComponent(
    "matinee-outside-\(UUID().uuidString).csv")

  /// The codes of what is said of one step, with the outputs in a folder of their own.
  private func codes(
    _ step: String, _ permissions: Permissions = Permissions(), arguments: [String] = [], linking target: String? = nil,
    settings: String? = nil
  ) throws -> [String] {
    let lab = try Lab(
      ["01-lab.md": "```{lab}\nload \"in.csv\" as rows\n\(step)\n```\n"], settings: settings,
      data: ["in.csv": "a,b\n1,2\n"])
    if let target { try FileManager.default.createSymbolicLink(atPath: lab.path("link"), withDestinationPath: target) }
    let program = lab.check(arguments, permissions: permissions, outputFolder: lab.path("outputs"))
    return program.diagnostics.map(\.code.name)
  }

  @Test(arguments: [
    "load \"/etc/hostname\" as x", "load \"../x.csv\" as x", "load \"a/../../x.csv\" as x",
    "load \"file:///etc/hostname\" as x",
    "load \"in.csv\" as x lookup: \"/etc/hostname\"", "save rows to: \"/etc/x.csv\"", "save rows to: \"../x.csv\"",
    "save rows to: \"a/b/../../../x.csv\"", "load \"link\" as x", "load \"link/hostname\" as x",
    "load \"../x.model\" as m",
    // A slash that is one character with what stands around it.
    "load \"../\u{301}x.csv\" as x", "save rows to: \"../\u{301}x.csv\"", "save rows to: \"a\u{600}/../../x.csv\"",
    "export rows target: a features: [b] to: \"../x.npy\"", "save rows to: \"../01-lab.csv\"",
  ])
  func whatLeavesTheFolderIsRefused(step: String) throws {
    #expect(try codes(step, linking: step.contains("link/") ? "/etc" : "/etc/hostname") == ["outside-folder"])
  }

  /// What is no address was looked for as a file, from a folder "x:" on.
  @Test(arguments: ["x://../../x.csv", "ftp://example.org/x.csv", "HTTP://example.org/x.csv"])
  func onlyAddressesOfTheWebAreFetched(address: String) throws {
    for network in [Permissions.Network.refused, .unasked, .allowed] {
      #expect(try codes("load \"\(address)\" as x", Permissions(network: network)) == ["wrong-value"])
    }
    let settings = "params:\n  data: none\n"
    #expect(try codes("load params.data as x", arguments: ["data:\(address)"], settings: settings) == ["wrong-value"])
  }

  /// In the folder where the command is given, nothing stands in front of a relative path.
  @Test(arguments: ["file:///etc/hostname", "http://127.0.0.1:1/x.csv", "sample:reviews"])
  func aFileAddressNamesAFileWhateverStandsBehindIt(rest: String) {
    let file = SourceFile(path: "a.md", text: "```{lab}\nload \"file://\(rest)\" as x\n```\n")
    let (notebook, found) = Notebook.read(file: file)
    let folder = NotebookFolder(path: ".", settings: FrontMatter(), notebooks: [notebook])
    let program = Checker.check(folder, found: found, permissions: Permissions())
    #expect(program.diagnostics.map(\.code.name) == ["missing-file"])
  }

  @Test func whatLiesInTheFolderIsRead() throws {
    for path in ["in.csv", "./in.csv", "link"] {
      #expect(try codes("load \"\(path)\" as x", linking: "in.csv") == [], "\(path)")
    }
    #expect(try codes("save rows to: \"deep/er.csv\"") == [])
  }

  @Test func aLinkToNothingIsFollowedBeforeItIsWrittenThrough() throws {
    let lab = try Lab(
      ["01-lab.md": "```{lab}\nload \"in.csv\" as rows\nsave rows to: \"new.csv\"\n```\n"], data: ["in.csv": "a\n1\n"])
    try FileManager.default.createDirectory(atPath: lab.path("outputs"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: lab.path("outputs/new.csv"), withDestinationPath: "/nowhere/victim.csv")
    let program = lab.check(permissions: Permissions(), outputFolder: lab.path("outputs"))
    #expect(program.diagnostics.map(\.code.name) == ["outside-folder"])
    #expect(program.diagnostics.first?.primary?.text == "would write /nowhere/victim.csv")
  }

  @Test func whatIsAllowedIsReadAndWritten() throws {
    try "a\n1\n".write(to: outside, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: outside) }
    for allowed in [outside.path, outside.deletingLastPathComponent().path] {
      #expect(try codes("load \"\(outside.path)\" as x", Permissions(files: [allowed])) == [])
    }
    // A name that only begins like what is allowed is something else.
    #expect(
      try codes("load \"\(outside.path)\" as x", Permissions(files: [outside.path + "x"])) == [
        "outside-folder"
      ])
  }

  @Test func whatThePersonTypedIsTheirWord() throws {
    try "a\n1\n".write(to: outside, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: outside) }
    let settings = "params:\n  data: \"\(outside.path)\"\n"
    #expect(try codes("load params.data as x", settings: settings) == ["outside-folder"])
    #expect(try codes("load params.data as x", arguments: ["data:\(outside.path)"], settings: settings) == [])
  }

  @Test(arguments: [
    ("outputs", true), ("out", true), ("../outputs", true), ("../outputs/ja", true), ("../victim", false),
    ("../..", false), ("/etc", false),
    ("link", false),
  ])
  func outputsStayBesideTheNotebooks(place: String, isAllowed: Bool) throws {
    let lab = try Lab(["01-lab.md": "# A\n"], settings: "output-dir: \(place)\n")
    try FileManager.default.createSymbolicLink(atPath: lab.path("link"), withDestinationPath: "/etc")
    let (notebooks, found) = NotebookReader.read(folder: lab.folder.path)
    let program = Checker.check(notebooks, found: found, permissions: Permissions())
    #expect(program.diagnostics.map(\.code.name) == (isAllowed ? [] : ["outside-folder"]))
    // Not even the report about the fault is written there.
    #expect(program.outputDirectory.hasSuffix(isAllowed ? place.replacing("../", with: "") : "outputs"))
  }

  @Test func aFolderInsideAFolderWithSettingsBelongsToIt() throws {
    let lab = try Lab([:], settings: "title: A\n")
    try FileManager.default.createDirectory(atPath: lab.path("ja"), withIntermediateDirectories: true)
    try lab.put("ja/_matinee.yml", "output-dir: ../../outputs/ja\n")
    try lab.put("ja/01.md", "# A\n")
    let (notebooks, found) = NotebookReader.read(folder: lab.path("ja"))
    #expect(Checker.check(notebooks, found: found, permissions: Permissions()).diagnostics == [])
  }

  @Test func aNotebookThatIsALinkToElsewhereIsNotRead() throws {
    let lab = try Lab(["01-lab.md": "# A\n"])
    try FileManager.default.createSymbolicLink(atPath: lab.path("02-secret.md"), withDestinationPath: "/etc/hostname")
    try FileManager.default.createSymbolicLink(atPath: lab.path("_matinee.yml"), withDestinationPath: "/etc/hostname")
    let (notebooks, found) = NotebookReader.read(folder: lab.folder.path)
    #expect(found.map(\.code.name) == ["outside-folder", "outside-folder"])
    #expect(notebooks.notebooks.map(\.name) == ["01-lab"])
    #expect(
      NotebookReader.read(folder: lab.folder.path, permissions: Permissions(files: ["/etc"])).0.notebooks.count == 2)
  }

  @Test func hintsAreNotKeptThroughALink() throws {
    let lab = try Lab(["01-lab.md": "# A\n"])
    try FileManager.default.createDirectory(atPath: lab.path("victim"), withIntermediateDirectories: true)
    try lab.put("victim/hints", "precious")
    try FileManager.default.createSymbolicLink(atPath: lab.path(".matinee"), withDestinationPath: "victim")
    var memory = HintMemory(folder: lab.folder.path)
    #expect(throws: Diagnostic.self) { try memory.reveal("exr-a", 1) }
    #expect(try lab.text("victim/hints") == "precious")
    unlink(lab.path(".matinee"))
    try memory.reveal("exr-a", 2)
    #expect(HintMemory(folder: lab.folder.path).revealed("exr-a") == 2)
  }

  @Test func aPictureFromElsewhereIsNotShown() throws {
    let lab = try Lab(["01-lab.md": "![A](../outside.png) ![B](in.png)\n"])
    try lab.put("in.png", [1, 2, 3])
    try lab.put("../outside-\(getpid()).png", [1, 2, 3])
    defer { try? FileManager.default.removeItem(atPath: lab.path("../outside-\(getpid()).png")) }
    try lab.put("01-lab.md", "![A](../outside-\(getpid()).png) ![B](in.png)\n")
    #expect(Array(ImageFiles.embedded(lab.check(permissions: Permissions())).keys) == ["in.png"])
    #expect(ImageFiles.embedded(lab.check()).count == 2)
  }
}
