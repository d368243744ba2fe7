import Foundation
import WrittenTexts

/// Where a path leads once every link on its way has been followed.
public enum RealPath {
  /// The path without links, `.` and `..`, absolute.
  ///
  /// Of a path whose end does not exist it is the real path of what exists with the rest behind it. A link that leads to nothing is
  /// followed, too, since a file written through it would appear where it leads. Links that lead round in a circle end where they
  /// are. Complexity: a system call for each part of the path at most.
  public static func of(_ path: String) -> String {
    let absolute = path.isAbsolutePath ? path : FileManager.default.currentDirectoryPath + "/" + path
    return resolve(absolute, links: linkLimit)
  }

  /// Whether a real path is a folder or lies in it.
  public static func isInside(_ path: String, _ folder: String) -> Bool {
    (path + "/").path(in: folder == "/" ? "/" : folder + "/") != nil
  }

  /// As the kernel's own limit (path_resolution(7)).
  private static let linkLimit = 40

  private static func resolve(_ path: String, links: Int) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    var parts = path.pathNames
    guard let last = parts.popLast() else { return "/" }
    let parent = "/" + parts.joined(separator: "/")
    if last == "." || last == ".." {
      // A folder that is not there has no other parent than the one that is written.
      let above = resolve(parent, links: links)
      if last == "." { return above }
      let folder = above.pathAndName.folder.droppingSlash
      return folder.isEmpty ? "/" : folder
    }
    if links > 0, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
      return resolve(target.isAbsolutePath ? target : parent + "/" + target, links: links - 1)
    }
    let above = resolve(parent, links: links)
    return (above == "/" ? "" : above) + "/" + last
  }
}
