import WrittenTexts

/// A path cut at its slashes: where the files of a report lie, and the folders around them. Nothing is looked up or resolved.
package struct PathParts {
  /// What stands before the name, with its slash: "a/b/" of "a/b/c", nothing of a name alone.
  package let prefix: String
  let name: String

  package init(_ path: String) {
    (prefix, name) = path.pathAndName
  }

  /// What a slash and a name can stand behind: "a/b", empty for the root, and "." for a name alone.
  var parent: String { prefix.isEmpty ? "." : prefix.droppingSlash }

  /// The folder that holds it, as it can be opened.
  package var folder: String { parent.isEmpty ? "/" : parent }

  /// The folder of notebooks that a path is of: itself, or the one that holds a notebook.
  package static func home(of path: String) -> String { path.hasSuffix(".md") ? PathParts(path).folder : path }

  /// The folders that it names on the way, from the outermost on: "a" and "a/b" of "a/b/c".
  var folders: [String] { prefix.pathFolders.map(\.droppingSlash).filter { !$0.isEmpty } }

  /// Whether a path leads into a folder wherever it stands: names and nothing else.
  static func isInside(_ path: String) -> Bool {
    path.pathParts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}
