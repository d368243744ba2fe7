import Files
import Foundation
import Steps
import Tables

/// The folder of a cache: entries, one a result, and the buffers they share.
///
///     CACHE/entries/KEY.COLUMNS            a sealed entry; COLUMNS tells results of a step with different columns apart
///     CACHE/entries/KEY.COLUMNS.statistics numbers taken of its tables
///     CACHE/buffers/AB/ABCD…               contents of large buffers, named by their digest
///     CACHE/runs/FOLDER                    what the last run of a folder of notebooks knew
///     CACHE/files                          digests of files that were read
///
/// Every file appears whole or not at all, and is checked before it is believed, so several processes can use a folder at once.
public struct CacheStore: Sendable {
  public let path: String
  let buffers: BufferFolder
  private var entries: String { path + "/entries" }

  public init(path: String) {
    self.path = path
    buffers = BufferFolder(path: path + "/buffers")
  }

  /// What was found under a key.
  enum Finding {
    case entry(CacheEntry)
    case nothing
    /// There are results, but without these columns.
    case lacksColumns([String])
    case damaged(StorageDamage, name: String)
  }

  /// Makes the folders, removes what killed processes were writing in them, and a .gitignore so that the cache is never committed.
  ///
  /// Throws a `Diagnostic` where a link would lead what is kept elsewhere.
  func prepare() throws {
    try requireNoLinks()
    for folder in [entries, buffers.path, path + "/runs"] where access(folder, F_OK) != 0 {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let shelves = OpenFolder(buffers.path)?.entries().map { $0.map { buffers.path + "/" + $0.name } } ?? []
    for folder in [path, entries, path + "/runs"] + shelves { AtomicFile.removeLeftovers(in: folder) }
    let ignored = path + "/.gitignore"
    if access(ignored, F_OK) != 0 { try AtomicFile.write("*\n", to: ignored) }
  }

  /// The name of the entry of a step whose outputs are needed with these columns; nil for a model.
  static func name(key: String, needed: [[String]?]) -> String {
    var encoder = ByteEncoder()
    encoder.append(needed) { encoder, columns in
      encoder.append(optional: columns) { encoder, columns in encoder.append(columns) { $0.append($1) } }
    }
    let digest = encoder.bytes.withUnsafeBytes { ContentDigest($0) }
    return "\(key).\(digest.hexadecimal.prefix(16))"
  }

  /// All names of entries, by their keys: one reading of the folder for a whole run.
  func names() -> [String: [String]] {
    var names: [String: [String]] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: entries)) ?? [] where !name.hasPrefix(".") {
      let parts = name.split(separator: ".")
      if parts.count == 2 { names[String(parts[0]), default: []].append(name) }
    }
    return names.mapValues { $0.sorted() }
  }

  /// The entry of a key with at least the needed columns: the very one, or one with more.
  ///
  /// One with more serves only if reading left no remarks, which could be about the columns that nobody needs now.
  func find(key: String, needed: [[String]?], among names: [String]) -> Finding {
    let exact = Self.name(key: key, needed: needed)
    var lacking: [String]?
    var damaged: (StorageDamage, String)?
    for name in names.sorted(by: { ($0 != exact ? 1 : 0, $0) < ($1 != exact ? 1 : 0, $1) }) {
      do {
        guard let entry = try read(name) else { continue }
        let missing = Self.missing(needed, in: entry)
        if name == exact || (missing.isEmpty && entry.remarks.isEmpty && entry.losses.isEmpty) { return .entry(entry) }
        lacking = missing
      } catch {
        if damaged == nil { damaged = (error, name) }
      }
    }
    if let damaged { return .damaged(damaged.0, name: damaged.1) }
    return lacking.map { .lacksColumns($0) } ?? .nothing
  }

  private func read(_ name: String) throws(StorageDamage) -> CacheEntry? {
    do {
      guard let bytes = try SealedFile.read(entries + "/" + name) else { return nil }
      let entry = try CacheEntry(bytes)
      guard entry.name == name else { throw StorageDamage("it is under a wrong name") }
      for buffer in entry.buffers where !buffers.has(buffer.digest, byteCount: buffer.byteCount) {
        throw StorageDamage("a part of it is missing or cut off")
      }
      return entry
    } catch {
      throw (error as? StorageDamage) ?? StorageDamage("it cannot be read")
    }
  }

  private static func missing(_ needed: [[String]?], in entry: CacheEntry) -> [String] {
    // The number of outputs is in the key: the statement names them.
    guard needed.count == entry.outputs.count else { return needed.flatMap { $0 ?? [] } }
    var missing: [String] = []
    for (columns, output) in zip(needed, entry.outputs) {
      guard let columns, case .table(let table) = output else { continue }
      let there = Set(table.columns.map(\.name))
      missing += columns.filter { !there.contains($0) }
    }
    return missing
  }

  func remove(_ name: String) {
    unlink(entries + "/" + name)
    unlink(entries + "/" + name + ".statistics")
  }

  func write(_ entry: CacheEntry) throws { try SealedFile.write(entry.encoded(), to: entries + "/" + entry.name) }

  /// Marks an entry as used now: what was used longest ago is dropped first.
  func touch(_ name: String) { utimensat(AT_FDCWD, entries + "/" + name, nil, 0) }

  // MARK: Numbers taken of the tables of an entry

  func statistics(of name: String) -> [TakenStatistic] {
    let bytes = (try? SealedFile.read(entries + "/" + name + ".statistics")) ?? nil
    return bytes.flatMap { try? TakenStatistic.decode($0, of: name) } ?? []
  }

  func write(_ statistics: [TakenStatistic], of name: String) throws {
    try SealedFile.write(TakenStatistic.encode(statistics, of: name), to: entries + "/" + name + ".statistics")
  }
}

/// Which build of Matinee runs: a new build may compute something else under the same version.
public enum BuildIdentity {
  /// A version with the digest of the running program, such as `0.1.0 build 1f3a…`; O(bytes of the program), some milliseconds.
  public static func of(version: String) -> String {
    guard let path = Bundle.main.executablePath else { return version }
    var status = stat()
    guard stat(path, &status) == 0, let file = MappedFile(path, byteCount: Int(status.st_size)) else { return version }
    let digest = withExtendedLifetime(file) { ContentDigest(file.bytes) }
    return "\(version) build \(digest.hexadecimal.prefix(12))"
  }
}
