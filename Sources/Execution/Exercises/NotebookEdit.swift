import Diagnostics
import Foundation
import Notebooks

/// Puts what a learner filled in into the markdown, at its place and nowhere else.
public enum NotebookEdit {
  /// What somebody wrote, chose or answered.
  public enum Filling: Sendable, Hashable {
    /// The text of one blank of a cell, by its place among the cell's blanks; an empty one opens it again.
    case blank(Int, String)
    /// One's own words.
    case answer(String)
    /// The places of the choices that are marked.
    case choice(Set<Int>)
    /// A number, or an expression that gives one.
    case number(String)
  }

  /// What must be replaced in a notebook's text. Throws `Diagnostic` when the filling does not fit the exercise.
  public static func replacements(
    _ filling: Filling, _ exercise: Exercise, in notebook: Notebook
  ) throws -> [Replacement] {
    switch (filling, exercise.task) {
    case (.blank(let position, let text), .code(let cell)):
      let blanks = notebook.cells.indices.contains(cell) ? notebook.cells[cell].blanks : []
      guard blanks.indices.contains(position) else { throw unfit("there is no such blank", exercise) }
      return [Replacement(blanks[position].span, with: try blankText(text, exercise))]
    case (.answer(let text), .answer): return body(text, exercise.layout)
    case (.choice(let chosen), .choice(let question)):
      guard chosen.allSatisfy({ question.choices.indices.contains($0) }) else {
        throw unfit("there is no such choice", exercise)
      }
      return question.choices.enumerated().compactMap { position, choice in
        choice.isChosen == chosen.contains(position)
          ? nil : Replacement(choice.mark, with: chosen.contains(position) ? "x" : " ")
      }
    case (.number(let text), .number): return body(try numberText(text, exercise), exercise.layout)
    default: throw unfit("this exercise is not answered in this way", exercise)
    }
  }

  /// A text with replacements made, which must not overlap. O(bytes).
  public static func applied(_ replacements: [Replacement], to bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    // What is inserted comes before what is replaced at the same place.
    let ordered = replacements.sorted {
      ($0.span.range.lowerBound, $0.span.range.upperBound) < ($1.span.range.lowerBound, $1.span.range.upperBound)
    }
    for replacement in ordered {
      guard replacement.span.range.lowerBound >= at else { continue }
      out += bytes[at..<replacement.span.range.lowerBound]
      out += Array(replacement.text.utf8)
      at = replacement.span.range.upperBound
    }
    return out + bytes[min(at, bytes.count)...]
  }

  /// In braces, so that the place can be found and changed again.
  private static func blankText(_ text: String, _ exercise: Exercise) throws -> String {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty || Lexicon.isUnsolved(text) { return "____" }
    guard !text.contains("{"), !text.contains("}"), !text.contains("`" + "``"), !text.contains("~~~") else {
      throw unfit("braces and fences cannot stand in a blank", exercise)
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return "{\(text)}" }
    // Steps of their own: a line each, as a group of statements is written.
    return "{\n" + lines.map { exercise.layout.prefix + $0 }.joined(separator: "\n") + "\n\(exercise.layout.prefix)}"
  }

  private static func numberText(_ text: String, _ exercise: Exercise) throws -> String {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.isEmpty { return "____" }
    guard !text.contains("\n"), !text.contains("`" + "``") else {
      throw unfit("a number stands on one line", exercise)
    }
    return text
  }

  /// The body of a fence, which is made longer where the text has a fence of its own.
  private static func body(_ text: String, _ layout: FenceLayout) -> [Replacement] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0).trimmingCharacters(in: CharacterSet(charactersIn: "\r"))
    }
    while lines.last?.trimmingCharacters(in: .whitespaces).isEmpty == true { lines.removeLast() }
    if lines.isEmpty { lines = [""] }
    // Below the fence it would be read as an option, and the exercise would lose what its options said.
    if let first = lines.first, first.drop(while: { $0 == " " }).hasPrefix("#|") { lines.insert("", at: 0) }
    let words = lines.map { ($0.isEmpty ? layout.prefix.trimmedEnd : layout.prefix + $0) + "\n" }.joined()
    var replacements = [Replacement(layout.body, with: words)]
    let longest = lines.map { line in line.drop { $0 == " " }.prefix { $0 == layout.character }.count }.max() ?? 0
    if longest >= layout.length, !layout.closing.range.isEmpty {
      let file = layout.opening.file
      let run = String(repeating: layout.character, count: longest + 1)
      let start = layout.opening.range.lowerBound
      let end = layout.closing.range.upperBound
      let closingRun = layout.closing.text.reversed().drop { $0 != layout.character }.prefix { $0 == layout.character }
      let trailing = layout.closing.text.reversed().prefix { $0 != layout.character }.count
      replacements += [
        Replacement(file.span(start..<start + layout.length), with: run),
        Replacement(file.span(end - trailing - closingRun.count..<end - trailing), with: run),
      ]
    }
    return replacements
  }

  private static func unfit(_ message: String, _ exercise: Exercise) -> Diagnostic {
    Diagnostic(.unfitAnswer, message, at: exercise.layout.opening)
  }
}

extension FenceLayout {
  /// Backtick or tilde.
  var character: Character { opening.text.first ?? "`" }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension DiagnosticCode {
  public static let unfitAnswer = DiagnosticCode(
    "unfit-answer",
    "What was sent as an answer does not fit the exercise: another kind, or a place that it does not have.")
}
