import ArgumentParser
import Diagnostics
import Execution
import Foundation
import Notebooks

/// The options that set parameters, shared by the commands that read notebooks.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: .customShort("P"),
    help: ArgumentHelp("Set a parameter; its value takes the type of the declared default.", valueName: "name:value"))
  var parameter: [String] = []

  @Option(name: .customLong("params"), help: ArgumentHelp("Set parameters from a YAML file.", valueName: "file.yml"))
  var parameterFiles: [String] = []

  @OptionGroup var permissions: PermissionOptions

  /// Reads and checks a folder with these parameters.
  ///
  /// - Parameter reachesNetwork: whether what lies on the network may be looked at now, given that the folder may use it at all.
  func program(_ folder: String, outputFolder: String? = nil, reachesNetwork: Bool = true) throws -> Program {
    try reading(folder, outputFolder: outputFolder, reachesNetwork: reachesNetwork)(nil)
  }

  /// Reads a folder, to be checked with a place where steps save to: nil for the outputs themselves.
  func reading(
    _ folder: String, outputFolder: String?, reachesNetwork: Bool = true
  ) throws -> (_ savingFolder: String?) -> Program {
    Interruption.onStop { "Stopped. Nothing was run." }
    var permissions = try permissions.permissions(of: folder)
    if !reachesNetwork { permissions.network = .unasked }
    let (notebooks, found) = NotebookReader.read(folder: folder, permissions: permissions)
    let (overrides, faults) = ParameterOverrides.read(arguments: parameter, files: parameterFiles, for: notebooks)
    return { [permissions] savingFolder in
      Checker.check(
        notebooks, found: found + faults, overrides: overrides, outputFolder: outputFolder, savingFolder: savingFolder,
        permissions: permissions)
    }
  }
}

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
