import ArgumentParser
import JSONText
import Steps

struct StepsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "steps", abstract: "List the steps of the language.")

  @Flag(help: "Print names, operands, options and examples as JSON.")
  var json = false

  func run() throws {
    if json {
      print(JSON.list(StepCatalog.signatures.map(StepJSON.object)).encoded(levels: 1))
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
  static func object(_ signature: Signature) -> JSON {
    [
      "name": .text(signature.name), "group": .text(signature.group.rawValue), "summary": .text(signature.summary),
      "usage": .text(signature.usage), "details": .list(signature.details.map(JSON.text)),
      "operands": .list(signature.operands.map(parameter)), "options": .list(signature.options.map(parameter)),
      "newColumns": signature.newColumns.map(parameter) ?? .null,
      "examples": .list(signature.examples.map { ["title": .text($0.title), "code": .text($0.code)] }),
    ]
  }

  private static func parameter(_ parameter: Parameter) -> JSON {
    [
      "name": .text(parameter.name), "kind": .text(parameter.kind.placeholder),
      "required": .boolean(parameter.isRequired), "otherwise": .text(parameter.fallback),
      "summary": .text(parameter.summary),
    ]
  }
}
