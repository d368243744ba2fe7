import Diagnostics
import Execution
import Foundation
import Notebooks
import Testing

/// Every change that a diagnostic proposes is made, and what stands at its place then is no error any more.
@Suite struct ReplacementTests {
  /// The notebooks whose faults a check finds by reading them.
  static let names = LiterateNotebook.names.filter { $0 != "latin-1.md" && !$0.hasPrefix("front-matter") }

  @Test(arguments: names)
  func whatIsProposedChecks(name: String) throws {
    let data = try LiterateData.folder()
    defer { try? FileManager.default.removeItem(at: data) }
    let file = SourceFile(path: name, bytes: try LiterateNotebook(name: name).bytes)
    for fault in Self.faults(of: file, data: data) where fault.severity != .note {
      for replacement in fault.replacements where replacement.span.file === file {
        let (mended, range) = Self.applying(replacement, to: file)
        for left in Self.faults(of: mended, data: data) where left.severity == .error {
          guard let place = left.primary?.span, place.file === mended, Self.touches(place.range, range) else {
            continue
          }
          Issue.record(
            """
            \(name):\(replacement.span.start.line): "\(fault.message)" proposes "\(replacement.text)", and then: \
            \(left.message)
            """)
        }
      }
    }
  }

  /// Where what help says to write is an example: options, questions, solutions, and files beside the notebook.
  static let examples: Set<String> = [
    "exercises.md", "guesses.md", "markdown.md", "saved-models.md", "solution-first.md",
  ]

  /// Help that says what to write has it as a change, too, so that it is among what is tried above.
  @Test(arguments: names.filter { !examples.contains($0) })
  func whatHelpSaysToWriteIsAChange(name: String) throws {
    let data = try LiterateData.folder()
    defer { try? FileManager.default.removeItem(at: data) }
    let file = SourceFile(path: name, bytes: try LiterateNotebook(name: name).bytes)
    for fault in Self.faults(of: file, data: data) where fault.severity == .error {
      for line in fault.help where line.hasPrefix("write ") {
        #expect(!fault.replacements.isEmpty, "\(name): \(fault.message): help: \(line)")
      }
    }
  }

  @Test func thereIsMuchToTry() throws {
    let data = try LiterateData.folder()
    defer { try? FileManager.default.removeItem(at: data) }
    let file = SourceFile(path: "wrong-tries.md", bytes: try LiterateNotebook(name: "wrong-tries.md").bytes)
    let proposed = Self.faults(of: file, data: data).filter { !$0.replacements.isEmpty }
    #expect(proposed.count > 50)
  }

  private static func faults(of file: SourceFile, data: URL) -> [Diagnostic] {
    let (notebook, found) = Notebook.read(file: file)
    var settings = FrontMatter()
    settings.outputDirectory = data.path
    let program = Checker.check(
      NotebookFolder(path: data.path, settings: settings, notebooks: [notebook]), found: found,
      permissions: Permissions())
    return program.diagnostics + program.cellFaults.values.flatMap { $0 }
  }

  /// The file with the change made, and where the new text stands in it.
  private static func applying(_ replacement: Replacement, to file: SourceFile) -> (SourceFile, Range<Int>) {
    var bytes = file.bytes
    bytes.replaceSubrange(replacement.span.range, with: Array(replacement.text.utf8))
    let start = replacement.span.range.lowerBound
    return (SourceFile(path: file.path, bytes: bytes), start..<start + replacement.text.utf8.count)
  }

  private static func touches(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    b.isEmpty
      ? a.lowerBound <= b.lowerBound && b.upperBound <= a.upperBound
      : a.lowerBound < max(b.upperBound, b.lowerBound + 1) && b.lowerBound < max(a.upperBound, a.lowerBound + 1)
  }
}
