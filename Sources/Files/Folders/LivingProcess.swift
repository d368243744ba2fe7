import Foundation
import WrittenTexts

/// Processes of this machine.
package enum LivingProcess {
  /// Whether a process of this number runs, whoever it belongs to.
  package static func isThere(_ process: pid_t) -> Bool {
    process > 0 && (kill(process, 0) == 0 || errno != ESRCH)
  }

  /// The words that a process was started with; nil where the system does not tell.
  package static func command(of process: pid_t) -> String? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline"), !data.isEmpty else { return nil }
    let words = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    guard let program = words.first?.pathNames.last else { return nil }
    return ([program] + words.dropFirst()).joined(separator: " ").replacing("\n", with: " ")
  }

  /// The process that holds a lock on a file or folder; nil where the system does not tell.
  package static func lockHolder(inode: UInt64) -> pid_t? {
    guard let data = FileManager.default.contents(atPath: "/proc/locks") else { return nil }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count >= 6, parts[1] == "FLOCK", parts[5].split(separator: ":").last == "\(inode)" else { continue }
      return pid_t(parts[4])
    }
    return nil
  }
}
