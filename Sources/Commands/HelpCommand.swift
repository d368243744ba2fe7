import ArgumentParser
import Diagnostics
import Steps
import Tables

struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help", abstract: "Tell all about a step, the expressions, or an error code.")

  @Argument(
    help: ArgumentHelp(
      "A step (dedupe, plot bar), \"expressions\", \"exercises\", a command, or an error code.", valueName: "topic"))
  var topic: [String] = []

  func run() throws {
    let name = topic.joined(separator: " ")
    if name.isEmpty {
      print(Matinee.helpMessage())
      return
    }
    if name == "expressions" {
      print(ExpressionHelp.text)
      return
    }
    if name == "exercises" {
      print(ExerciseHelp.text, terminator: "")
      return
    }
    let matches = StepCatalog.signatures.filter { $0.name == name || $0.verb == name }
    if matches.count == 1 || matches.contains(where: { $0.name == name }) {
      print(StepHelp.text(matches.first { $0.name == name } ?? matches[0]), terminator: "")
      return
    }
    if !matches.isEmpty {
      for signature in matches { print("\(signature.name)  \(signature.summary)") }
      print("\nmatinee help \(matches[0].name) tells all about one of them.")
      return
    }
    let commands = Matinee.configuration.subcommands
    if let command = commands.first(where: { $0.configuration.commandName == name }) {
      print(Matinee.helpMessage(for: command))
      return
    }
    if let code = DiagnosticCatalog.all.first(where: { $0.name == name }) {
      print("\(code.name)\n\n\(TextLayout.wrapped(code.explanation, width: 90))")
      return
    }
    var known = ["expressions", "exercises"] + commands.compactMap { $0.configuration.commandName }
    known += StepCatalog.signatures.map(\.name)
    known += DiagnosticCatalog.all.map(\.name)
    let question = NearMiss.question(for: name, among: known).map { " (\($0))" } ?? ""
    throw ValidationError("there is no step, command or error code \"\(name)\"\(question)")
  }
}

/// The page of help of a step: also what the reference is made of.
enum StepHelp {
  static func text(_ signature: Signature) -> String {
    var out = "\(signature.name)\n\n\(TextLayout.wrapped(signature.summary, width: 90))\n\n"
    out += "  " + TextLayout.wrapped(signature.usage, width: 86, indent: "      ") + "\n"
    for paragraph in signature.details { out += "\n" + TextLayout.wrapped(paragraph, width: 90) + "\n" }
    let all = signature.operands.map { ($0, $0.kind.placeholder) } + signature.options.map { ($0, $0.name + ":") }
    if !all.isEmpty || signature.newColumns != nil { out += "\n" }
    for (parameter, title) in all {
      let note = parameter.isRequired ? "required" : "otherwise: \(parameter.fallback)"
      out += "  \(title)  (\(note))\n"
      out += "      " + TextLayout.wrapped(parameter.summary, width: 84, indent: "      ") + "\n"
    }
    if let new = signature.newColumns {
      out += "  NEW: \(new.kind.placeholder)\n      "
      out += TextLayout.wrapped(new.summary, width: 84, indent: "      ") + "\n"
    }
    if case .optional(let words) = signature.result { out += "\n  as NAME binds \(words).\n" }
    for example in signature.examples {
      out += "\n\(example.title):\n\n"
      out += example.code.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
    }
    return out
  }
}

/// The functions and operators of expressions.
enum ExpressionHelp {
  static var text: String {
    var out =
      "Expressions\n\nNumbers, \"texts\", dates (2015-08-31), true, false; columns by their names, in backquotes where "
    out += "these are no words; values by\ntheir paths (reduced.rows, params.data).\n\n"
    out +=
      "Operators, from the tightest: * / %, + -, comparisons (== != < <= > >=, in [..], not in, is null, is not null),\n"
    out +=
      "not, and, or. A hyphen inside a word belongs to it: a difference is written a - b. A missing value makes what is\n"
    out +=
      "computed from it missing, as in SQL. / gives a decimal, also of whole numbers; % has the sign of what it divides\n"
    out += "by, as in Python. Texts are equal when their bytes are, and are ordered by code points.\n\nFunctions\n\n"
    let width = ExpressionFunction.all.map(\.usage.count).max() ?? 0
    for function in ExpressionFunction.all {
      out += "  \(function.usage)\(String(repeating: " ", count: width - function.usage.count))  \(function.summary)\n"
    }
    return out
  }
}

enum TextLayout {
  /// Lines of at most `width` characters, broken at spaces.
  static func wrapped(_ text: String, width: Int, indent: String = "") -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n" + indent)
  }
}
