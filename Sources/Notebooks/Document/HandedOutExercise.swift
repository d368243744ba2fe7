/// An exercise as `matinee student` handed it out: so that one which is gone is missed, and a seal that was changed is seen.
///
/// A line of `handed-out:` in `_matinee.yml`: the notebook's name, the label and a digest of what is sealed.
public struct HandedOutExercise: Sendable, Hashable {
  /// `03-clean`
  public var notebook: String
  public var label: String
  /// Of the seal, and of what else decides whether an answer counts; `open` where nothing is sealed.
  public var digest: String

  public init(_ exercise: Exercise, in notebook: Notebook) {
    self.notebook = notebook.name
    label = exercise.label.text
    var judged = exercise.seal ?? ""
    if case .number(let question) = exercise.task { judged += " \(question.tolerance)" }
    digest = exercise.seal == nil ? "open" : Seal.digest(of: judged)
  }

  /// A line as it is written; nil when it is none.
  public init?(_ text: String) {
    // A notebook's name may have spaces, and the two others have none.
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count >= 3 else { return nil }
    notebook = words.dropLast(2).joined(separator: " ")
    label = String(words[words.count - 2])
    digest = String(words[words.count - 1])
    guard !notebook.isEmpty, !label.isEmpty, !digest.isEmpty else { return nil }
  }

  public var text: String { "\(notebook) \(label) \(digest)" }
}
