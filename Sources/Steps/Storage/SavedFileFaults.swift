import Diagnostics

/// What can be wrong with a file that a saved model or embedding is read from; the step that reads it adds the place.
enum SavedFileFaults {
  static func foreign(_ path: String) -> Diagnostic {
    Diagnostic(
      .notSaved, "\"\(path)\" holds no saved model or embedding",
      help: ["name a file that a step such as save model to: \"stars.model\" has written"])
  }

  static func newer(_ path: String, version: Int) -> Diagnostic {
    Diagnostic(
      .savedByNewer, "\"\(path)\" was written by a newer Matinee",
      notes: ["its layout is number \(version), and this version reads up to \(SavedFile.version)"],
      help: ["update Matinee, or save the model again with this version"])
  }

  static func cutOff(_ path: String, found: Int, expected: Int?) -> Diagnostic {
    damaged(path, "it ends after \(found) bytes" + (expected.map { " of \($0)" } ?? ""))
  }

  static func damaged(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .damagedSave, "\"\(path)\" is damaged: \(reason)",
      help: ["copy it again from where it was saved, or save the model again"])
  }
}

extension DiagnosticCode {
  static let notSaved = DiagnosticCode(
    "not-saved", "A file whose name ends in .model or .vectors does not begin as one that save has written.")
  static let savedByNewer = DiagnosticCode(
    "saved-by-newer", "A saved model or embedding has a layout that a later version of Matinee introduced.")
  static let damagedSave = DiagnosticCode(
    "damaged-save",
    "A saved model or embedding is cut off, or its bytes are not those that were written; nothing of it is believed.")
}
