import Execution
import Files
import Foundation
import Notebooks
import WrittenTexts

/// What files look like from outside, to find out whether one of them may have changed. O(files) system calls.
struct FolderState: Equatable {
  /// Notebooks and settings by their paths.
  private(set) var texts: [ExactText: Stamp] = [:]
  /// Pictures, data and parameter files.
  private(set) var others: [ExactText: Stamp] = [:]

  struct Stamp: Equatable {
    var fingerprint: FileFingerprint
    var mode: UInt32
  }

  /// Nanoseconds for which a file's times are not trusted: file systems count in steps, so that a file which is written twice
  /// within one looks the same before and after.
  private static let settlingTime = 50_000_000

  /// - Parameters:
  ///   - folder: whose notebooks and settings are looked at, by their names; or one notebook.
  ///   - others: files beside them that a change of matters, too.
  init(_ folder: String, others paths: Set<ExactText> = []) {
    var notebooks: [String] = []
    var beside = paths.map(\.text)
    if folder.hasSuffix(".md") {
      notebooks = [folder, PathParts(folder).prefix + NotebookReader.settingsName]
    } else {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") {
        if name.hasSuffix(".md") || name == NotebookReader.settingsName {
          notebooks.append(folder + "/" + name)
        } else if ImageFiles.type(of: name) != nil {
          beside.append(folder + "/" + name)
        }
      }
    }
    let time = FileFingerprint.clock()
    func stamp(_ path: String) -> Stamp? {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      var fingerprint = FileFingerprint(status)
      // Never equal to a later look.
      if time - max(fingerprint.modified, fingerprint.changed) < Self.settlingTime { fingerprint.modified = -time }
      return Stamp(fingerprint: fingerprint, mode: UInt32(truncatingIfNeeded: status.st_mode))
    }
    for path in notebooks { texts[path] = stamp(path) }
    for path in beside { others[path] = stamp(path) }
  }
}
