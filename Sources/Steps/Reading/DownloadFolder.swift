import Files
import Foundation
import Synchronization

/// The private folder for what this process fetches, removed when it ends.
///
/// What a killed process has left is removed by the next one that needs such a folder: the name holds the process's number, and only
/// folders of the same user whose process is gone are touched.
enum DownloadFolder {
  private static let made = Mutex<PrivateFolder?>(nil)
  private static let prefix = "matinee-download-"

  /// The folder of this process.
  static func make() throws -> String {
    try made.withLock { made in
      if let made { return made.path }
      let parent = FileManager.default.temporaryDirectory.path
      removeAbandoned(in: parent)
      let folder = PrivateFolder(temporary: "\(prefix)\(getpid())")
      guard folder.make() else {
        throw RemoteFile.Failure(
          reason: "no temporary folder can be made in \(parent): \(String(cString: strerror(errno)))")
      }
      made = folder
      atexit { DownloadFolder.remove() }
      return folder.path
    }
  }

  /// Removes the folder of this process, if it has made one.
  static func remove() {
    made.withLock { $0 }?.remove()
  }

  private static func removeAbandoned(in parent: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
      guard let process = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }), process > 0 else { continue }
      var status = stat()
      let path = parent + "/" + name
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
        !LivingProcess.isThere(process)
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
