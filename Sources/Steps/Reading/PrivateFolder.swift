import Foundation
import Synchronization

/// A folder for temporary files that nobody else can foresee, read or write, removed when the process ends.
///
/// What a killed process has left is removed by the next one that needs such a folder: the name holds the process's number, and only
/// folders of the same user whose process is gone are touched.
enum PrivateFolder {
  private static let made = Mutex<String?>(nil)
  private static let prefix = "matinee-download-"

  /// The folder of this process.
  static func make() throws -> String {
    try made.withLock { made in
      if let made { return made }
      let parent = FileManager.default.temporaryDirectory.path
      removeAbandoned(in: parent)
      var template = Array("\(parent)/\(prefix)\(getpid())-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        throw RemoteFile.Failure(
          reason: "no temporary folder can be made in \(parent): \(String(cString: strerror(errno)))")
      }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      made = path
      atexit { PrivateFolder.remove() }
      return path
    }
  }

  /// Removes the folder of this process, if it has made one.
  static func remove() {
    guard let path = made.withLock({ $0 }) else { return }
    try? FileManager.default.removeItem(atPath: path)
  }

  private static func removeAbandoned(in parent: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }), process > 0 else { continue }
      var status = stat()
      let path = parent + "/" + name
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
