import Foundation
import Testing

/// What a person allows a folder on the command line and for good.
@Suite struct PermissionTests {
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(["01.md": cell("load \"../data/rows.csv\" as rows")])
    try workspace.write("a\n1\n", to: "data/rows.csv")
    return workspace
  }

  @Test func aFolderIsAllowedForOneRunAndForGood() throws {
    let workspace = try workspace()
    func matinee(_ words: String) throws -> Workspace.Outcome {
      try workspace.shell("XDG_CONFIG_HOME=\"$PWD/config\" \"$1\" \(words)")
    }
    let refused = try matinee("run notebooks --quiet")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("error[outside-folder]") && refused.errors.contains("--allow-files"))
    #expect(try matinee("run notebooks --quiet --allow-files data").status == 0)
    #expect(try matinee("check notebooks").status == 1)
    #expect(try matinee("allow notebooks --files data").status == 0)
    #expect(try matinee("check notebooks").status == 0)
    #expect(try matinee("allow").output.contains("/data\""))
    #expect(try matinee("allow notebooks --forget").status == 0)
    #expect(try matinee("check notebooks").status == 1)
    #expect(try matinee("allow notebooks --forget").status == 1)
    #expect(try matinee("allow notebooks").status == 2)
    #expect(try matinee("allow --network").status == 2)
    try workspace.write("notebooks: [", to: "config/matinee/allowed.yml")
    #expect(try matinee("check notebooks").errors.contains("allowed.yml:1"))
  }

  @Test func noPageShowsCredentials() throws {
    let secret = "http://me:PASSWORD@127.0.0.1:1/x.csv"
    let text =
      "---\nparams: {data: \"\(secret)\"}\n---\n# A\n\nSee `{lab} params.data`, [it](\(secret)) and <\(secret)>.\n\n"
    for step in [
      "filter reviews where: product_title == params.data as reviews", "load \"\(secret)\" as x",
      "load params.data as x",
    ] {
      let workspace = try Workspace(["01.md": text + loading + cell(step, "show reviews limit: 2")])
      let outcome = try workspace.matinee("run", "notebooks")
      #expect(!(outcome.output + outcome.errors).contains("PASSWORD"))
      for (path, bytes) in try workspace.files(below: ".") where !path.hasPrefix("notebooks/") {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("PASSWORD"), "\(step): \(path)")
      }
    }
  }

  /// Folders beside the notebooks may have come with them: a link there is nobody's word.
  @Test func linksInThePlaceOfOutputsAndCacheLeadNowhere() throws {
    let workspace = try Workspace(["01.md": loading + cell("save reviews to: \"a.csv\"")])
    try workspace.write("precious", to: "victim/index.html")
    try workspace.write("precious", to: "victim/kept/file")
    let before = try workspace.files(below: "victim")
    func isUntouched() throws -> Bool { try workspace.files(below: "victim") == before }
    func link(_ path: String, _ target: String) throws {
      try? FileManager.default.removeItem(at: workspace.folder.appendingPathComponent(".matinee"))
      _ = try workspace.shell("mkdir -p $(dirname \(path)); ln -sfn \"$PWD/\(target)\" \(path)")
    }
    try link("outputs", "victim")
    for command in ["run", "check", "present"] {
      #expect(try workspace.matinee(command, "notebooks").status == 1, "\(command)")
      #expect(try isUntouched(), "\(command)")
    }
    let run = try workspace.matinee("run", "notebooks", "--quiet")
    #expect(run.errors.contains("error[outside-folder]") && run.errors.contains("/victim/a.csv"), "\(run.errors)")
    try workspace.write(loading, to: "notebooks/01.md")
    let bare = try workspace.matinee("run", "notebooks", "--quiet")
    #expect(bare.status == 1 && bare.errors.contains("if it is yours, say so: --output-dir "), "\(bare.errors)")
    #expect(try isUntouched())
    _ = try workspace.shell("rm outputs")
    for place in [
      ".matinee", ".matinee/cache", ".matinee/cache/entries", ".matinee/cache/buffers", ".matinee/cache/runs",
    ] {
      try link(place, "victim/kept")
      let outcome = try workspace.matinee("run", "notebooks")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.contains("there is no cache for this run") && outcome.errors.contains("--cache-dir"), "\(place)")
      #expect(try isUntouched(), "\(place)")
    }
    #expect(try workspace.matinee("run", "notebooks", "--quiet", "--cache-dir", "victim/kept").status == 0)
    #expect(workspace.exists("victim/kept/entries"), "what is typed is followed")
  }

  @Test func aCheckNeverUsesTheNetwork() throws {
    let server = try SilentServer()
    let workspace = try Workspace([
      "01.md": "---\nparams: {data: none}\n---\n" + cell("load \"\(server.address(of: "a.csv"))\" as a", "show a")
        + cell("load params.data as b")
    ])
    for arguments in [["check", "notebooks"], ["check", "notebooks", "-P", "data:\(server.address(of: "b.csv"))"]] {
      let outcome = try workspace.shell("\"$1\" \(arguments.joined(separator: " "))")
      #expect(outcome.errors.contains("warning[not-fetched]"))
      #expect(!server.isAsked, "\(arguments)")
    }
    #expect(try workspace.matinee("run", "notebooks", "--quiet").status == 1)
    #expect(!server.isAsked)
  }
}
