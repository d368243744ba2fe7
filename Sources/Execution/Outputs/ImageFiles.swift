import Foundation
import Notebooks
import WrittenTexts

/// Pictures that notebooks show, put into their pages so that a report is one file.
public enum ImageFiles {
  /// Types that browsers show, by ending.
  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "webp": "image/webp",
  ]

  /// What kind of picture a source names by its ending; nil for what no browser shows as one.
  package static func type(of source: String) -> String? {
    source.split(separator: ".").last.flatMap { types[$0.lowercased()] }
  }

  /// Data URLs by the source as the notebook writes it; a picture that is not there is left to its alternative text.
  public static func embedded(_ program: Program) -> [String: String] {
    var urls: [String: String] = [:]
    for source in sources(in: program) {
      let path = path(of: source.text, in: program.folder)
      guard let type = type(of: source.text), program.reach?.mayRead(path) ?? true,
        let data = FileManager.default.contents(atPath: path)
      else { continue }
      urls[source.text] = "data:\(type);base64,\(data.base64EncodedString())"
    }
    return urls
  }

  /// Where a picture lies, or should: its source starts at the folder, and may have the escapes of an address.
  static func path(of source: String, in folder: NotebookFolder) -> String {
    folder.path + "/" + (source.removingPercentEncoding ?? source)
  }

  /// Where the pictures of a program's notebooks are, or should be.
  public static func paths(in program: Program) -> Set<ExactText> {
    Set(texts: sources(in: program).map { path(of: $0.text, in: program.folder) })
  }

  /// Sources of all pictures, also of those that only an instructor sees.
  private static func sources(in program: Program) -> Set<ExactText> { sources(of: program.folder.texts) }

  /// Sources of the pictures that pages show to a learner: not those of solutions, and of what is said to an answer.
  static func shown(by program: Program) -> Set<ExactText> { sources(of: program.folder.texts.filter(\.isHandedOut)) }

  private static func sources(of texts: [FolderText]) -> Set<ExactText> {
    let all = texts.flatMap { text in
      switch text.words {
      case .run(let words): [words]
      case .blocks(let blocks): blocks.texts
      }
    }
    let sources = all.joined().walk.compactMap { if case .image(let source, _, _) = $0 { source } else { nil } }
    return Set(texts: sources.filter { !$0.contains(":") })
  }
}
