import Diagnostics

/// Notebooks as they were read, so that a folder that is read again has only what has changed parsed. What a notebook says depends on
/// its own bytes and path alone.
public struct NotebookMemory: Sendable {
  private var known: [String: (notebook: Notebook, faults: [Diagnostic])] = [:]

  public init() {}

  /// The notebook of the file's path when it had the same bytes, with what was wrong with its form.
  func notebook(of file: SourceFile) -> (Notebook, [Diagnostic])? {
    guard let (notebook, faults) = known[file.path], notebook.file.bytes == file.bytes else { return nil }
    return (notebook, faults)
  }

  mutating func keep(_ notebook: Notebook, _ faults: [Diagnostic]) { known[notebook.file.path] = (notebook, faults) }
}
