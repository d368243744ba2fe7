import Foundation
import Notebooks
import WrittenTexts

/// The path of a folder of notebooks, and what lies beside it, however the folder was named: `notebooks`, `notebooks/`, `.` from inside
/// of it, or a link to it.
public struct FolderPath {
  private let typed: String

  public init(_ typed: String) { self.typed = typed.isEmpty ? "." : typed }

  /// Without links; nil when there is no such folder.
  var real: String? {
    guard let resolved = realpath(typed, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A path that starts at the folder's own folder: "outputs" beside "notebooks" is "outputs", and beside "." it is "../outputs".
  public func beside(_ name: String) -> String { joined("../" + name) }

  /// A path that starts in the folder, as people write it: "../../outputs/ja" from "notebooks/ja" is "outputs/ja". Where a link on the way
  /// makes that another place, the whole path.
  public func joined(_ name: String) -> String {
    if name.isAbsolutePath { return name }
    let short = Self.folded(typed + "/" + name)
    guard let real else { return short }
    let whole = Self.folded(real + "/" + name)
    return RealPath.of(short) == whole ? short : whole
  }

  /// A path without `name/..`, `.` and doubled slashes.
  private static func folded(_ path: String) -> String {
    var parts: [String] = []
    for part in path.pathNames where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.isAbsolutePath {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.isAbsolutePath ? "/" + joined : joined.isEmpty ? "." : joined
  }
}

extension Program {
  /// Where outputs go when nobody says: what `_matinee.yml` says, starting at the folder, or "outputs" beside the folder.
  public var outputDirectory: String {
    let path = FolderPath(folder.path)
    return folder.settings.outputDirectory.map { path.joined($0) } ?? path.beside("outputs")
  }

  /// Where the cache is when nobody says: `.matinee/cache` beside the folder of notebooks.
  public static func cacheDirectory(beside folder: String) -> String { FolderPath(folder).beside(".matinee/cache") }
}
