import Testing

/// What files are called, how long they are and what they may not hold.
@Suite struct FileTests {
  @Test func filesAreSmallAndHoldOneThing() {
    for source in House.sources + House.tests {
      #expect(source.lineCount < 600, "\(source.path) has \(source.lineCount) lines")
    }
    let sizes = House.sources.map(\.lineCount).sorted()
    let median = sizes[sizes.count / 2]
    let ninth = sizes[sizes.count * 9 / 10]
    print("\(sizes.count) source files: median \(median) lines, nine in ten up to \(ninth), longest \(sizes.last ?? 0)")
    #expect(median <= 170)
    #expect(ninth <= 300)
  }

  @Test func nothingIsCalledAfterADrawer() {
    let drawers = ["util", "utils", "utilities", "helper", "helpers", "common", "manager", "misc"]
    for path in House.paths(under: "Sources") + House.paths(under: "Tests") {
      for part in path.split(separator: "/") {
        let words = part.split(separator: ".").first.map { Self.words(String($0)) } ?? []
        #expect(words.allSatisfy { !drawers.contains($0) }, "\(path)")
      }
    }
  }

  /// `CellOptionsReader` as cell, options, reader. CommonMark is the name of a format.
  private static func words(_ name: String) -> [String] {
    name.replacing("CommonMark", with: "Commonmark").replacing(/([a-z0-9])([A-Z])/) { "\($0.1) \($0.2)" }
      .lowercased().split { !$0.isLetter }.map(String.init)
  }

  /// Places where a trap is meant, each with its reason; nothing that input can reach.
  private static let traps: [String: Int] = [
    // The system has no memory left: nothing can be told.
    "Sources/Tables/Storage/Memory/GrowingMemory.swift": 1,
    // Invariants: the callers have made the pieces of one type.
    "Sources/Tables/Reading/Columns/ColumnAssembler.swift": 1,
    "Sources/Tables/Rows/Concatenation.swift": 1,
  ]

  @Test func nothingTrapsThatInputCanReach() {
    for source in House.sources {
      var found: [Int] = []
      for (number, line) in source.codeLines.enumerated() {
        if line.contains("try!") || line.contains("as!") || line.contains("fatalError(")
          || line.contains("preconditionFailure(") || line.contains("assertionFailure(") || Self.unwraps(line)
        {
          found.append(number + 1)
        }
      }
      #expect(
        found.count == Self.traps[source.path] ?? 0,
        "\(source.path): lines \(found); \(Self.traps[source.path] ?? 0) are allowed")
    }
  }

  /// Whether an exclamation mark follows something that could be unwrapped.
  private static func unwraps(_ line: String) -> Bool {
    line.contains(/[A-Za-z0-9_\)\]\}"`]!(?!=)/)
  }

  @Test func unwrappingIsRecognised() {
    for text in ["a!", "f()!", "x[1]!.y", "let a: Int!", "try! f()"] {
      #expect(Self.unwraps(text) || text.contains("try!"))
    }
    for text in ["!a", "a != b", "a && !b", "if !x.isEmpty"] { #expect(!Self.unwraps(text)) }
    let source = Source(path: "Sources/A/a.swift", text: "let a = \"no!\" // here!\nlet b = \"\"\"\nyes!\n\"\"\"\nc!\n")
    #expect(source.codeLines.enumerated().filter { Self.unwraps($0.element) }.map(\.offset) == [4])
  }

  @Test func noPathOfAMachineIsCommitted() {
    // Written apart, so that this file does not find itself.
    let places = ["tmp", "work", "root", "home", "Users"].map { "/" + $0 + "/" }
    for source in House.files(under: "", ending: "") where !source.path.hasSuffix(".lock") {
      for place in places {
        for (number, line) in source.lines.enumerated() where line.contains(place) {
          let before = line.prefix(upTo: line.range(of: place)?.lowerBound ?? line.startIndex).last
          // Part of an address or of a longer path: https://x.org/work/…
          if let before, before.isLetter || before.isNumber || before == "." || before == "}" || before == ")" {
            continue
          }
          Issue.record("\(source.path):\(number + 1): \(place)")
        }
      }
    }
  }

  @Test func linksInTheDocumentsLeadSomewhere() {
    var documents = House.files(under: "notebooks", ending: ".md") + House.files(under: ".github", ending: ".md")
    documents += House.files(under: "", ending: ".md").filter { !$0.path.contains("/") }
    let all = Set(House.paths(under: ""))
    for document in documents {
      let folder = document.path.split(separator: "/").dropLast().map(String.init)
      var isCode = false
      for (number, line) in document.lines.enumerated() {
        if line.hasPrefix("```") { isCode.toggle() }
        if isCode { continue }
        for match in line.replacing(/`[^`]*`/, with: "").matches(of: /\]\(([^)\s]+)[^)]*\)/) {
          let target = String(match.1)
          if target.contains("://") || target.hasPrefix("mailto:") { continue }
          let path = String(target.prefix { $0 != "#" })
          if path.isEmpty { continue }
          let resolved = Self.resolve(path, from: folder)
          let isThere = all.contains(resolved) || all.contains { $0.hasPrefix(resolved + "/") }
          #expect(isThere, "\(document.path):\(number + 1): \(target)")
        }
      }
    }
    #expect(documents.count >= 6)
  }

  private static func resolve(_ path: String, from folder: [String]) -> String {
    var parts = folder
    for part in path.split(separator: "/") {
      if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
