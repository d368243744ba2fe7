import Foundation

/// What the system lets this process have, looked at before anything else: with too little of it not even a fault could be told.
enum ProcessLimits {
  /// Files that may be open at once: notebooks, data, the cache, what is written, and the system's own libraries.
  private static let leastFiles = 32
  /// Address space beyond what the program itself takes, in MB: room for a small table and the stacks of threads.
  private static let leastMemory = 512

  /// What is too little, as a sentence with what to do; nil when there is enough to begin with.
  static var shortage: String? {
    shortage(files: sysconf(Int32(_SC_OPEN_MAX)), memory: freeAddressSpace)
  }

  /// - Parameter memory: in MB; nil when there is no limit.
  static func shortage(files: Int, memory: Int?) -> String? {
    if files >= 0, files < leastFiles {
      return "error: this process may open \(files) files at once, and needs \(leastFiles)\n"
        + "help: raise the limit in this shell: ulimit -n 1024"
    }
    if let memory, memory < leastMemory {
      return "error: this process may take \(memory) MB of memory, and needs \(leastMemory) to begin with\n"
        + "help: raise the limit in this shell: ulimit -v unlimited"
    }
    return nil
  }

  /// MB that may still be taken; nil when there is no limit, or the system does not tell.
  private static var freeAddressSpace: Int? {
    guard let limits = try? String(contentsOfFile: "/proc/self/limits", encoding: .utf8),
      let line = limits.split(separator: "\n").first(where: { $0.hasPrefix("Max address space") }),
      let limit = line.split(separator: " ").compactMap({ Int($0) }).first
    else { return nil }
    // Pages taken so far are the first word.
    let taken =
      (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))
      .flatMap { $0.split(separator: " ").first }.flatMap { Int($0) } ?? 0
    return max(0, limit - taken * sysconf(Int32(_SC_PAGESIZE))) >> 20
  }
}
