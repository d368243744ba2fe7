import Foundation

/// The browser of whoever sits at the terminal.
enum Browser {
  /// Opens an address; where that cannot be done, the printed one is still there.
  static func open(_ address: String) {
    #if os(macOS)
      let program = "/usr/bin/open"
    #else
      let program = "/usr/bin/xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      Terminal.error("no browser could be opened; open the address by hand")
    }
  }
}
