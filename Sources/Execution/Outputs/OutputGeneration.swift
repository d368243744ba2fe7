import Diagnostics
import Files
import Foundation
import Steps
import Synchronization
import Tables
import WrittenTexts

/// The outputs of one run while they are made: a folder that nobody looks at yet.
///
/// It lies beside the outputs under a hidden name, or inside them where it cannot, and is locked as long as its process lives. Steps save
/// into it, `commit` adds the report and puts all of it into its place, `discard` removes it.
public final class OutputGeneration: Sendable {
  let folder: OutputFolder
  /// The real path of the outputs.
  let home: String
  /// Where the files are made, and where steps save to.
  public let place: String
  /// Whether it can change places with the outputs.
  let isBeside: Bool
  private let held: OpenFolder
  private let unfinished: Unfinished
  private let state = Mutex(State.making)

  /// What became of it.
  public enum State: Sendable {
    case making
    /// Its files are the outputs.
    case placed
    case discarded
  }

  /// Whether its files are the outputs.
  public var isPlaced: Bool { state.withLock { $0 == .placed } }
  private static let counter = Atomic<Int>(0)

  init(_ folder: OutputFolder, home: String) throws {
    self.folder = folder
    self.home = home
    OutputLeftovers.clear(folder, home: home)
    let parts = PathParts(home)
    let (parent, name) = (parts.parent, parts.name)
    isBeside = folder.exchanges && Self.canChangePlaces(home, parent)
    let around = isBeside ? parent : home
    var made = Self.make(isBeside ? name : "matinee", in: around, of: home, folder)
    // Another run may have taken it for what a killed one has left before it was locked, as processes of two containers do not see each other.
    for _ in 0..<9 where made == nil && errno == ENOENT && access(around, F_OK) == 0 {
      made = Self.make(isBeside ? name : "matinee", in: around, of: home, folder)
    }
    guard let made else { throw OutputFolder.unwritable(folder.path, errno) }
    (place, held, unfinished) = made
  }

  /// Makes a folder and locks it; nil, with `errno`, when that cannot be done.
  private static func make(
    _ name: String, in around: String, of home: String, _ folder: OutputFolder
  ) -> (place: String, held: OpenFolder, unfinished: Unfinished)? {
    let count = counter.wrappingAdd(1, ordering: .relaxed).newValue
    let first = around + "/" + MakingName.text(name, count: count)
    let beginning = Unfinished.begin {
      if mkdir(first, 0o700) != 0 { return nil }
      return { rmdir(first) }
    }
    defer { beginning?.finish() }
    // Others that look for leftovers hold the lock for a moment.
    guard beginning != nil, let held = OpenFolder(first), held.lock(patience: folder.patience),
      let inode = held.own?.inode
    else {
      let number = errno
      if beginning != nil { rmdir(first) }
      errno = number
      return nil
    }
    let place = around + "/" + MakingName.text(name, count: count, inode: inode)
    let unfinished = Unfinished.begin {
      if rename(first, place) != 0 { return nil }
      return { remove(place, inode, of: home) }
    }
    if let unfinished { return (place, held, unfinished) }
    let number = errno
    rmdir(first)
    errno = number
    return nil
  }

  deinit { discard() }

  /// Whether another folder can be put into the place of the outputs: not where they are a disk of their own or lie in a folder that
  /// may not be written, and not under somebody's feet.
  private static func canChangePlaces(_ home: String, _ parent: String) -> Bool {
    let here = FileManager.default.currentDirectoryPath
    if home == "/" || (here + "/").path(in: home + "/") != nil { return false }
    var (inner, outer) = (stat(), stat())
    return stat(home, &inner) == 0 && stat(parent + "/", &outer) == 0 && inner.st_dev == outer.st_dev
      && access(parent + "/", W_OK) == 0
  }

