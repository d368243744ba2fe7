import Foundation
import Notebooks

/// Pictures that notebooks show, put into their pages so that a report is one file.
public enum ImageFiles {
  /// Types that browsers show, by ending.
  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "webp": "image/webp",
  ]

  /// What kind of picture a source names by its ending; nil for what no browser shows as one.
  static func type(of source: String) -> String? {
    source.split(separator: ".").last.flatMap { types[$0.lowercased()] }
  }

  /// Data URLs by the source as the notebook writes it; a picture that is not there is left to its alternative text.
  public static func embedded(_ program: Program) -> [String: String] {
    var urls: [String: String] = [:]
    for source in sources(in: program) {
      let path = path(of: source, in: program.folder)
      guard let type = type(of: source), program.reach?.mayRead(path) ?? true,
        let data = FileManager.default.contents(atPath: path)
      else { continue }
      urls[source] = "data:\(type);base64,\(data.base64EncodedString())"
    }
    return urls
  }

  /// Where a picture lies, or should: its source starts at the folder, and may have the escapes of an address.
  static func path(of source: String, in folder: NotebookFolder) -> String {
    folder.path + "/" + (source.removingPercentEncoding ?? source)
  }

  /// Where the pictures of a program's notebooks are, or should be.
  public static func paths(in program: Program) -> Set<String> {
    Set(sources(in: program).map { path(of: $0, in: program.folder) })
  }

  /// Sources of all pictures, also of those that only an instructor sees.
  private static func sources(in program: Program) -> Set<String> {
    var found = shown(by: program)
    for exercise in program.folder.notebooks.flatMap(\.exercises) {
      found.formUnion(sources(exercise.solution))
      if case .answer(let answer) = exercise.task { found.formUnion(sources(answer.blocks)) }
    }
    return found.filter { !$0.contains(":") }
  }

  /// Sources of the pictures that pages show to a learner: not those of solutions.
  static func shown(by program: Program) -> Set<String> {
    var found = Set(sources(program.folder.settings.abstract))
    for notebook in program.folder.notebooks {
      found.formUnion(sources(notebook.blocks) + sources(notebook.frontMatter.abstract))
      for exercise in notebook.exercises {
        found.formUnion(sources(exercise.question) + exercise.hints.flatMap { sources($0) })
        if case .choice(let question) = exercise.task { found.formUnion(question.choices.flatMap { sources($0.text) }) }
      }
      for options in notebook.cells.map(\.options) {
        let texts = [options.figureCaption, options.figureAlternative, options.tableCaption, options.headline]
        found.formUnion(texts.flatMap { sources($0 ?? []) } + sources(options.notes))
      }
    }
    return found.filter { !$0.contains(":") }
  }

  private static func sources(_ blocks: [Block]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block.kind {
      case .heading(_, let text, _), .paragraph(let text): return sources(text)
      case .quote(let inner), .callout(_, _, let inner): return sources(inner)
      case .list(_, _, let items): return items.flatMap { sources($0.blocks) }
      case .table(let table): return (table.header + table.rows.flatMap { $0 }).flatMap { sources($0) }
      case .footnotes(let notes): return notes.flatMap { sources($0.blocks) }
      case .code, .math, .html, .thematicBreak, .cell, .exercise: return []
      }
    }
  }

  private static func sources(_ inlines: [Inline]) -> [String] {
    inlines.flatMap { inline -> [String] in
      switch inline {
      case .image(let source, _, _): return [source]
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner):
        return sources(inner)
      default: return []
      }
    }
  }
}
