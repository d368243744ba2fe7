/// How much memory a result may take before it is better refused than tried.
package enum MemoryBudget {
  /// What this process can still take: the least of what the machine has free, what its control groups leave it and what its own
  /// limits do; 0 is never the answer. A few small files of the system are read.
  package static var bytes: Int {
    let rooms = [SystemMemory.free, ControlGroups.own.room, SystemMemory.unusedAddresses]
    return max(1, rooms.compactMap { $0 }.min() ?? .max)
  }

  /// Results of so many bytes are tried without a look: a process that has no room for them has none for anything.
  package static let tried = 64 << 20

  /// What `count` things of so many bytes take, and what there is left; nil where they fit.
  ///
  /// - Parameter memory: what there is, in place of `bytes`.
  static func excess(of count: Int, each size: Int, memory: Int? = nil) -> (bytes: Int, memory: Int)? {
    let (needed, overflows) = count.multipliedReportingOverflow(by: size)
    if memory == nil, !overflows, needed <= tried { return nil }
    let memory = memory ?? bytes
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