  /// Takes over what steps have saved before and need not save again, so that it belongs to these outputs whatever others do, and what
  /// steps have begun to write and go on with.
  ///
  /// - Parameter paths: inside the folder.
  public func take(_ paths: [String]) throws {
    guard let current = try lockedOutputs() else { return }
    defer { current.unlock() }
    for path in paths where PathParts.isInside(path) {
      let parts = PathParts(path)
      guard makeFolders(parts.prefix) else { continue }
      if current.entry(path)?.kind == .file { link(home + "/" + path, place + "/" + path) }
      let begun = parts.prefix + ".\(parts.name).partial"
      guard current.entry(begun)?.kind == .file else { continue }
      // A process that writes it holds its lock.
      let descriptor = openat(current.descriptor, begun, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      if descriptor < 0 { continue }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
      for file in [begun, begun + ".record"] where current.entry(file)?.kind == .file {
        rename(home + "/" + file, place + "/" + file)
      }
    }
  }

  /// The path inside the outputs of a file that a step writes here; nil of one that lies elsewhere.
  public func relative(_ path: PathArgument) -> String? { Self.relative(path, in: place) }

  /// Whether a step writes a file into such a place.
  public static func isInside(_ path: PathArgument, of place: String) -> Bool { relative(path, in: place) != nil }

  static func relative(_ path: PathArgument, in place: String) -> String? {
    guard let rest = path.resolved.path(in: place + "/") else { return nil }
    var parts: [String] = []
    for part in rest.pathNames where part != "." {
      if part == ".." {
        if parts.popLast() == nil { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }

  /// Whether steps can save here: not where a step loads a table from the outputs, which would be that of an earlier run.
  public func canTakeSaves(of program: Program) -> Bool {
    !program.steps.contains { step in
      step.effect.writer == nil
        && step.effect.sources.contains { source in
          !source.resolved.contains("://") && FolderPath(source.resolved).real?.path(in: home + "/") != nil
        }
    }
  }

  /// Makes folders for what steps save.
  private func makeFolders(_ folder: String) -> Bool {
    (try? FileManager.default.createDirectory(atPath: place + "/" + folder, withIntermediateDirectories: true)) != nil
  }

  /// The outputs, locked for this process; nil when they are gone. Throws when another does not let go of them.
  func lockedOutputs() throws -> OpenFolder? {
    try Self.locked(home, folder)
  }

  static func locked(_ home: String, _ folder: OutputFolder) throws -> OpenFolder? {
    while true {
      guard let current = OpenFolder(home) else { return nil }
      guard current.lock(patience: folder.patience) else {
        throw folder.inUse(current.own.flatMap { LivingProcess.lockHolder(inode: $0.inode) })
      }
      // Another run may have put newer outputs into this place while we waited.
      if let now = OpenFolder(home)?.own, now.inode == current.own?.inode { return current }
    }
  }

  /// Adds files by their paths, and puts all that is here into its place.
  ///
  /// - Parameters:
  ///   - saved: what steps have saved here, or need not save again.
  ///   - replacesAll: whether earlier files of this role that are not written now are removed.
  ///   - isFailure: whether it is about a run that failed: then it goes to a folder of its own if the outputs are those of a run that did not.
  /// - Returns: Where it went, and what a person should know.
  @discardableResult
  public func commit(
    _ files: [(path: String, bytes: [UInt8])], as role: OutputRole, saved: [(path: String, digest: String)] = [],
    replacesAll: Bool = false, isFailure: Bool = false
  ) throws -> OutputCommit {
    // The folder is the outputs afterwards, which others may lock.
    defer { held.unlock() }
    defer { discard() }
    do {
      for (name, bytes) in files {
        guard PathParts.isInside(name), makeFolders(PathParts(name).prefix) else {
          throw OutputFolder.unwritable(name, errno)
        }
        try AtomicFile.write(bytes, to: place + "/" + name)
      }
      guard let outputs = try lockedOutputs() else { throw OutputFolder.unwritable(folder.path, ENOENT) }
      defer { outputs.unlock() }
      var switching = OutputSwitch(
        self, outputs: outputs, written: Set(texts: files.map(\.path)), saved: saved, role: role,
        replacesAll: replacesAll)
      if isFailure, folder.hasGoodReport {
        // Nothing of the good report is touched.
        let failed = home + "/" + OutputFolder.failedName
        mkdir(failed, 0o777)
        guard let inner = OpenFolder(OutputFolder.failedName, in: outputs) else {
          throw OutputFolder.unwritable(
            folder.path + "/" + OutputFolder.failedName, because: "something else stands in its place")
        }
        switching.target = (failed, folder.path + "/" + OutputFolder.failedName, inner)
        switching.isFailure = true
      }
      return try switching.perform()
    } catch var fault as Diagnostic {
      fault = fault.naming(folder.path, insteadOf: place)
      let note = "what \(folder.path) held before is still there, unchanged"
      if !fault.notes.contains(note) { fault.notes.append(note) }
      throw fault
    }
  }

  /// Notes that its files are the outputs now.
  func wasPlaced() { state.withLock { $0 = .placed } }

  /// Removes what has been made. What steps have begun to write and can go on with is kept with the outputs. Nothing happens after
  /// `commit`.
  public func discard() {
    let before = state.withLock { state in
      defer { if state == .making { state = .discarded } }
      return state
    }
    if before == .discarded { return }
    if let inode = held.own?.inode { Self.remove(place, inode, of: home) }
    unfinished.finish()
  }

  private static func remove(_ place: String, _ inode: UInt64, of home: String) {
    // After the switch the name is gone, or that of the older outputs, which are removed already.
    guard OpenFolder(place)?.own?.inode == inode else { return }
    OutputLeftovers.keepPartials(of: place, in: home)
    let parts = PathParts(place)
    // A step that is being stopped may still make a file.
    for _ in 0..<5 where access(place, F_OK) == 0 { OpenFolder(parts.parent + "/")?.remove(parts.name) }
  }
}

/// What kind of files a command writes.
public enum OutputRole: Sendable {
  case report, presentation

  var role: OutputManifest.Role { self == .report ? .report : .presentation }
}

/// How outputs were put into their place.
public struct OutputCommit: Sendable {
  /// The folder that has them, as a person names it.
  public var folder: String
  /// Whether a good report stands beside them.
  public var isBesideGood: Bool
  /// Files of somebody that stood in the way, and where they are now.
  public var setAside: [(path: String, now: String)]
}

extension Diagnostic {
  /// The same in the words of somebody who knows nothing of a folder in which outputs are made.
  func naming(_ folder: String, insteadOf place: String) -> Diagnostic {
    var fault = self
    fault.message = message.replacing(place, with: folder)
    fault.notes = notes.map { $0.replacing(place, with: folder) }
    fault.help = help.map { $0.replacing(place, with: folder) }
    return fault
  }
}

extension RunResult {
  /// The files inside a folder that hold what steps of the run have saved, now or when a result that was reused was made, each with the digest
  /// of what was saved.
  public func saves(of program: Program, in place: String) -> [(path: String, digest: String)] {
    program.steps.flatMap { step in
      zip(step.effect.writes, outcomes[step.index]?.filesWritten ?? []).compactMap { write, file in
        OutputGeneration.relative(write, in: place).map { ($0, file.digest) }
      }
    }
  }

  /// The same in the words of somebody who knows nothing of a folder in which outputs are made.
  public func naming(_ folder: String, insteadOf place: String) -> RunResult {
    func named(_ faults: [Diagnostic]) -> [Diagnostic] { faults.map { $0.naming(folder, insteadOf: place) } }
    var result = self
    result.cellFaults = cellFaults.mapValues(named)
    result.checkFaults = checkFaults.mapValues(named)
    result.diagnostics = named(diagnostics)
    result.warnings = named(warnings)
    return result
  }
}
