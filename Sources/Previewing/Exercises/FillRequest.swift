import Execution
import Foundation
import Notebooks

/// What a page sends when something is filled in.
struct FillRequest: Decodable, Sendable {
  enum Kind: String, Decodable, Sendable { case blank, answer, choice, number }

  /// The notebook's name: `03-clean`.
  var notebook: String
  /// The exercise's label: `exr-tail`.
  var exercise: String
  var kind: Kind
  /// Which of the blanks.
  var place: Int?
  /// What was written; of choices their places, with commas.
  var text: String
  /// What stood there when the writing began: what is in the file now must be the same, or somebody else was faster.
  var base: String

  /// Nil for places that are no numbers.
  var filling: NotebookEdit.Filling? {
    switch kind {
    case .blank: return place.map { .blank($0, text) }
    case .answer: return .answer(text)
    case .number: return .number(text)
    case .choice:
      let places = text.split(separator: ",").map { Int($0) }
      return places.contains(nil) ? nil : .choice(Set(places.compactMap { $0 }))
    }
  }
}

extension Exercise {
  /// What stands in one of its fields, as a page shows it for writing; nil when it has no such field.
  func text(of kind: FillRequest.Kind, place: Int?, in notebook: Notebook) -> String? {
    switch (kind, task) {
    case (.blank, .code(let cell)):
      guard let place, notebook.cells.indices.contains(cell), notebook.cells[cell].blanks.indices.contains(place) else {
        return nil
      }
      return notebook.cells[cell].blanks[place].written
    case (.answer, .answer(let answer)): return answer.text
    case (.number, .number): return writtenNumber
    case (.choice, .choice(let question)):
      return question.choices.indices.filter { question.choices[$0].isChosen }.map(String.init).joined(separator: ",")
    default: return nil
    }
  }
}

extension Exercise {
  /// What stands in the fence of a question with a number, also where it is none, such as `33,3`; empty while it is open.
  var writtenNumber: String {
    let lines = layout.body.text.split(separator: "\n", omittingEmptySubsequences: false)
    let prefix = layout.prefix
    let text = lines.map { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.count) : $0[...] }.joined(separator: "\n")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return Lexicon.isUnsolved(text) ? "" : text
  }
}

extension Blank {
  /// What a learner has written; empty while it is open.
  var written: String { isOpen ? "" : content }
}
