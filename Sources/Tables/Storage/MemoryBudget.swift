import Foundation

/// How much memory a result may take before it is better refused than tried.
package enum MemoryBudget {
  /// What the machine has, or what this process was allowed, whichever is less; 0 is never the answer.
  package static let bytes: Int = {
    var least = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur != .max {
      least = min(least, Int(clamping: limit.rlim_cur))
    }
    // A container's own limit, where there is one.
    if let text = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8),
      let granted = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    {
      least = min(least, granted)
    }
    return max(1, least)
  }()

  /// What `count` things of so many bytes take, and what there is; nil where they fit.
  ///
  /// - Parameter memory: what there is, in place of `bytes`.
  static func excess(of count: Int, each size: Int, memory: Int? = nil) -> (bytes: Int, memory: Int)? {
    let memory = memory ?? bytes
    let (needed, overflows) = count.multipliedReportingOverflow(by: size)
    guard overflows || needed > memory else { return nil }
    return (bytes: overflows ? .max : needed, memory: memory)
  }
}

extension ColumnType {
  /// What a value takes in a column; of texts its number in the pool.
  var bytes: Int {
    switch self {
    case .boolean: 1
    case .string, .date, .index: 4
    case .integer, .decimal, .datetime: 8
    }
  }
}
