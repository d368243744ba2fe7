import Diagnostics
import Foundation
import Notebooks

/// A notebook that is named by itself and goes on from others of its folder: one fault, and not one for each name that it takes from them.
public enum ContinuedNotebook {
  /// The fault of a notebook that uses what notebooks before it make; nil for anything else that is wrong.
  public static func fault(of program: Program, named path: String) -> Diagnostic? {
    guard !program.isSound, program.folder.notebooks.count == 1, let alone = program.folder.notebooks.first,
      path.hasSuffix(".md"), alone.file.path == path
    else { return nil }
    let errors = program.diagnostics.filter { $0.severity == .error }
    let (folder, _) = NotebookReader.read(folder: program.folder.path)
    guard let place = folder.notebooks.firstIndex(where: { $0.name == alone.name }), place > 0 else { return nil }
    // A fault at a name that an earlier notebook gives. What else is wrong is told when the folder is run.
    for fault in errors {
      guard let span = fault.primary?.span else { continue }
      for notebook in folder.notebooks[..<place] {
        let names = notebook.cells.flatMap(\.statements).flatMap(\.bindings)
        guard names.contains(where: { $0.text == span.text }) else { continue }
        return Diagnostic(
          .continuesAnother, "\"\(alone.name).md\" goes on from \"\(notebook.name).md\" and cannot be run alone",
          at: span, label: "made in \(notebook.name).md", notes: ["the outputs are as they were"],
          help: ["run the whole folder: matinee run \(program.folder.path)"])
      }
    }
    return nil
  }
}

extension DiagnosticCode {
  static let continuesAnother = DiagnosticCode(
    "continues-another",
    "The notebooks of a folder are run in their order and share what they make. One that uses what an earlier one has made cannot be run "
      + "by itself; run the folder, of which only what has changed is computed again.")
}
