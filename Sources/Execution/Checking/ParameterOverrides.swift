import Diagnostics
import Notebooks
import Steps

/// Parameters set from outside: `-P name:value` on the command line, and parameter files.
public enum ParameterOverrides {
  /// Reads settings against what a folder declares. Files come first, so that the command line wins.
  ///
  /// - Parameters:
  ///   - arguments: as after `-P`: `name:value`.
  ///   - files: paths of YAML files.
  public static func read(
    arguments: [String], files: [String], for folder: NotebookFolder
  ) -> (overrides: [ParameterOverride], faults: [Diagnostic]) {
    let declared = folder.declaredParameters
    var overrides: [ParameterOverride] = []
    var faults: [Diagnostic] = []
    for path in files {
      switch NotebookReader.load(path) {
      case .failure(let fault): faults.append(fault)
      case .success(let file):
        let (read, found) = ParameterOverride.read(file: file, declared: declared)
        overrides += read
        faults += found
      }
    }
    for argument in arguments {
      do {
        overrides.append(try ParameterOverride.parse(argument: argument, declared: declared))
      } catch {
        faults.append(error)
      }
    }
    for index in overrides.indices {
      // From here on there is only the address without the name and the password that it was typed with.
      if case .string(let text) = overrides[index].value { overrides[index].value = .string(RemoteFile.remember(text)) }
    }
    return (overrides, faults)
  }
}
