import Diagnostics
import Foundation
import WrittenTexts

/// Replaces a file only while it still holds what was read of it: compare and swap, for files that others write too.
///
/// The new text is written beside the file and synced. Then both change places in one step of the file system, and what came out
/// is compared: when somebody has saved in between, the two change back, and the other's text stays. A kill at any time leaves
/// one of the two texts whole. The file keeps its mode, and its owner where the system allows it.
public enum FileExchange {
  public enum Outcome: Sendable, Equatable {
    case replaced
    /// Nothing was written: the file holds these bytes now; nil when it is gone.
    case changed(now: [UInt8]?)
  }

  /// Writes `bytes` if the file holds `expected`. A link is followed to its file. Throws `Diagnostic` when it cannot be written.
  ///
  /// - Parameter willExchange: called between the comparison and the exchange; tests save there.
  public static func replace(
    _ path: String, holding expected: [UInt8], with bytes: [UInt8], willExchange: () -> Void = {}
  ) throws -> Outcome {
    guard let resolved = realpath(path, nil) else { return .changed(now: nil) }
    let target = String(cString: resolved)
    free(resolved)
    var status = stat()
    guard stat(target, &status) == 0, let now = contents(target) else { return .changed(now: nil) }
    if now != expected { return .changed(now: now) }
    if bytes == expected { return .replaced }
    // A folder that may be written lets anything be renamed over a file that may not.
    guard access(target, W_OK) == 0 else { throw unwritable(path, errno) }
    let (inFolder, name) = target.pathAndName
    let folder = inFolder.droppingSlash
    var (temporary, descriptor): (String, Int32) = ("", -1)
    let unfinished = Unfinished.begin {
      var template = Array("\(folder)/.\(name.prefix(100)).XXXXXX.tmp".utf8CString)
      descriptor = mkstemps(&template, 4)
      let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      temporary = made
      if descriptor < 0 { return nil }
      return { unlink(made) }
    }
    guard descriptor >= 0 else { throw unwritable(path, errno) }
    defer {
      unlink(temporary)
      unfinished?.finish()
    }
    do {
      defer { close(descriptor) }
      // Root's writing must not make a learner's file root's.
      _ = fchown(descriptor, status.st_uid, status.st_gid)
      guard fchmod(descriptor, status.st_mode & 0o7777) == 0, WholeWriting.write(bytes, to: descriptor),
        fsync(descriptor) == 0
      else { throw unwritable(path, errno) }
    }
    willExchange()
    // Ended in its middle, the hidden file might hold what somebody else has saved.
    let outcome = try Unfinished.place { try exchange(temporary, target, path, holding: expected, with: bytes) }
    sync(folder)
    return outcome
  }

  private static func exchange(
    _ temporary: String, _ target: String, _ path: String, holding expected: [UInt8], with bytes: [UInt8]
  ) throws -> Outcome {
    guard NameExchange.exchange(temporary, target) else {
      // A file system without exchange: look once more, as late as can be.
      guard contents(target) == expected else { return .changed(now: contents(target)) }
      guard rename(temporary, target) == 0 else { throw unwritable(path, errno) }
      return .replaced
    }
    // What was there lies in the temporary file now, the other's text and nobody's loss if it is not what was expected.
    guard let before = contents(temporary), before != expected else { return .replaced }
    // Whoever saves while this changes back is put in place by the next turn.
    for _ in 0..<100 {
      guard NameExchange.exchange(temporary, target) else { break }
      if contents(temporary) == bytes { break }
    }
    return .changed(now: before)
  }

  /// Removes what a process left that was killed while it wrote: hidden files of this name that nobody has touched for a minute.
  ///
  /// - Parameter path: a folder, or a file in it.
  public static func removeLeftovers(beside path: String) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    let folder = isFolder.boolValue ? path : URL(fileURLWithPath: path).deletingLastPathComponent().path
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard name.wholeMatch(of: /\..+\.md\.[A-Za-z0-9]{6}\.tmp/) != nil else { continue }
      var status = stat()
      guard stat(folder + "/" + name, &status) == 0, time(nil) - status.st_mtim.tv_sec > 60 else { continue }
      unlink(folder + "/" + name)
    }
  }

  private static func contents(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map(Array.init)
  }

  /// A rename is on the disk when its folder is.
  private static func sync(_ folder: String) { OpenFolder(folder)?.sync() }

  private static func unwritable(_ path: String, _ number: Int32) -> Diagnostic {
    let help =
      number == ENOSPC || number == EDQUOT ? "make room on the disk" : "give yourself the right to write it: chmod u+w"
    return Diagnostic(
      number == ENOSPC || number == EDQUOT ? .diskFull : .unwritableFile,
      "\"\(path)\" cannot be written: \(InputFile.text(of: number))",
      notes: ["it is as it was"], help: [help])
  }
}
