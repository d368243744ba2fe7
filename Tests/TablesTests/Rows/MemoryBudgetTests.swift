import Foundation
import Testing

@testable import Tables

/// What a process may still take of memory: not what the machine has, but what is left of it.
@Suite struct MemoryBudgetTests {
  @Test func whatIsAvailableIsReadFromTheSystem() {
    #expect(
      SystemMemory.available("MemTotal: 24683656 kB\nMemFree: 5 kB\nMemAvailable:   23736344 kB\n") == 23_736_344 << 10)
    #expect(SystemMemory.available("MemTotal: 24683656 kB\n") == nil)
    #expect(MemoryBudget.bytes > 0)
    #expect(MemoryBudget.bytes <= Int(ProcessInfo.processInfo.physicalMemory))
  }

  @Test func controlGroupsLeaveTheirLeast() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("groups-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    func write(_ path: String, _ text: String) throws {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try write("lab/job/memory.max", "max\n")
    try write("lab/memory.max", "1000000\n")
    try write("lab/memory.current", "700000\n")
    try write("lab/memory.stat", "anon 1\ninactive_file 200000\nactive_file 9\n")
    try write("memory/batch/memory.limit_in_bytes", "600000\n")
    try write("memory/batch/memory.usage_in_bytes", "500000\n")
    try write("memory/batch/memory.stat", "total_inactive_file 100000\n")
    func room(_ membership: String) -> Int? { ControlGroups(membership: membership, root: root.path).room }
    // The group itself has no limit, and the one around it has: pages of files are given back.
    #expect(room("0::/lab/job\n") == 500_000)
    #expect(room("5:devices:/x\n4:cpu,memory:/batch/inner\n") == 200_000)
    #expect(room("4:memory:/batch\n0::/lab/job\n") == 200_000)
    #expect(room("0::/elsewhere\n") == nil)
    #expect(room("") == nil)
  }
}
