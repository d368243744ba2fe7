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
  func program(_ folder: String, outputFolder: String? = nil) throws -> Program {
    reading(folder, outputFolder: outputFolder)(nil)
  }

  /// Reads a folder, to be checked with a place where steps save to: nil for the outputs themselves.
  func reading(_ folder: String, outputFolder: String?) -> (_ savingFolder: String?) -> Program {
    let (notebooks, found) = NotebookReader.read(folder: folder)
    let (overrides, faults) = ParameterOverrides.read(arguments: parameter, files: parameterFiles, for: notebooks)
    return { savingFolder in
      Checker.check(
        notebooks, found: found + faults, overrides: overrides, outputFolder: outputFolder, savingFolder: savingFolder)
    }
  }
}
