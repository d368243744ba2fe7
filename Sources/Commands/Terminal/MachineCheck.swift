import Execution
import Foundation
import JSONText

/// Something of the machine that Matinee uses: whether it is there, what for, and how to get it.
struct MachineFinding {
  var name: String
  var isThere: Bool
  /// Whether nothing works without it.
  var isNeeded = false
  /// What was found, or what for it is wanted.
  var words: String
  /// What to do when it is missing.
  var help: String

  var mark: String { isThere ? "ok" : isNeeded ? "!!" : "- " }

  var json: JSON {
    [
      "name": .text(name), "found": .boolean(isThere), "needed": .boolean(isNeeded), "words": .text(words),
      "help": .text(isThere ? "" : help),
    ]
  }
}

/// Looks at the machine. Starts no program but fc-list, asks nobody over the network, and changes nothing.
enum MachineCheck {
  static func all() -> [MachineFinding] {
    [
      library("ISA-L", ["libisal.so.2"], "inflates gzip 2.7 times as fast as zlib", package: "libisal-dev"),
      program("rsvg-convert", "figures as PNG and PDF", package: "librsvg2-bin"),
      chromium(),
      program("curl", "tables from the web (https://…)", package: "curl"),
      fonts(),
      memory(), disk(), writable(),
    ]
  }

  /// Needed libraries are found by the loader before anything here runs; these are opened when they are used.
  private static func library(_ name: String, _ files: [String], _ words: String, package: String) -> MachineFinding {
    let isThere = files.contains { file in
      guard let handle = dlopen(file, RTLD_LAZY) else { return false }
      dlclose(handle)
      return true
    }
    return MachineFinding(name: name, isThere: isThere, words: words, help: "sudo apt install \(package)")
  }

  private static func program(_ name: String, _ words: String, package: String) -> MachineFinding {
    let path = ProgramPath.find(name)
    return MachineFinding(
      name: name, isThere: path != nil, words: words + (path.map { " (\($0))" } ?? ""),
      help: "sudo apt install \(package)")
  }

  private static func chromium() -> MachineFinding {
    let path = ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap { ProgramPath.find($0) }.first
    return MachineFinding(
      name: "chromium", isThere: path != nil, words: "reports as PDF, tests of pages" + (path.map { " (\($0))" } ?? ""),
      help: "sudo apt install chromium")
  }

  private static func fonts() -> MachineFinding {
    let words = "Japanese text in figures that are converted"
    let help = "sudo apt install fonts-noto-cjk"
    guard let list = ProgramPath.find("fc-list") else {
      return MachineFinding(
        name: "fonts", isThere: false, words: words + "; fc-list is not there to ask",
        help: "sudo apt install fontconfig")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: list)
    process.arguments = [":lang=ja", "family"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else {
      return MachineFinding(name: "fonts", isThere: false, words: words, help: help)
    }
    let found = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return MachineFinding(name: "fonts", isThere: !found.isEmpty, words: words, help: help)
  }

  private static func memory() -> MachineFinding {
    let bytes = Int(ProcessInfo.processInfo.physicalMemory)
    return MachineFinding(
      name: "memory", isThere: bytes >= 2_000_000_000,
      words: "\(ByteSize.text(bytes)); four million reviews take 0.4 GB and a large model as much again",
      help: "take a smaller sample: -P data:\"sample:reviews?rows=100000\"")
  }

  private static func disk() -> MachineFinding {
    var status = statvfs()
    let isKnown = statvfs(".", &status) == 0
    let free = isKnown ? Int(status.f_bavail) * Int(status.f_frsize) : 0
    return MachineFinding(
      name: "disk", isThere: free >= 2_000_000_000,
      words: "\(ByteSize.text(free)) free here, for outputs and the cache",
      help: "make room, empty the cache (matinee cache clear), or put it elsewhere: --cache-dir")
  }

  private static func writable() -> MachineFinding {
    MachineFinding(
      name: "this folder", isThere: access(".", W_OK) == 0, isNeeded: true,
      words: "outputs and the cache are written here",
      help: "start in a folder of your own, or give yourself the right to write: chmod u+w .")
  }
}
