import Foundation
import Notebooks
import WrittenTexts

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
    self.folder = folder == "/" ? folder : folder.droppingSlash
    self.version = version
    self.threads = threads
    self.cachePath = cachePath
    self.cacheLimit = cacheLimit
  }
}

extension PreviewSettings {
  /// That what is filled in on a page cannot be saved, if so.
  var accessNotes: [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else { return [] }
    let path = isFolder.boolValue ? folder : URL(fileURLWithPath: folder).deletingLastPathComponent().path
    if access(path, W_OK) == 0 { return [] }
    return [
      "\(path) is read-only: what you fill in here cannot be saved. Change that with chmod u+w, or preview a copy."
    ]
  }
}
