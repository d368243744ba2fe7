import Diagnostics
import Files
import Foundation
import WrittenTexts

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

  /// Removes everything. No link is followed, as the folder of a cache may come from somebody else: what one leads to stays.
  ///
  /// - Throws: `Diagnostic` when the folder itself is a link, or not all could be removed.
  public func clear() throws {
    guard access(path, F_OK) == 0 else { return }
    if let place = linkOnTheWay {
      throw Diagnostic(
        .cacheNotCleared, "\"\(place)\" is a link, and none is followed to remove what it leads to",
        help: ["name the folder that it leads to: matinee cache clear --cache-dir FOLDER"])
    }
    guard let folder = OpenFolder(path) else { throw notCleared() }
    for name in ["entries", "buffers", "runs", "files"] {
      folder.remove(name)
      if folder.entry(name) != nil { throw notCleared() }
    }
  }

  /// Whether it is where caches are that nobody has named: there it may have come with the notebooks.
  private var isInUsualPlace: Bool { path.hasSuffix("/.matinee/cache") || path == ".matinee/cache" }

  /// The cache or, where it is in its usual place, the hidden folder around it, if that is a link.
  private var linkOnTheWay: String? {
    var places = [path]
    if isInUsualPlace { places.append(String(path.dropLast("/cache".count))) }
    var status = stat()
    return places.first { lstat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK }
  }

  /// Throws when what is kept here would be written elsewhere, through a link that nobody has named.
  func requireNoLinks() throws {
    var link = isInUsualPlace ? linkOnTheWay : nil
    if link == nil, let folder = OpenFolder(path) {
      let shelves = OpenFolder("buffers", in: folder)?.entries()?.filter { $0.kind == .link }.map {
        "buffers/" + $0.name
      }
      link = (["entries", "buffers", "runs"].filter { folder.entry($0)?.kind == .link } + (shelves ?? [])).first
        .map { path + "/" + $0 }
    }
    guard let link else { return }
    throw Diagnostic(
      .cacheIsLink, "\"\(link)\" is a link, and none is followed to keep results",
      help: ["name the folder that it leads to: --cache-dir FOLDER"])
  }

  private func notCleared() -> Diagnostic {
    Diagnostic(
      .cacheNotCleared, "\"\(path)\" could not be cleared: not all of it can be removed",
      help: ["give yourself the right to write there: chmod -R u+w \(path)"])
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
      remove(file.path.pathAndName.name)
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
      let name = relative.pathAndName.name
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

extension DiagnosticCode {
  static let cacheIsLink = DiagnosticCode(
    "cache-is-link",
    "The cache beside a folder of notebooks may have come with the folder. Where it is a link, or has one in it, results would be kept "
      + "somewhere else than anybody has said, so they are not kept at all; with --cache-dir you say where.")
  static let cacheNotCleared = DiagnosticCode(
    "cache-not-cleared",
    "The cache is a folder of files that Matinee has written. Nothing outside of it is removed, so a link in its place is not followed; and "
      + "what belongs to somebody else may not be removable.")
}
