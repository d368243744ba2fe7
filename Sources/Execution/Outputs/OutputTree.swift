import Files
import Foundation
import WrittenTexts

/// All that lies in a folder of outputs, by its path in it, as it was looked at once. No link is followed.
struct OutputTree {
  /// In the order of the paths: a folder before what is in it.
  private(set) var entries: [(path: String, entry: OpenFolder.Entry)] = []
  private(set) var byPath: [ExactText: OpenFolder.Entry] = [:]
  /// Hidden files of killed processes; not among the entries.
  private(set) var leftovers: [String] = []
  /// Whether it can be moved to another folder name by name: not with names that are no text, a run's folder inside that is being
  /// made, another disk, or so many files that somebody keeps more than outputs here.
  private(set) var isMovable = true

  /// Outputs have hundreds of files; making ten thousand links takes a tenth of a second (empirical).
  static let limit = 10_000

  init(_ folder: OpenFolder) {
    walk(folder, prefix: "", device: folder.own?.device)
    for (path, entry) in entries { byPath[path] = entry }
  }

  private mutating func walk(_ folder: OpenFolder, prefix: String, device: UInt64?) {
    guard let found = folder.entries() else {
      isMovable = false
      return
    }
    for entry in found {
      let path = prefix + entry.name
      if entry.device != device || entries.count > Self.limit { isMovable = false }
      if entries.count > Self.limit { return }
      if AtomicFile.isLeftover(entry, in: folder) {
        leftovers.append(path)
        continue
      }
      if entry.kind == .folder, MakingName(entry.name) != nil {
        // Of a run that writes to a folder inside of this one; its own business.
        isMovable = false
        continue
      }
      entries.append((path, entry))
      guard entry.kind == .folder else { continue }
      guard let inner = OpenFolder(entry.name, in: folder) else {
        isMovable = false
        continue
      }
      walk(inner, prefix: path + "/", device: device)
    }
  }
}

/// The name of a folder in which a run makes its outputs: `.outputs.PROCESS-COUNT-INODE.making`.
///
/// The inode is that of the folder as it was made. Once it has changed places with the outputs, what bears the name is the older outputs,
/// of another inode.
struct MakingName {
  let outputs: String
  let process: pid_t
  private let count: Int
  /// nil while it is being made.
  let inode: UInt64?

  init?(_ name: String) {
    guard let match = name.wholeMatch(of: /\.(.+)\.([0-9]{1,10})-([0-9]{1,10})(?:-([0-9]{1,20}))?\.making/),
      let process = pid_t(match.2), let count = Int(match.3)
    else { return nil }
    outputs = String(match.1)
    self.process = process
    self.count = count
    inode = match.4.flatMap { UInt64($0) }
  }

  /// The name of a folder of this inode of which nothing is needed.
  func text(inode: UInt64) -> String { ".\(outputs).\(process)-\(count)-\(inode).making" }

  static func text(_ outputs: String, count: Int, inode: UInt64? = nil) -> String {
    ".\(outputs).\(getpid())-\(count)\(inode.map { "-\($0)" } ?? "").making"
  }
}
