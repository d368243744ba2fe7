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

  @Test func aCheckNeverUsesTheNetwork() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        #expect(bind(listener, $0, length) == 0)
        #expect(getsockname(listener, $0, &length) == 0)
      }
    }
    #expect(listen(listener, 5) == 0)
    let port = UInt16(bigEndian: address.sin_port)
    func asked() -> Bool {
      var poller = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      return poll(&poller, 1, 0) > 0
    }
    let workspace = try Workspace([
      "01.md": "---\nparams: {data: none}\n---\n" + cell("load \"http://127.0.0.1:\(port)/a.csv\" as a", "show a")
        + cell("load params.data as b")
    ])
    for arguments in [["check", "notebooks"], ["check", "notebooks", "-P", "data:http://127.0.0.1:\(port)/b.csv"]] {
      let outcome = try workspace.shell("\"$1\" \(arguments.joined(separator: " "))")
      #expect(outcome.errors.contains("warning[not-fetched]"))
      #expect(!asked(), "\(arguments)")
    }
    #expect(try workspace.matinee("run", "notebooks", "--quiet").status == 1)
    #expect(!asked())
  }
}
