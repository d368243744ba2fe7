import Foundation

/// The control groups that limit the memory of a process, as containers and batch systems do.
struct ControlGroups {
  private let folders: [(path: String, version: Version)]

  /// Both versions of the interface are in use; they differ in the names of files.
  private enum Version {
    case first, second

    var limit: String { self == .first ? "memory.limit_in_bytes" : "memory.max" }
    var usage: String { self == .first ? "memory.usage_in_bytes" : "memory.current" }
    /// In memory.stat: pages of files that are given back before anything else.
    var reclaimable: String { self == .first ? "total_inactive_file" : "inactive_file" }
  }

  /// Those of this process.
  static let own = ControlGroups(
    membership: (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? "", root: "/sys/fs/cgroup")

  /// - Parameters:
  ///   - membership: what /proc/self/cgroup says: lines of `0::/group`, or `4:memory:/group` of the first version.
  ///   - root: where the groups are mounted.
  init(membership: String, root: String) {
    var folders: [(path: String, version: Version)] = []
    for line in membership.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let version: Version
      if parts[0] == "0", parts[1].isEmpty {
        version = .second
      } else if parts[1].split(separator: ",").contains("memory") {
        version = .first
      } else {
        continue
      }
      let mount = version == .first ? root + "/memory" : root
      // Those around a group limit it too. A container sees its own group as the root, under a path that only its host has.
      var names = parts[2].split(separator: "/")
      while true {
        let folder = ([mount] + names.map(String.init)).joined(separator: "/")
        if FileManager.default.fileExists(atPath: folder + "/" + version.limit) { folders.append((folder, version)) }
        if names.isEmpty { break }
        names.removeLast()
      }
    }
    self.folders = folders
  }

  /// Bytes that may still be taken in all of them; nil where none has a limit.
  var room: Int? {
    folders.compactMap { folder, version in
      // "max" is no limit.
      guard let limit = Self.number(folder + "/" + version.limit) else { return nil }
      let used = Self.number(folder + "/" + version.usage) ?? 0
      return max(0, limit - max(0, used - Self.reclaimable(folder, version)))
    }.min()
  }

  private static func number(_ path: String) -> Int? {
    (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
      Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }

  private static func reclaimable(_ folder: String, _ version: Version) -> Int {
    let text = (try? String(contentsOfFile: folder + "/memory.stat", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == version.reclaimable { return Int(words[1]) ?? 0 }
    }
    return 0
  }
}
