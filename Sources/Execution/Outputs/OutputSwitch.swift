import Diagnostics
import Files
import Foundation
import Tables
import WrittenTexts

/// Puts outputs that are made into their place: looks first whether all of them can be, then changes all at once.
struct OutputSwitch {
  private let generation: OutputGeneration
  private let outputs: OpenFolder
  /// Paths of what the command has made; the rest is what steps have saved.
  private let written: Set<ExactText>
  /// Digests of what steps have saved, or need not save again.
  private let saved: [ExactText: String]
  private let role: OutputManifest.Role
  private let replacesAll: Bool
  /// Where to: the real path, as a person names it, and held open.
  var target: (path: String, shown: String, folder: OpenFolder)
  /// Whether the target is the folder inside the outputs for what failed.
  var isFailure = false

  private var place: String { generation.place }

  init(
    _ generation: OutputGeneration, outputs: OpenFolder, written: Set<ExactText>,
    saved: [(path: String, digest: String)], role: OutputRole, replacesAll: Bool
  ) {
    self.generation = generation
    self.outputs = outputs
    self.written = written
    self.saved = Dictionary(saved.map { (ExactText($0.path), $0.digest) }, uniquingKeysWith: { _, last in last })
    self.role = role.role
    self.replacesAll = replacesAll
    target = (generation.home, generation.folder.path, outputs)
  }

  /// What is to become of the target.
  struct Work {
    /// Paths that are put there, in order.
    var new: [String] = []
    /// Paths of the target that are not there any more, or are replaced.
    var gone: Set<ExactText> = []
    /// Files of somebody that stand in the way.
    var aside: [(path: String, now: String)] = []
    var manifest = OutputManifest()
  }

  func perform() throws -> OutputCommit {
    guard let made = OpenFolder(place) else { throw OutputFolder.unwritable(target.shown, ENOENT) }
    let (tree, files) = (OutputTree(target.folder), OutputTree(made))
    let work = try work(of: files, on: tree)
    // Folders that steps could have saved to, and did not.
    for (path, entry) in files.entries.reversed() where entry.kind == .folder {
      unlinkat(made.descriptor, path, AT_REMOVEDIR)
    }
    try AtomicFile.write(work.manifest.text, to: place + "/" + OutputManifest.name)
    if !(generation.isBeside && tree.isMovable && exchange(work, tree, made)) {
      let replacement = OutputReplacement(place: place, target: target.path, shown: target.shown)
      try Unfinished.place {
        try replacement.perform(work)
        generation.wasPlaced()
      }
      for path in tree.leftovers { unlink(target.path + "/" + path) }
    }
    target.folder.sync()
    return OutputCommit(folder: target.shown, isBesideGood: isFailure, setAside: work.aside)
  }

  // MARK: Looking

  private func work(of made: OutputTree, on tree: OutputTree) throws -> Work {
    var work = Work()
    let before = OutputManifest(of: target.folder)
    // Outputs of versions that kept no account are taken for what they say they are.
    let isOlder = before == nil && OutputFolder.isOlder(target.folder)
    work.manifest = before ?? OutputManifest()
    for (path, entry) in made.entries where entry.kind == .file {
      // What a step goes on with another time.
      if OutputLeftovers.isPartial(path) { continue }
      // Saved before, and the same file still. What a step would have saved to the byte is a run's own, also where the process that
      // saved it was killed before it took account; anything else is whoever's it was.
      if !written.contains(path), tree.byPath[path]?.inode == entry.inode {
        if let digest = saved[path] { work.manifest.entries[path] = .init(role: .data, digest: digest) }
        continue
      }
      // What a step has saved was digested when it was written.
      guard path != OutputManifest.name,
        let digest = (written.contains(path) ? nil : saved[path]) ?? OutputManifest.digest(ofFile: place + "/" + path)
      else { continue }
      work.new.append(path)
      let known = work.manifest.entries[path]
      let kept = written.contains(path) && (known?.role != .report || role == .report) ? role : known?.role
      work.manifest.entries[path] = .init(role: written.contains(path) ? kept ?? role : .data, digest: digest)
      try requireFolders(of: path, tree)
      guard let there = tree.byPath[path] else { continue }
      guard there.kind == .file else { throw inTheWay(path, there) }
      work.gone.insert(path)
      let old = target.path + "/" + path
      if OutputManifest.digest(ofFile: old) == digest {
        // A file that does not change stays the very file, with its time.
        let same = place + "/" + path + ".same"
        if link(old, same) == 0, rename(same, place + "/" + path) != 0 { unlink(same) }
        continue
      }
      if isOlder || before?.proves(path, in: target.path) == true { continue }
      work.aside.append((path, asideName(path, tree, made)))
    }
    let new = Set(texts: work.new)
    for (key, entry) in work.manifest.entries where !new.contains(key) {
      let path = key.text
      guard tree.byPath[key]?.kind == .file else {
        work.manifest.entries[key] = nil
        continue
      }
      guard replacesAll, entry.role == role else { continue }
      // Somebody has changed it since: it is theirs now.
      if work.manifest.proves(path, in: target.path) { work.gone.insert(key) }
      work.manifest.entries[key] = nil
    }
    if replacesAll, !isFailure { work.gone.formUnion(failedReport(tree).map(ExactText.init)) }
    return work
  }

