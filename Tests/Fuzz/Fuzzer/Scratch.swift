import Foundation

/// A folder for one process, in memory where the machine has that.
struct Scratch {
  /// The one of this process.
  static let home: String = {
    let shared = "/dev/shm"
    let parent = FileManager.default.isWritableFile(atPath: shared) ? shared : NSTemporaryDirectory()
    return "\(parent)/matinee-fuzz-\(getpid())"
  }()

  let path = Scratch.home

  init() throws {
    try? FileManager.default.removeItem(atPath: path)
    try make("")
  }

  func make(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: self[folder], withIntermediateDirectories: true)
  }

  subscript(name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

  /// Writes a file over what is there; nothing but the bytes matters.
  func put(_ name: String, _ bytes: some Collection<UInt8>) {
    let descriptor = open(self[name], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    require(descriptor >= 0, "\(name) cannot be written")
    let bytes = Array(bytes)
    require(bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count, "no room for \(name)")
    close(descriptor)
  }

  func put(_ name: String, _ text: String) { put(name, text.utf8) }

  func bytes(_ name: String) -> [UInt8] { FileManager.default.contents(atPath: self[name]).map(Array.init) ?? [] }

  func remove(_ name: String) { try? FileManager.default.removeItem(atPath: self[name]) }

  /// Makes a folder empty.
  func clear(_ folder: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: self[folder])) ?? [] {
      remove("\(folder)/\(name)")
    }
  }

  /// Paths of the files below a folder.
  func files(below folder: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: self[folder])) ?? []
    return names.sorted().map { "\(folder)/\($0)" }.filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: self[$0], isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
