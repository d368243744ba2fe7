import Foundation

/// How far inputs came, told at the end of a run: a fuzzer whose inputs are all refused at the door finds nothing.
enum Reached {
  nonisolated(unsafe) private static var counts: [String: Int] = [:]

  static func note(_ place: String, _ count: Int = 1) { counts[place, default: 0] += count }

  static func tell() {
    let told = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    FileHandle.standardError.write(Data("reached: \(told); \(time.tv_sec) seconds of a processor\n".utf8))
  }
}
