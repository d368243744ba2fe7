import ArgumentParser
import Diagnostics
import Execution
import Foundation

/// Labels that an option names, with commas between them.
enum LabelList {
  /// Throws where a label belongs to no cell, with the one that was perhaps meant.
  static func read(_ text: String, option: String, _ program: Program) throws -> Set<String> {
    let labels = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let known = program.folder.notebooks.flatMap { $0.cells.compactMap { $0.options.label?.text } }
    for label in labels where !known.contains(label) {
      let question = NearMiss.question(for: label, among: known).map { "; \($0)" } ?? ""
      throw ValidationError("no cell has the label \"\(label)\"\(question)")
    }
    if labels.isEmpty { throw ValidationError("\(option) needs at least one label") }
    return Set(labels)
  }
}
