import Diagnostics
import Foundation
import WrittenTexts

/// What the person who runs a folder has allowed it, beside what every folder may.
///
/// A folder of notebooks is somebody's text. Running it reads what lies in it and writes its outputs; files elsewhere and the network
/// need the word of the person who runs it: a flag, or their own settings (`TrustedFolders`), never a setting of the folder.
public struct Permissions: Sendable, Hashable {
  /// Whether addresses of the network may be read.
  public enum Network: Sendable, Hashable {
    /// As nothing is run: what lies on the network is left unchecked, and that is said.
    case unasked
    case refused
    case allowed
  }

  /// Files and folders, with all below them, that may be read and written; real paths.
  public var files: [String]
  public var network: Network

  public init(files: [String] = [], network: Network = .refused) {
    self.files = files.map(RealPath.of)
    self.network = network
  }

  /// Everything: for notebooks of one's own, as in tests.
  public static let unrestricted = Permissions(files: ["/"], network: .allowed)
}

/// How far the text of a folder reaches on this machine: the folder itself, its outputs, and what somebody has allowed.
public struct Reach: Sendable, Hashable {
  /// The folder as it was named to the command.
  public let folder: String
  /// The real path of the folder, or of the outermost of the folders around it that have settings, too.
  public let home: String
  /// The real paths of where outputs go, and of where they are made before.
  public private(set) var outputs: [String] = []
  public let permissions: Permissions

  public init(folder: String, permissions: Permissions) {
    self.folder = folder
    self.permissions = permissions
    home = Self.home(of: RealPath.of(folder))
  }

  /// The outermost folder of an unbroken chain of folders with settings: notebooks in a second language lie in a folder of the first.
  private static func home(of path: String) -> String {
    var home = path
    while true {
      let above = home.pathAndName.folder.droppingSlash
      guard !above.isEmpty, FileManager.default.fileExists(atPath: above + "/" + NotebookReader.settingsName) else {
        break
      }
      home = above
    }
    return home
  }

  /// The same with the folders of outputs, which the person who runs it has chosen or `mayHoldOutputs` has found harmless.
  public func writing(to outputs: [String]) -> Reach {
    var reach = self
    reach.outputs = outputs.map(RealPath.of)
    return reach
  }

  public func mayRead(_ path: String) -> Bool {
    let real = RealPath.of(path)
    return ([home] + outputs + permissions.files).contains { RealPath.isInside(real, $0) }
  }

  public func mayWrite(_ path: String) -> Bool {
    let real = RealPath.of(path)
    return (outputs + permissions.files).contains { RealPath.isInside(real, $0) }
  }

  /// Whether a setting of the folder may send outputs there: into the folder, or to "outputs" beside it and below.
  public func mayHoldOutputs(_ path: String) -> Bool {
    let real = RealPath.of(path)
    let beside = home.pathAndName.folder.droppingSlash + "/outputs"
    return ([home, beside] + permissions.files).contains { RealPath.isInside(real, $0) }
  }

  /// What is told of a path that leads out of the folder.
  ///
  /// - Parameters:
  ///   - shown: as it is written.
  ///   - path: where it leads, before links are followed.
  ///   - use: what the folder wants of it.
  public func refusal(of shown: String, leadingTo path: String, for use: Use, at span: SourceSpan?) -> Diagnostic {
    let real = RealPath.of(path)
    let isLink = real != URL(fileURLWithPath: path).standardizedFileURL.path
    let (place, label, rule) =
      switch use {
      case .read: ("the folder of notebooks", "would read \(real)", "a folder of notebooks reads what lies in it")
      case .write:
        ("the folder of outputs", "would write \(real)", "what notebooks save goes into the folder of outputs")
      case .outputs:
        (
          "the folder of notebooks", "reports would be written to \(real)",
          "outputs go into the folder of notebooks, or to \"outputs\" beside it"
        )
      }
    return Diagnostic(
      .outsideFolder, "\"\(shown)\" leads out of \(place)", at: span, label: label,
      notes: isLink ? ["a link on the way leads there"] : [],
      help: [
        "\(rule); to allow this for one run: --allow-files \(real)",
        "to allow it for good: matinee allow \(folder) --files \(real)",
      ])
  }

  /// What is told of a folder for outputs that nobody has named, and that leads elsewhere by a link.
  public func refusal(ofOutputs path: String) -> Diagnostic {
    let real = RealPath.of(path)
    return Diagnostic(
      .outsideFolder, "\"\(path)\", where outputs go, leads to \(real)",
      notes: ["a link on the way leads there, and it may have come with the notebooks"],
      help: [
        "if it is yours, say so: --output-dir \(path)",
        "to allow it for good: matinee allow \(folder) --files \(real)",
      ])
  }

  /// What a folder wants of a path.
  public enum Use: Sendable, Hashable {
    case read
    case write
    /// To hold all that a run writes.
    case outputs
  }

  /// What is told of an address that nobody has allowed, or nil when it may be read.
  public func refusal(ofAddress shown: String, at span: SourceSpan) -> Diagnostic? {
    switch permissions.network {
    case .allowed: nil
    case .refused:
      Diagnostic(
        .networkNotAllowed, "\"\(shown)\" is on the network, which nobody has allowed these notebooks to use", at: span,
        label: "would be fetched",
        help: [
          "to allow it for one run: --allow-network", "to allow it for good: matinee allow \(folder) --network",
          "or fetch the file yourself and load it",
        ])
    case .unasked:
      Diagnostic(
        .notFetched, "\"\(shown)\" is on the network, which a check does not use", at: span,
        label: "what depends on its columns is not checked", severity: .warning,
        help: ["matinee run --allow-network fetches it, and checks the rest before anything else is run"])
    }
  }
}

extension DiagnosticCode {
  public static let outsideFolder = DiagnosticCode(
    "outside-folder",
    "A path in a notebook, a link, or a setting leads out of the folder of notebooks or, where something is written, out of the "
      + "outputs. What leaves the folder needs the word of the person who runs it: --allow-files PATH for one run, matinee allow for "
      + "good. What is typed on the command line (-P, --params, --output-dir) is their word already.")
  public static let networkNotAllowed = DiagnosticCode(
    "network-not-allowed",
    "A notebook loads from an address on the network. That needs the word of the person who runs it: --allow-network for one run, "
      + "matinee allow --network for good.")
  public static let notFetched = DiagnosticCode(
    "not-fetched",
    "A notebook loads from an address on the network, which a check never uses. The steps that need its columns are left unchecked; a "
      + "run that may use the network checks them before it computes anything.")
  public static let credentialsInAddress = DiagnosticCode(
    "credentials-in-address",
    "An address in a notebook holds a name and a password (https://name:password@…). Notebooks are handed on; say them with -P when you "
      + "run, where they are used and never shown or written.")
}
