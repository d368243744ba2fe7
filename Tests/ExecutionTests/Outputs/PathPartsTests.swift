import Testing

@testable import Execution

@Suite struct PathPartsTests {
  private static let cases: [(path: String, prefix: String, name: String, folder: String, folders: [String])] = [
    ("index.html", "", "index.html", ".", []),
    ("made/a/b.csv", "made/a/", "b.csv", "made/a", ["made", "made/a"]),
    ("/out", "/", "out", "/", []),
    ("/srv/me/out", "/srv/me/", "out", "/srv/me", ["/srv", "/srv/me"]),
    ("made/", "made/", "", "made", ["made"]),
    ("表/図.svg", "表/", "図.svg", "表", ["表"]),
    ("a/\u{301}b/c", "a/\u{301}b/", "c", "a/\u{301}b", ["a", "a/\u{301}b"]),
  ]

  @Test(arguments: cases.indices) func aPathIsCutAtItsSlashes(position: Int) {
    let (path, prefix, name, folder, folders) = Self.cases[position]
    let parts = PathParts(path)
    #expect(parts.prefix == prefix && parts.name == name && parts.folder == folder && parts.folders == folders)
    #expect(parts.prefix + parts.name == path)
  }

  /// A slash and a name stand behind it, wherever it lies.
  @Test func theParentTakesASlash() {
    #expect(["out", "/out", "a/out", "/a/out"].map { PathParts($0).parent + "/" } == ["./", "/", "a/", "/a/"])
  }

  @Test func whatLeadsOutIsNotInside() {
    #expect(["a", "a/b", ".hidden", "a/..b", "a/\u{301}b"].allSatisfy(PathParts.isInside))
    #expect(
      !["", "/a", "a/", "a//b", "..", "a/../b", "./a", "../\u{301}b", "a\u{600}/../.."].contains(
        where: PathParts.isInside))
  }
}
