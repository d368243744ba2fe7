import Diagnostics
import Files
import Foundation
import Tables

/// One request with the program curl, whose answer comes through a pipe: when this process dies, so does curl with the next byte that it
/// writes, or after the minute in which none comes.
enum Curl {
  struct Answer {
    /// Where the answer leads on to, if it does.
    var redirect: String?
  }

  /// Throws `RemoteFile.Failure` when there is no such file, when it is too large, or when it comes too slowly.
  ///
  /// - Parameter pins: the addresses that names stand for: `example.org:80:93.184.216.34`.
  static func get(_ address: String, credentials: String?, pins: [String], to path: String) throws -> Answer {
    // What it is told stands on lines: one that an address brings with it would be an order of its own, such as where to write.
    if address.unicodeScalars.contains(where: { $0.value <= 0x20 || (0x7F..<0xA0).contains($0.value) }) {
      throw RemoteFile.Failure(reason: "an address has no spaces, no line ends and no other control characters")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // -q: the settings of a .curlrc, such as an output file, are not for this.
    process.arguments = ["curl", "-q", "--config", "-"]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    let started: Unfinished?
    do {
      started = try Unfinished.start(process)
    } catch {
      throw RemoteFile.Failure(reason: error.localizedDescription)
    }
    defer {
      started?.finish()
      if process.isRunning { process.terminate() }
    }
    try? input.fileHandleForWriting.write(contentsOf: Data(config(address, credentials, pins).utf8))
    try? input.fileHandleForWriting.close()
    try receive(output.fileHandleForReading, into: path)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 { throw RemoteFile.Failure(reason: "curl is not installed") }
    let lines = said.split(separator: "\n").map(String.init)
    guard process.terminationStatus == 0 else {
      throw RemoteFile.Failure(reason: lines.filter { !$0.hasPrefix(mark) }.joined(separator: "\n"))
    }
    let target = lines.last { $0.hasPrefix(mark) }?.dropFirst(mark.count)
    return Answer(redirect: target.flatMap { $0.isEmpty ? nil : String($0) })
  }

  /// Before the address that an answer leads on to, in what curl writes to its standard error.
  private static let mark = "matinee-redirect:"

  static func config(_ address: String, _ credentials: String?, _ pins: [String]) -> String {
    func quoted(_ text: String) -> String {
      var quoted = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": quoted += "\\\\"
        case "\"": quoted += "\\\""
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        // Ends a text of C, and no name or password has it.
        case "\0": break
        default: quoted.unicodeScalars.append(scalar)
        }
      }
      return quoted + "\""
    }
    var lines = [
      "url = \(quoted(address))", "globoff", "no-buffer", "fail", "silent", "show-error", "proto = \"=http,https\"",
      "connect-timeout = 30", "speed-limit = 100", "speed-time = 60", "max-time = \(RemoteFile.limits.seconds)",
      "write-out = \"%{stderr}\\n\(mark)%{redirect_url}\"",
    ]
    // An answer that leads on has no other way to the next address than this program, which looks at it first.
    if let credentials { lines.append("user = \(quoted(credentials.removingPercentEncoding ?? credentials))") }
    lines += pins.map { "resolve = \(quoted($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func receive(_ pipe: FileHandle, into path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw RemoteFile.Failure(reason: String(cString: strerror(errno))) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var count = 0
    while let piece = try pipe.read(upToCount: 1 << 18), !piece.isEmpty {
      count += piece.count
      if count > RemoteFile.limits.bytes {
        throw RemoteFile.Failure(reason: "it is larger than \(RemoteFile.limits.bytes >> 30) GiB")
      }
      do {
        try file.write(contentsOf: piece)
      } catch {
        throw RemoteFile.Failure(reason: "it cannot be written to the temporary folder: \(error.localizedDescription)")
      }
    }
    try file.close()
  }
}
