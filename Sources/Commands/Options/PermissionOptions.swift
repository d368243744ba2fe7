import ArgumentParser
import Diagnostics
import Notebooks

/// What the person at the terminal allows a folder of notebooks, for one run.
struct PermissionOptions: ParsableArguments {
  @Option(
    name: .customLong("allow-files"),
    help: ArgumentHelp(
      "A file or folder outside the notebooks that they may read and write; may be given several times.",
      valueName: "path"))
  var files: [String] = []

  @Flag(name: .customLong("allow-network"), help: "Let the notebooks load from addresses on the network.")
  var network = false

  /// These, with what `matinee allow` has kept for the folder.
  func permissions(of folder: String) throws -> Permissions {
    var permissions = try CommandFaults.on { try TrustedFolders.read(TrustedFolders.path()) }.permissions(of: folder)
    permissions.files += files.map(RealPath.of)
    if network { permissions.network = .allowed }
    return permissions
  }
}
