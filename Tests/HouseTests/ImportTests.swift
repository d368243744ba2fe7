import Testing

/// Which module may import which: the table of the design. The compiler does not hold it, as a module that was built for
/// another target is visible to all.
@Suite struct ImportTests {
  /// What every module may use: the language's own.
  private static let free: Set<String> = [
    "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Swift", "Glibc", "Musl", "Darwin",
  ]
  private static let base: Set<String> = [
    "CivilCalendar", "RandomStreams", "ElementaryFunctions", "ParallelPieces", "Languages", "WrittenTexts", "JSONText",
    "Diagnostics", "Files", "Tables", "MachineLearning", "Plotting", "Notebooks", "Reports",
  ]
  private static let allowed: [String: Set<String>] = [
    "CivilCalendar": [],
    "RandomStreams": [],
    "ElementaryFunctions": [],
    "ParallelPieces": ["CKernels"],
    "Languages": [],
    "WrittenTexts": [],
    "JSONText": [],
    "Diagnostics": ["JSONText"],
    "MachineLearning": ["RandomStreams", "ElementaryFunctions", "ParallelPieces", "WrittenTexts", "CKernels"],
    "Plotting": ["CivilCalendar", "RandomStreams", "ElementaryFunctions", "Languages", "WrittenTexts"],
    "Files": ["ParallelPieces", "WrittenTexts", "Diagnostics", "CZlib", "CInflate", "CDigest", "CXXHash"],
    "Tables": [
      "CivilCalendar", "RandomStreams", "ElementaryFunctions", "ParallelPieces", "WrittenTexts", "JSONText",
      "Diagnostics", "Files", "CZlib",
    ],
    "SampleData": ["CivilCalendar", "RandomStreams", "Diagnostics", "Tables"],
    "Notebooks": ["CivilCalendar", "RandomStreams", "WrittenTexts", "JSONText", "Diagnostics", "CCommonMark", "Yams"],
    "Reports": ["CivilCalendar", "Languages", "JSONText", "Diagnostics", "Tables", "Plotting", "Notebooks"],
    "Endpoints": ["CivilCalendar", "ParallelPieces", "JSONText", "Files", "Tables", "MachineLearning"],
    "Steps": base.union(["SampleData", "Endpoints"]),
    "Execution": base.union(["Endpoints", "Steps"]),
    // What a preview does, but for the network: it can be tested without.
    "Previewing": base.union(["Steps", "Execution"]),
    "Commands": base.union(["SampleData", "Endpoints", "Steps", "Execution", "Previewing", "ArgumentParser"]),
    "matinee": ["Commands"],
    "Serving": [
      "Diagnostics", "Endpoints", "Previewing", "Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging", "NIOCore",
      "NIOHTTP1", "ServiceLifecycle",
    ],
    "matinee-server": ["Commands", "Serving"],
    // C headers and module maps.
    "CZlib": [], "CInflate": [], "CCommonMark": [], "CDigest": [], "CKernels": [], "CXXHash": [],
  ]

  @Test func everyFileImportsOnlyWhatItsTargetMay() {
    for source in House.sources {
      guard let allowed = Self.allowed[source.target] else {
        Issue.record("\(source.path): the table of imports does not know the target \(source.target)")
        continue
      }
      for (module, line) in source.imports where !allowed.contains(module) && !Self.free.contains(module) {
        Issue.record("\(source.path):\(line): \(source.target) may not import \(module)")
      }
    }
    #expect(House.sources.count > 200)
  }

  @Test func numericCodeIsFreeOfFoundation() {
    // Its dates, numbers and texts differ between platforms and versions; outputs must not.
    let numeric = ["RandomStreams", "ElementaryFunctions", "ParallelPieces", "MachineLearning", "Plotting"]
    for source in House.sources where numeric.contains(source.target) {
      #expect(!source.imports.contains { $0.module == "Foundation" }, "\(source.path)")
    }
  }

  @Test func importsAreFoundWhateverStandsBeforeThem() {
    let source = Source(
      path: "Sources/A/a.swift",
      text:
        "import A\n@testable import B\npublic import struct C.D\n// import E\n@_spi(X) import F.G\nlet importF = 1\n")
    #expect(source.imports.map(\.module) == ["A", "B", "C", "F"])
    #expect(source.imports.map(\.line) == [1, 2, 3, 5])
  }
}
