import Foundation
import Testing

@Suite struct StepReferenceTests {
  @Test func theReferenceIsWhatTheStepsSay() throws {
    let file = House.root.appendingPathComponent(StepReference.path)
    let text = StepReference.text
    if ProcessInfo.processInfo.environment["MATINEE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(StepReference.path); run again without MATINEE_RECORD")
      return
    }
    let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    #expect(
      committed == text,
      """
      \(StepReference.path) differs from line \(line + 1); MATINEE_RECORD=1 swift test --filter StepReferenceTests
      - \(line < old.count ? old[line] : "(end)")
      + \(line < new.count ? new[line] : "(end)")
      """)
  }
}
