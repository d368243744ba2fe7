import WrittenTexts

/// A path cut at its slashes: where the files of a report lie, and the folders around them. Nothing is looked up or resolved.
struct PathParts {
  /// What stands before the name, with its slash: "a/b/" of "a/b/c", nothing of a name alone.
  let prefix: String
  let name: String

  init(_ path: String) {
    (prefix, name) = path.pathAndName
  }

  /// What a slash and a name can stand behind: "a/b", empty for the root, and "." for a name alone.
  var parent: String { prefix.isEmpty ? "." : prefix.droppingSlash }

  /// The folder that holds it, as it can be opened.
  var folder: String { parent.isEmpty ? "/" : parent }

  /// The folders that it names on the way, from the outermost on: "a" and "a/b" of "a/b/c".
  var folders: [String] { prefix.pathFolders.map(\.droppingSlash).filter { !$0.isEmpty } }

  /// Whether a path leads into a folder wherever it stands: names and nothing else.
  static func isInside(_ path: String) -> Bool {
    path.pathParts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}
