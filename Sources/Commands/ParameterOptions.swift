import ArgumentParser
import Diagnostics
import Execution
import Notebooks

/// The options that set parameters, shared by the commands that read notebooks.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Set a parameter; its value takes the type of the declared default.", valueName: "name:value"))
  var parameter: [String] = []

  @Option(name: .customLong("params"), help: ArgumentHelp("Set parameters from a YAML file.", valueName: "file.yml"))
  var parameterFiles: [String] = []

  /// Reads and checks a folder with these parameters.
  func program(_ folder: String) throws -> Program {
    let (overrides, faults) = overrides()
    let (notebooks, found) = NotebookReader.read(folder: folder)
    return Checker.check(notebooks, found: faults + found, overrides: overrides)
  }

  private func overrides() -> (ParameterOverrides, [Diagnostic]) {
    var settings: [ParameterOverrides.Setting] = []
    var faults: [Diagnostic] = []
    for path in parameterFiles {
      let (values, found) = ParameterFile.read(path)
      faults += found
      settings += values.map { .init(name: $0.name, value: .typed($0.value, $0.valueSpan)) }
    }
    for text in parameter {
      let file = SourceFile(path: "-P", text: text)
      guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
        faults.append(
          Diagnostic(
            .parameterSyntax, "a parameter is set as name:value", at: file.span(0..<text.utf8.count),
            label: "no name and colon", help: ["as in -P data:reviews.tsv.gz"]))
        continue
      }
      let split = text.utf8.distance(from: text.startIndex, to: colon)
      let name = Name(String(text[..<colon]), span: file.span(0..<split))
      let value = String(text[text.index(after: colon)...])
      settings.append(.init(name: name, value: .text(value, file.span(split + 1..<text.utf8.count))))
    }
    return (ParameterOverrides(settings), faults)
  }
}

extension DiagnosticCode {
  static let parameterSyntax = DiagnosticCode(
    "parameter-syntax", "The command line sets a parameter in another form than -P name:value.")
}
