import Foundation

/// Golden files: a test's text compared byte for byte with a committed file under `Golden/` beside the test.
///
/// `MATINEE_RECORD=1 swift test` writes the files anew, and fails every test that did, so that a recording run can never pass
/// for a checking one.
public enum Golden {
  /// nil when `text` equals the golden file `name`; otherwise what to tell the reader.
  public static func mismatch(_ text: String, name: String, testFile: String = #filePath) -> String? {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent().appendingPathComponent("Golden")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["MATINEE_RECORD"] == "1" {
      do {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return "recorded \(name); run again without MATINEE_RECORD"
      } catch {
        return "could not record \(name): \(error)"
      }
    }
    guard let golden = try? Data(contentsOf: file) else {
      return "there is no golden file \(name); record it with MATINEE_RECORD=1"
    }
    let expected = String(decoding: golden, as: UTF8.self)
    if expected == text { return nil }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    let before = line < old.count ? String(old[line].prefix(300)) : "(end)"
    let after = line < new.count ? String(new[line].prefix(300)) : "(end)"
    return "\(name) differs from line \(line + 1):\n- \(before)\n+ \(after)"
  }
}
