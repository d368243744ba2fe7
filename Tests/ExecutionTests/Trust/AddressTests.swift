import Diagnostics
import Execution
import LabSupport
import Notebooks
import Testing

@testable import Steps

/// Addresses: who may read them, where they may lead on to, and what of them is never shown.
@Suite struct AddressTests {
  private func faults(_ address: String, _ network: Permissions.Network) throws -> [Diagnostic] {
    let cell = "```{lab}\nload \"\(address)\" as x\nshow x limit: 3\n```\n"
    return try Lab(["01-lab.md": cell]).check(permissions: Permissions(network: network)).diagnostics
  }

  @Test func nothingIsFetchedWithoutAWord() throws {
    for address in ["https://example.org/x.csv", "http://127.0.0.1:1/x.csv", "http://[::1]:1/x"] {
      #expect(try faults(address, .refused).map(\.code.name) == ["network-not-allowed"])
      let unasked = try faults(address, .unasked)
      // One word about the address, and none about the table that it would have given.
      #expect(unasked.map(\.code.name) == ["not-fetched"])
      #expect(unasked.allSatisfy { $0.severity == .warning })
    }
    // A port where nobody listens: allowed, it is tried.
    #expect(try faults("http://127.0.0.1:1/x.csv", .allowed).map(\.code.name) == ["download-failed"])
  }

  @Test func credentialsAreNeverShown() throws {
    let secret = "https://me:pass%40word@example.org/x.csv?a=b@c"
    let found = try faults(secret, .allowed)
    #expect(found.map(\.code.name) == ["credentials-in-address"])
    let told = ConsoleWriter(colored: false).write(found)
    #expect(!told.contains("word@"), "\(told)")
    #expect(told.contains("https://**************@example.org/x.csv?a=b@c"))
    #expect(RemoteFile.remember(secret) == "https://example.org/x.csv?a=b@c")

    let lab = try Lab(
      ["01-lab.md": "```{lab}\nload params.data as x\n```\n"], settings: "params:\n  data: none\n")
    let program = lab.check(["data:http://me:pass@127.0.0.1:1/x.csv"])
    #expect(program.diagnostics.map(\.code.name) == ["download-failed"])
    #expect(!"\(program.parameters)\(program.diagnostics)".contains("pass@"))
  }

  @Test func aTextWithoutAnAddressIsLeftAlone() {
    for text in ["a@b.org", "x://y/z@w", "user@host://", "", "://", "://@", "a: //b@c"] {
      #expect(Credentials.masked(text) == text)
      #expect(Credentials.split(text) == nil)
    }
    #expect(Credentials.masked("(s3://k:v@h)") == "(s3://***@h)")
  }

  @Test func addressesOfThisMachineAndItsNetworkAreKnown() {
    for name in [
      "localhost", "127.0.0.1", "127.1", "2130706433", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
      "169.254.169.254", "[::1]",
      "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "intranet", "printer.local", "LOCALHOST.",
      "127.0.0.1.", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.%31", "1.2.3.4.5", "0127.1.1.1", "224.0.0.1",
      "[0:0:0:0:0:0:0:1]", "[::7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1%25eth0]",
    ] {
      #expect(RemoteFile.Host("https://\(name):80/x").isPrivate, "\(name)")
    }
    for name in ["example.org", "example.org.", "8.8.8.8", "172.32.0.1", "[2606:4700::1]", "1.example.org"] {
      #expect(!RemoteFile.Host("http://u:p@\(name)/x").isPrivate, "\(name)")
    }
    let own = RemoteFile.Host("http://localhost/").addresses
    #expect(!own.isEmpty && own.allSatisfy(\.isPrivate), "as the resolver says")
    #expect(RemoteFile.Host("http://8.8.8.8/").addresses == [.init(text: "8.8.8.8", isPrivate: false)])
    #expect(
      RemoteFile.Host("http://[2606:4700::1]/").addresses == [
        .init(text: "[2606:4700:0:0:0:0:0:1]", isPrivate: false)
      ])
  }

  /// What follows a line end would be an order to curl: where to write, what to send.
  @Test func anAddressGivesNoOrders() throws {
    let lab = try Lab(["01-lab.md": "# A\n"])
    let victim = lab.path("victim.txt")
    // As an escape of the language, which gives the line end.
    let address = ["http://127.0.0.1:1/x.csv", "url = http://127.0.0.1:1/x.csv", "output = \(victim)", ""]
    let found = try faults(address.joined(separator: "\\n"), .allowed)
    #expect(found.map(\.code.name) == ["download-failed"])
    #expect(found.first?.notes == ["an address has no spaces, no line ends and no other control characters"])
    #expect(!lab.exists("victim.txt"))
    let config = Curl.config("http://a/\noutput = x", "me:\"\\\r\n\0", [])
    #expect(!config.split { $0.isNewline }.contains { $0.hasPrefix("output") })
    #expect(config.contains("url = \"http://a/\\noutput = x\"\n"))
    #expect(config.contains("user = \"me:\\\"\\\\\\r\\n\"\n"))
  }

  /// Between the look at an address and the connection, a name may be told to be another's.
  @Test func whatWasLookedAtIsConnectedTo() {
    let addresses = [
      RemoteFile.Host.Address(text: "93.184.216.34", isPrivate: false),
      .init(text: "[2606:4700:0:0:0:0:0:1]", isPrivate: false),
    ]
    let host = RemoteFile.Host("https://u:p@Example.org./x.csv?a#b")
    #expect(
      host.pins(addresses) == [
        "example.org:443:93.184.216.34,[2606:4700:0:0:0:0:0:1]",
        "example.org.:443:93.184.216.34,[2606:4700:0:0:0:0:0:1]",
      ])
    #expect(
      RemoteFile.Host("http://example.org:8080").pins(Array(addresses.prefix(1)))[0] == "example.org:8080:93.184.216.34"
    )
    #expect(RemoteFile.Host("http://[2606:4700::1]/x").pins(addresses).isEmpty)
    #expect(RemoteFile.Host("http://nowhere.example/x").pins([]).isEmpty)
    let config = Curl.config("http://example.org/x", nil, ["example.org:80:93.184.216.34"])
    #expect(config.split(separator: "\n").contains("resolve = \"example.org:80:93.184.216.34\""))
  }
}
