import Testing

/// That paths are cut by their bytes: `split` and `firstIndex` of characters pass over a slash that has an accent behind it.
@Suite struct PathCuttingTests {
  /// Where what is cut at slashes is no path of a file: addresses, scopes, and a table of the system's own.
  private static let others: Set<String> = [
    "Sources/Tables/Storage/Memory/ControlGroups.swift", "Sources/Steps/Reading/RemoteFile.swift",
    "Sources/Previewing/Site/PreviewSite.swift", "Sources/Endpoints/Service/RequestSignature.swift",
    "Sources/Endpoints/Service/ServiceRoute.swift",
  ]

  static func isCut(_ line: Substring) -> Bool {
    [#"split(separator: "/""#, #"ndex(of: "/")"#, #"hasPrefix("/")"#, #"hasSuffix("/")"#].contains { line.contains($0) }
  }

  @Test func noPathIsCutAtACharacter() {
    for source in House.sources where !Self.others.contains(source.path) {
      for (number, line) in source.lines.enumerated() where Self.isCut(line) {
        Issue.record(
          "\(source.path):\(number + 1): cut and compare it with pathNames, pathAndName, isAbsolutePath or droppingSlash of WrittenTexts"
        )
      }
    }
  }

  @Test(arguments: [
    #"path.split(separator: "/").last"#, #"path.lastIndex(of: "/")"#, #"path.hasPrefix("/") ? path : folder"#,
  ])
  func whatCutsAPathIsFound(_ line: String) { #expect(Self.isCut(line[...])) }
}
