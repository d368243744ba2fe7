import Diagnostics
import Foundation
import Testing

@testable import Notebooks

/// The file in which a person keeps what folders may.
@Suite struct TrustedFoldersTests {
  private func read(_ text: String) throws -> TrustedFolders {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("allowed-\(UUID().uuidString).yml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try TrustedFolders.read(path)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    var folders = TrustedFolders()
    folders.allow(.init(folder: "/a \"b\": ü", files: ["/c, d]", "/e"], network: false))
    folders.allow(.init(folder: "/x", files: [], network: true))
    folders.allow(.init(folder: "/x", files: ["/y"], network: false))
    #expect(try Set(read(folders.text).entries) == Set(folders.entries))
    #expect(folders.permissions(of: "/x/deep") == Permissions(files: ["/y"], network: .allowed))
    #expect(folders.permissions(of: "/xx") == Permissions())
    #expect(folders.forget("/x") && !folders.forget("/x"))
    #expect(folders.permissions(of: "/x") == Permissions())
  }

  @Test func aFileThatSaysSomethingElseAllowsNothing() throws {
    for text in ["/a:\n  filez: [/b]\n", "/a: true\n", "- /a\n", "/a:\n  network: maybe\n"] {
      #expect(throws: DiagnosticList.self) { try read(text) }
    }
    #expect(try TrustedFolders.read("/nowhere/at/all").entries.isEmpty)
  }

  @Test func thePlaceIsThePersonsOwn() {
    #expect(TrustedFolders.path(["HOME": "/h"]) == "/h/.config/matinee/allowed.yml")
    #expect(TrustedFolders.path(["HOME": "/h", "XDG_CONFIG_HOME": "/c"]) == "/c/matinee/allowed.yml")
    #expect(TrustedFolders.path(["HOME": "/h", "XDG_CONFIG_HOME": "relative"]) == "/h/.config/matinee/allowed.yml")
    #expect(TrustedFolders.path([:]) == nil)
  }
}
