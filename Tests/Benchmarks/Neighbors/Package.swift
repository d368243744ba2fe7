// swift-tools-version: 6.2

import PackageDescription

/// Times the library's searches for `bench_neighbors.py`; a package of its own, so that nobody who builds Matinee builds it.
let package = Package(
  name: "Neighbors",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "matinee", path: "../../..")],
  targets: [
    .executableTarget(name: "Neighbors", dependencies: [.product(name: "MachineLearning", package: "matinee")])
  ],
  swiftLanguageModes: [.v6]
)
