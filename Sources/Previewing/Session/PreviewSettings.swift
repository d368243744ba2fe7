import Notebooks

/// What a preview is of, and with what it is run.
public struct PreviewSettings: Sendable {
  /// The folder of notebooks, or one notebook.
  public var folder: String
  /// Matinee's own, as reports name it.
  public var version: String
  public var threads: Int
  public var cachePath: String
  /// Bytes.
  public var cacheLimit: Int
  /// As after `-P`: `name:value`.
  public var parameters: [String] = []
  /// Paths of YAML files.
  public var parameterFiles: [String] = []
  /// What the person who started it has allowed the folder.
  public var permissions = Permissions()
  /// Whether changes are told by inotify, where it can be had.
  public var usesNotifications = true

  public init(folder: String, version: String, threads: Int, cachePath: String, cacheLimit: Int) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    self.version = version
    self.threads = threads
    self.cachePath = cachePath
    self.cacheLimit = cacheLimit
  }
}
