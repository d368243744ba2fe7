import Foundation
import TestSupport

/// A file of the checkout, read as text.
struct Source {
  /// Relative to the checkout: `Sources/Steps/Rows/Dedupe.swift`.
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  /// Without the empty one after the last line end.
  var lineCount: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
  /// `Steps`, for a file under Sources or Tests.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  /// Modules it imports, with the line.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { number, line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && !Self.modifiers.contains($0) }
      guard words.first == "import", words.count > 1 else { return nil }
      let name = Self.kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
      return (String(name.prefix { $0 != "." }), number + 1)
    }
  }

  private static let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]

  /// Its lines with what stands in comments and in texts taken out, which no rule about code is meant for.
  var codeLines: [String] {
    var isInside = false
    return lines.map { line in
      var rest = String(line)
      if rest.components(separatedBy: "\"\"\"").count % 2 == 0 {
        isInside.toggle()
        return ""
      }
      if isInside { return "" }
      rest = rest.replacing("\\\"", with: "").replacing(/"[^"]*"/, with: "\"\"")
      if let comment = rest.range(of: "//") { rest = String(rest[..<comment.lowerBound]) }
      return rest
    }
  }
}

/// The files of the checkout.
enum House {
  static let root = SharedData.checkout

  /// All files under a folder whose names end so, in order; build products and outputs left out.
  static func files(under folder: String, ending: String) -> [Source] {
    paths(under: folder).filter { $0.hasSuffix(ending) }.compactMap { path in
      (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)).map { Source(path: path, text: $0) }
    }
  }

  static let sources = files(under: "Sources", ending: ".swift")
  static let tests = files(under: "Tests", ending: ".swift")

  /// Paths relative to the checkout.
  static func paths(under folder: String) -> [String] {
    let start = folder.isEmpty ? root : root.appendingPathComponent(folder)
    guard let walk = FileManager.default.enumerator(atPath: start.path) else { return [] }
    var found: [String] = []
    for case let path as String in walk {
      let parts = path.split(separator: "/")
      if parts.contains(where: { skipped.contains(String($0)) || $0.hasPrefix(".build") }) { continue }
      var isFolder: ObjCBool = false
      let full = start.appendingPathComponent(path).path
      if FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue {
        found.append(folder.isEmpty ? path : folder + "/" + path)
      }
    }
    return found.sorted()
  }

  private static let skipped: Set<String> = [
    ".git", "outputs", ".matinee", ".venv", "__pycache__", ".swiftpm", "node_modules",
  ]
}
