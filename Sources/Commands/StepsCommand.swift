import ArgumentParser
import Diagnostics
import Steps

struct StepsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps", abstract: "List the steps of the language.")

  @Flag(help: "Print names, operands, options and examples as JSON.")
  var json = false

  func run() throws {
    if json {
      print("[\n" + StepCatalog.signatures.map { "  " + StepJSON.object($0) }.joined(separator: ",\n") + "\n]")
      return
    }
    let width = StepCatalog.signatures.map(\.name.count).max() ?? 0
    for group in Signature.Group.allCases {
      print(group.rawValue.prefix(1).uppercased() + group.rawValue.dropFirst())
      for signature in StepCatalog.signatures where signature.group == group {
        let padding = String(repeating: " ", count: width - signature.name.count)
        print("  \(signature.name)\(padding)  \(signature.summary)")
      }
      print("")
    }
    print("matinee help STEP tells all about one of them.")
  }
}

/// Signatures as JSON, for editors.
enum StepJSON {
  static func object(_ signature: Signature) -> String {
    let fields = [
      ("name", quote(signature.name)), ("group", quote(signature.group.rawValue)),
      ("summary", quote(signature.summary)), ("usage", quote(signature.usage)),
      ("details", list(signature.details.map(quote))),
      ("operands", list(signature.operands.map(parameter))), ("options", list(signature.options.map(parameter))),
      ("newColumns", signature.newColumns.map(parameter) ?? "null"),
      (
        "examples",
        list(signature.examples.map { "{\"title\": \(quote($0.title)), \"code\": \(quote($0.code))}" })
      ),
    ]
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func parameter(_ parameter: Parameter) -> String {
    "{\"name\": \(quote(parameter.name)), \"kind\": \(quote(parameter.kind.placeholder)), "
      + "\"required\": \(parameter.isRequired), \"otherwise\": \(quote(parameter.fallback)), "
      + "\"summary\": \(quote(parameter.summary))}"
  }

  private static func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }
  private static func quote(_ text: String) -> String { JSONWriter.quote(text) }
}
