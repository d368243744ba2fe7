import Foundation

/// Whether what is filled in on a page can be saved.
enum FolderAccess {
  static func notes(_ settings: PreviewSettings) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: settings.folder, isDirectory: &isFolder) else { return [] }
    let path =
      isFolder.boolValue ? settings.folder : URL(fileURLWithPath: settings.folder).deletingLastPathComponent().path
    if access(path, W_OK) == 0 { return [] }
    return [
      "\(path) is read-only: what you fill in here cannot be saved. Change that with chmod u+w, or preview a copy."
    ]
  }
}
