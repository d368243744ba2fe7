// swift-tools-version: 6.2

import PackageDescription

/// Set by Tests/Fuzz/fuzz alone: tells libFuzzer which branches of the program an input takes.
let isFuzzed = Context.environment["MATINEE_FUZZ"] != nil
let watched: [SwiftSetting] = isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])] : []

/// Warnings stop the build, so that none is ever left for later.
let unwatched: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let strict = unwatched + watched

/// Numeric code is useless unoptimised: these targets are optimised in debug builds too, so that `swift test` stays fast.
let numeric: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug))]

let package = Package(
  name: "matinee",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "matinee", targets: ["matinee"]),
    .executable(name: "matinee-server", targets: ["matinee-server"]),
    .library(name: "MachineLearning", targets: ["MachineLearning"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .systemLibrary(
      name: "CDigest", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .target(name: "CKernels"),
    .target(name: "CInflate"),

    .target(name: "CivilCalendar", swiftSettings: numeric),
    .target(name: "RandomStreams", swiftSettings: numeric),
    .target(name: "ElementaryFunctions", swiftSettings: numeric),
    .target(name: "ParallelPieces", dependencies: ["CKernels"], swiftSettings: numeric),
    .target(name: "Languages", swiftSettings: strict),
    .target(name: "WrittenTexts", swiftSettings: numeric),
    .target(name: "JSONText", swiftSettings: numeric),
    .target(name: "Diagnostics", dependencies: ["JSONText"], swiftSettings: strict),
    .target(
      name: "Files",
      dependencies: ["ParallelPieces", "WrittenTexts", "Diagnostics", "CZlib", "CInflate", "CDigest", "CXXHash"],
      swiftSettings: numeric),
    .target(
      name: "Tables",
      dependencies: [
        "CivilCalendar", "RandomStreams", "ElementaryFunctions", "ParallelPieces", "WrittenTexts", "JSONText",
        "Diagnostics", "Files", "CZlib",
      ],
      swiftSettings: numeric),
    .target(
      name: "SampleData", dependencies: ["CivilCalendar", "RandomStreams", "Diagnostics", "Tables"],
      swiftSettings: numeric),
    .target(
      name: "MachineLearning",
      dependencies: ["RandomStreams", "ElementaryFunctions", "ParallelPieces", "WrittenTexts", "CKernels"],
      swiftSettings: numeric),
    .target(
      name: "Plotting",
      dependencies: ["CivilCalendar", "RandomStreams", "ElementaryFunctions", "Languages", "WrittenTexts"],
      swiftSettings: numeric),
    .target(
      name: "Notebooks",
      dependencies: [
        "CivilCalendar", "RandomStreams", "WrittenTexts", "JSONText", "Diagnostics", "CCommonMark",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "CivilCalendar", "Languages", "JSONText", "Diagnostics", "Tables", "Plotting", "Notebooks",
      ],
      resources: [.embedInCode("HTML/Resources")],
      swiftSettings: strict),
    .target(
      name: "Endpoints",
      dependencies: [
        "CivilCalendar", "ParallelPieces", "JSONText", "Files", "Tables", "MachineLearning",
      ],
      swiftSettings: numeric),
    .target(
      name: "Steps",
      dependencies: [
        "Diagnostics", "Files", "Tables", "SampleData", "MachineLearning", "Plotting", "Notebooks", "Reports",
        "Endpoints",
      ],
      swiftSettings: strict),
    .target(name: "Execution", dependencies: ["Steps"], swiftSettings: strict),
    .target(
      name: "Previewing", dependencies: ["Execution"], resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: ["Execution", "Previewing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .executableTarget(name: "matinee", dependencies: ["Commands"], swiftSettings: strict),
    .target(
      name: "Serving",
      dependencies: [
        "Endpoints", "Previewing", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "matinee-server", dependencies: ["Commands", "Serving"], swiftSettings: strict),

    .target(name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "LabSupport", dependencies: ["Execution", "TestSupport"], path: "Tests/LabSupport", swiftSettings: strict),
    .testTarget(name: "CivilCalendarTests", dependencies: ["CivilCalendar"], swiftSettings: strict),
    .testTarget(name: "RandomStreamsTests", dependencies: ["RandomStreams"], swiftSettings: strict),
    .testTarget(
      name: "ElementaryFunctionsTests", dependencies: ["ElementaryFunctions", "RandomStreams"], swiftSettings: strict),
    .testTarget(
      name: "ParallelPiecesTests", dependencies: ["ParallelPieces", "RandomStreams"], swiftSettings: strict),
    .testTarget(name: "JSONTextTests", dependencies: ["JSONText"], swiftSettings: strict),
    .testTarget(name: "LanguagesTests", dependencies: ["Languages"], swiftSettings: strict),
    .testTarget(name: "WrittenTextsTests", dependencies: ["WrittenTexts"], swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "SampleDataTests", dependencies: ["SampleData", "TestSupport"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(name: "MachineLearningTests", dependencies: ["MachineLearning", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PlottingTests", dependencies: ["Plotting", "TestSupport"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "NotebooksTests", dependencies: ["Notebooks", "TestSupport"], exclude: ["Markdown/Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "TestSupport"], exclude: ["Golden"], swiftSettings: strict),
    .testTarget(name: "EndpointsTests", dependencies: ["Endpoints", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "StepsTests", dependencies: ["Execution", "LabSupport", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ExecutionTests", dependencies: ["Execution", "LabSupport", "TestSupport"], exclude: ["Literate"],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewingTests", dependencies: ["Previewing", "LabSupport", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "CommandsTests", dependencies: ["Commands", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "HouseTests", dependencies: ["Commands", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

if isFuzzed {
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "Fuzzer", dependencies: ["CFuzzer", "Execution"], path: "Tests/Fuzz/Fuzzer", swiftSettings: unwatched),
  ]
}
