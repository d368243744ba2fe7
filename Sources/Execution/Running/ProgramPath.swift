import Foundation

/// Where programs of the machine are.
public enum ProgramPath {
  /// The first file of this name that can be run: in `folders`, then in those of PATH; nil when there is none.
  ///
  /// - Parameter path: as the variable PATH.
  public static func find(
    _ name: String, in folders: [String] = [], path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
  ) -> String? {
    let all = folders + path.split(separator: ":").map(String.init)
    return all.map { $0 + "/" + name }.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && !isFolder.boolValue
        && access(candidate, X_OK) == 0
    }
  }
}