  /// The files of an earlier report about a failure, when this run did not fail.
  private func failedReport(_ tree: OutputTree) -> [String] {
    let name = OutputFolder.failedName
    guard let folder = OpenFolder(name, in: target.folder), let manifest = OutputManifest(of: folder) else { return [] }
    let own = manifest.entries.keys.map(\.text).filter {
      tree.byPath[name + "/" + $0]?.kind == .file && manifest.proves($0, in: target.path + "/" + name)
    }
    return own.map { name + "/" + $0 } + [name + "/" + OutputManifest.name]
  }

  private func requireFolders(of path: String, _ tree: OutputTree) throws {
    for folder in PathParts(path).folders.reversed() {
      if let there = tree.byPath[folder], there.kind != .folder { throw inTheWay(folder, there) }
    }
  }

  private func inTheWay(_ path: String, _ entry: OpenFolder.Entry) -> Diagnostic {
    let reason =
      switch entry.kind {
      case .file: "it is a file, and a folder belongs there"
      case .folder: "it is a folder, and a file belongs there"
      case .link: "it is a link, and none is followed out of the outputs"
      case .other: "it is no file"
      }
    var fault = OutputFolder.unwritable(target.shown + "/" + path, because: reason)
    fault.help = ["move it elsewhere, or choose another folder with --output-dir"]
    return fault
  }

  /// "index.before.html", or with a number where that is taken.
  private func asideName(_ path: String, _ tree: OutputTree, _ made: OutputTree) -> String {
    let parts = PathParts(path)
    let name = parts.name
    let dot = name.dropFirst().firstIndex(of: ".") ?? name.endIndex
    for count in 1... {
      let free = "\(parts.prefix)\(name[..<dot]).before\(count == 1 ? "" : "-\(count)")\(name[dot...])"
      if tree.byPath[free] == nil, made.byPath[free] == nil { return free }
    }
    return path + ".before"
  }

  // MARK: Changing places

  /// Gives the new folder everything of the old one that stays, and lets the two change places. False when that cannot be done; then
  /// nothing has changed.
  private func exchange(_ work: Work, _ tree: OutputTree, _ made: OpenFolder) -> Bool {
    let asides = Dictionary(work.aside.map { (ExactText($0.path), $0.now) }, uniquingKeysWith: { first, _ in first })
    var folders: [(path: String, mode: mode_t)] = []
    // A folder of which nothing stays goes, too.
    var (filled, staying): (Set<ExactText>, Set<ExactText>) = ([ExactText(OutputFolder.failedName)], [])
    for (path, entry) in tree.entries where entry.kind != .folder {
      let folders = PathParts(path).folders.map(ExactText.init)
      filled.formUnion(folders)
      if !work.gone.contains(path) || asides[path] != nil { staying.formUnion(folders) }
    }
    for (path, entry) in tree.entries {
      let name: String
      if entry.kind == .folder {
        let stays = !filled.contains(path) || staying.contains(path)
        if mkdirat(made.descriptor, path, 0o777) == 0 {
          if !stays { unlinkat(made.descriptor, path, AT_REMOVEDIR) }
        } else if errno != EEXIST {
          return false
        }
        if made.entry(path)?.kind == .folder { folders.append((path, entry.mode)) }
        continue
      } else if let aside = asides[path] {
        name = aside
      } else if work.gone.contains(path) || path == OutputManifest.name {
        continue
      } else {
        name = path
        // Taken over already.
        if made.entry(path)?.inode == entry.inode { continue }
      }
      if linkat(target.folder.descriptor, path, made.descriptor, name, 0) != 0 { return false }
    }
    for (path, mode) in folders.reversed() {
      fchmodat(made.descriptor, path, mode, 0)
      if let folder = OpenFolder(path, in: made) { folder.sync() }
    }
    if let own = target.folder.own {
      var status = stat()
      if fstat(target.folder.descriptor, &status) == 0 {
        _ = fchown(made.descriptor, status.st_uid, status.st_gid)
      }
      guard fchmod(made.descriptor, own.mode) == 0 else { return false }
    }
    made.sync()
    let isExchanged = Unfinished.place {
      guard NameExchange.exchange(place, target.path) else { return false }
      generation.wasPlaced()
      // What cannot be brought home stays where it is, for the next run to try again.
      if OutputLeftovers.bringHome(from: target.folder, at: place, to: target.path, seen: tree) {
        OutputLeftovers.remove(target.folder, at: place)
      }
      return true
    }
    if isExchanged { OpenFolder(PathParts(target.path).parent + "/")?.sync() }
    return isExchanged
  }
}
