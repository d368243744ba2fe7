import Foundation
import Steps
import Tables

/// `Sources/Steps/Steps.docc/StepReference.md`: all steps and functions of the language, from what the code says of them.
enum StepReference {
  static let path = "Sources/Steps/Steps.docc/StepReference.md"

  static var text: String {
    var out = """
      # The steps of the language

      One section a step, by what it is for, then the functions of expressions. `matinee help STEP` prints the same on a
      terminal. This page is made from the steps' own signatures; a test holds it equal to them. To write it anew:
      `MATINEE_RECORD=1 swift test --filter StepReferenceTests`.

      In usage lines, capitals stand for what you write, brackets for what may be left out, and a bar for a choice. Every
      example runs as it stands: `reviews` is a small sample, `train` and `test` are its cleaned and split parts, `model`
      predicts stars and `liked` whether there are five.


      """
    let groups = Signature.Group.allCases
    out += groups.map { group in
      let steps = StepCatalog.signatures.filter { $0.group == group }
      return "- \(title(group)): " + steps.map { "[\($0.name)](#\(anchor($0.name)))" }.joined(separator: ", ") + "\n"
    }.joined()
    out += "- [Expressions](#expressions)\n"
    for group in groups {
      out += "\n## \(title(group))\n"
      for signature in StepCatalog.signatures where signature.group == group { out += "\n" + section(signature) }
    }
    return out + "\n" + expressions
  }

  private static func title(_ group: Signature.Group) -> String {
    group.rawValue.prefix(1).uppercased() + group.rawValue.dropFirst()
  }

  /// As GitHub makes it of a heading.
  private static func anchor(_ name: String) -> String { name.replacing(" ", with: "-") }

  private static func section(_ signature: Signature) -> String {
    var out = "### \(signature.name)\n\n\(escape(signature.summary))\n\n```\n\(signature.usage)\n```\n"
    for paragraph in signature.details { out += "\n\(escape(paragraph))\n" }
    let parameters =
      signature.operands.map { ($0, $0.kind.placeholder) }
      + signature.options.map { ($0, "\($0.name): \($0.kind.placeholder)") }
      + (signature.newColumns.map { [($0, "NEW: \($0.kind.placeholder)")] } ?? [])
    if !parameters.isEmpty {
      out += "\n| operand or option | what it does | without it |\n|---|---|---|\n"
      for (parameter, written) in parameters {
        let without = parameter.isRequired ? "required" : escape(parameter.fallback)
        out += "| `\(written.replacing("|", with: "\\|"))` | \(escape(parameter.summary)) | \(without) |\n"
      }
    }
    switch signature.result {
    case .nothing: break
    case .optional(let words): out += "\n`as NAME` binds \(escape(words)).\n"
    case .required(let names):
      out +=
        names.count == 1
        ? "\n`as NAME` binds the result.\n"
        : "\n`as \(names.joined(separator: ", "))` binds the results, in this order.\n"
    case .changedRows, .changedColumns: out += "\nThe result takes the table's own name, or the one after `as`.\n"
    }
    for example in signature.examples { out += "\n\(escape(example.title)):\n\n```lab\n\(example.code)\n```\n" }
    return out
  }

  private static var expressions: String {
    var out = """
      ## Expressions

      Numbers, `"texts"`, dates (`2015-08-31`), `true` and `false`; columns by their names, in backquotes where these are no
      words; values by their paths (`reduced.rows`, `params.data`).

      Operators, from the tightest: `* / %`, `+ -`, comparisons (`== != < <= > >=`, `in [..]`, `not in`, `is null`,
      `is not null`), `not`, `and`, `or`. A hyphen inside a word belongs to it: a difference is written `a - b`. A missing
      value makes what is computed from it missing, as in SQL. `/` gives a decimal, also of whole numbers; `%` has the sign of
      what it divides by, as in Python. Texts are equal when their bytes are, and are ordered by code points.

      | function | what it gives |
      |---|---|

      """
    for function in ExpressionFunction.all {
      let usages = function.usage.split(separator: " or ").flatMap { split($0) }
      out += "| " + usages.map { "`\($0)`" }.joined(separator: ", ") + " | \(escape(function.summary)) |\n"
    }
    return out
  }

  /// `count(), count(column)` as two; commas inside of parentheses part nothing.
  private static func split(_ text: Substring) -> [String] {
    text.replacing("), ", with: ")\n").split(separator: "\n").map(String.init)
  }

  /// Characters that markdown would take for marks.
  private static func escape(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("<", with: "&lt;").replacing("*", with: "\\*")
      .replacing("[", with: "\\[").replacing("_", with: "\\_")
  }
}
