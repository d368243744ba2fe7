import Diagnostics
import Foundation
import WrittenTexts

/// Where a file is to be written: what stands at its path already, and where a link there leads.
struct WritingPlace {
  private let typed: String
  let path: String
  /// Whether there is something that is no file, such as a pipe or a device, which is written to as it stands.
  let isDirect: Bool

  /// Throws `Diagnostic` when a folder stands there, or a link that leads nowhere and is to be followed.
  init(_ path: String, links: AtomicFile.Links) throws {
    typed = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    if path.pathAndName.name.isEmpty || (isThere && kind == S_IFDIR) {
      throw Diagnostic(.unwritableFile, "\"\(path)\" is a folder", help: ["name a file inside it"])
    }
    if isThere && (kind != S_IFREG || Self.openDescriptor(path) != nil) {
      (self.path, isDirect) = (path, true)
      return
    }
    isDirect = false
    var own = stat()
    guard links == .followed, lstat(path, &own) == 0, own.st_mode & S_IFMT == S_IFLNK else {
      self.path = path
      return
    }
    guard let resolved = realpath(path, nil) else {
      throw Diagnostic(
        .unwritableFile, "\"\(path)\" is a link that leads nowhere",
        help: ["make the file that it leads to, or remove the link"])
    }
    self.path = String(cString: resolved)
    free(resolved)
  }

  /// The folder, with a slash at its end; empty where the path names none.
  var folder: String { path.pathAndName.folder }

  /// The name in the folder.
  var name: String { path.pathAndName.name }

  /// The number of the open file that a path such as `/dev/stdout` stands for.
  private static func openDescriptor(_ path: String) -> Int32? {
    switch path {
    case "/dev/stdout": STDOUT_FILENO
    case "/dev/stderr": STDERR_FILENO
    default: ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }.flatMap { Int32(path.dropFirst($0.count)) }
    }
  }

  /// Seconds to wait for somebody who reads a pipe.
  private static let patience = 10.0

  /// Opens what is no file.
  func openDirectly() throws -> Int32 {
    // Opened anew, a file behind such a name would be written from its beginning.
    if let known = Self.openDescriptor(path) {
      let descriptor = dup(known)
      if descriptor < 0 { throw AtomicFile.failure(errno, path: typed) }
      return descriptor
    }
    let end = ContinuousClock.now + .seconds(Self.patience)
    while true {
      // A pipe that nobody reads would stop the process here for good.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        return descriptor
      }
      guard errno == ENXIO, ContinuousClock.now < end else { break }
      usleep(20_000)
    }
    var status = stat()
    if errno == ENXIO, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO {
      throw Diagnostic(
        .unwritableFile, "\"\(typed)\" is a pipe that nobody reads", help: ["start what reads it first"])
    }
    throw AtomicFile.failure(errno, path: typed)
  }
}
