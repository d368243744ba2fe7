import Foundation
import Tables

/// What a cache takes on disk.
public struct CacheUsage: Sendable {
  /// Results of steps.
  public var entryCount = 0
  /// Bytes of all files.
  public var byteCount = 0
}

extension CacheStore {
  /// Gigabytes are those of disks: 1,000,000,000 bytes.
  public static let defaultLimit = 10_000_000_000

  public func usage() -> CacheUsage {
    var usage = CacheUsage()
    for file in files() {
      usage.byteCount += file.size
      if file.isEntry { usage.entryCount += 1 }
    }
    return usage
  }

  /// Removes everything.
  public func clear() throws {
    guard access(path, F_OK) == 0 else { return }
    for name in ["entries", "buffers", "runs", "files"] {
      let item = path + "/" + name
      if access(item, F_OK) == 0 { try FileManager.default.removeItem(atPath: item) }
    }
  }

  /// Drops the entries that were used longest ago until the cache is within its limit, and every buffer that no entry names.
  ///
  /// - Parameter age: seconds that a file must have been there to be taken for abandoned: a run that goes on meanwhile writes
  ///   the buffers first and the entry that names them last. An hour is empirical; a wrong guess costs a result, no more.
  /// - Returns: how many entries were dropped.
  @discardableResult
  public func trim(to limit: Int, abandonedAfter age: Int = 3600) -> Int {
    var files = files()
    var total = files.reduce(0) { $0 + $1.size }
    if total <= limit { return 0 }
    // Oldest first; the name decides between equal times, so that two processes drop the same.
    files.sort { ($0.used, $0.path) < ($1.used, $1.path) }
    var holders: [String: Int] = [:]
    var sizes: [String: Int] = [:]
    var named: [String: [String]] = [:]
    for file in files where file.isEntry {
      let bytes = (try? SealedFile.read(file.path)) ?? nil
      guard let entry = bytes.flatMap({ try? CacheEntry($0) }) else { continue }
      named[file.path] = Set(entry.buffers.map { buffers.file($0.digest) }).sorted()
      for buffer in named[file.path] ?? [] { holders[buffer, default: 0] += 1 }
    }
    for file in files where file.isBuffer { sizes[file.path] = file.size }
    let now = FileFingerprint.clock()
    for file in files where !file.isEntry && holders[file.path] == nil && file.isAbandonable {
      if now - file.used > age * 1_000_000_000, unlink(file.path) == 0 { total -= file.size }
    }
    var dropped = 0
    for file in files where file.isEntry && total > limit {
      remove(String(file.path.split(separator: "/").last ?? ""))
      total -= file.size
      dropped += 1
      for buffer in named[file.path] ?? [] {
        holders[buffer, default: 1] -= 1
        if holders[buffer] == 0, unlink(buffer) == 0 { total -= sizes[buffer] ?? 0 }
      }
    }
    return dropped
  }

  private struct File {
    var path: String
    var size: Int
    /// Nanoseconds since 1970.
    var used: Int
    var isEntry: Bool
    var isBuffer: Bool
    var isAbandonable: Bool
  }

  private func files() -> [File] {
    var found: [File] = []
    let manager = FileManager.default
    for relative in (try? manager.subpathsOfDirectory(atPath: path)) ?? [] {
      let file = path + "/" + relative
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      let name = relative.split(separator: "/").last.map(String.init) ?? relative
      let isHidden = name.hasPrefix(".")
      found.append(
        File(
          path: file, size: Int(status.st_size),
          used: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec),
          isEntry: relative.hasPrefix("entries/") && !isHidden && !name.hasSuffix(".statistics"),
          isBuffer: relative.hasPrefix("buffers/") && !isHidden,
          isAbandonable: relative.hasPrefix("buffers/") || name.hasSuffix(".tmp")))
    }
    return found
  }
}
