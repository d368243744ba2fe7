import Files
import Foundation
import Tables
import WrittenTexts

/// What a folder of outputs holds that runs have written: the proof by which a later one may replace or remove a file.
///
/// `.matinee-files` has a line for each file: what it is, the XXH3 digest of its bytes, and its path. A file is a run's own when it
/// is named there and its bytes still have that digest; everything else belongs to somebody.
struct OutputManifest: Sendable, Equatable {
  static let name = ".matinee-files"

  enum Role: String, Sendable, CaseIterable {
    /// Pages, figures and results of `matinee run`.
    case report
    /// What `matinee present` makes besides.
    case presentation
    /// What steps have saved: kept until a step saves to the same path again.
    case data
  }

  struct Entry: Sendable, Equatable {
    var role: Role
    var digest: String
  }

  var entries: [ExactText: Entry] = [:]

  init() {}

  /// Reads the manifest of a folder; nil when there is none. Lines that name no path inside the folder count for nothing.
  init?(of folder: OpenFolder) {
    // More than a million files.
    guard let bytes = folder.contents(Self.name, limit: 1 << 27) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let role = Role(rawValue: String(parts[0])), parts[1].count == 32,
        parts[1].allSatisfy({ $0.isHexDigit }), PathParts.isInside(String(parts[2]))
      else { continue }
      entries[String(parts[2])] = Entry(role: role, digest: String(parts[1]))
    }
  }

  /// The file's text; equal manifests have equal bytes.
  var text: String {
    entries.sorted { $0.key < $1.key }
      // A name of two lines cannot be told from two names.
      .filter { !$0.key.text.utf8.contains(UInt8(ascii: "\n")) && PathParts.isInside($0.key.text) }
      .map { "\($0.value.role.rawValue) \($0.value.digest) \($0.key.text)\n" }.joined()
  }

  /// Whether a regular file of a folder is what an entry says.
  func proves(_ path: String, in folder: String) -> Bool {
    guard let entry = entries[path] else { return false }
    return Self.digest(ofFile: folder + "/" + path) == entry.digest
  }

  static func digest(ofFile path: String) -> String? { try? StreamDigest.ofFile(path, .xxh128) }
}
