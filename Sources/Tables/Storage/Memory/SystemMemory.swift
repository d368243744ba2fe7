import Foundation

/// What the system says of memory.
enum SystemMemory {
  /// Bytes that the machine can give without taking them from others; all that it has, where it does not tell.
  static var free: Int {
    (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)).flatMap(available)
      ?? Int(clamping: ProcessInfo.processInfo.physicalMemory)
  }

  /// Bytes of the line `MemAvailable: 23736344 kB`.
  static func available(_ text: String) -> Int? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("MemAvailable:") }) else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 }
  }

  /// Bytes that this process may still ask for (`ulimit -v`, `ulimit -d`), touched or not; nil without such a limit.
  static var unusedAddresses: Int? {
    // Of /proc/self/statm, in pages: all of the process is the first word, its data the sixth.
    var limits: [(limit: Int, word: Int)] = []
    for (resource, word) in [(RLIMIT_AS, 0), (RLIMIT_DATA, 5)] {
      var limit = rlimit()
      if getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(Int.max) {
        limits.append((Int(limit.rlim_cur), word))
      }
    }
    if limits.isEmpty { return nil }
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(whereSeparator: \.isWhitespace).map { Int($0) ?? 0 }
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    return limits.map { limit, word in max(0, limit - (pages.indices.contains(word) ? pages[word] * pageSize : 0)) }
      .min()
  }
}
