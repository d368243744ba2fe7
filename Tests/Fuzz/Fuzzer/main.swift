import CFuzzer
import Foundation

// Fuzzer TARGET --seeds FOLDER    writes the seeds of a target there, and their words to FOLDER.dict
// Fuzzer TARGET [OPTION…] [PATH…] hands inputs of libFuzzer's making to the target, or the files named
//
// With -runs=0 and a folder, every input in it is tried once. See Tests/Fuzz/README.md.

/// The target that the process was started for.
enum Chosen {
  nonisolated(unsafe) static var fuzzing = Fuzzing(seeds: []) { _ in }

  static func attempt(_ data: UnsafePointer<UInt8>?, _ size: Int) {
    Reached.note("inputs")
    do {
      try fuzzing.attempt(Array(UnsafeBufferPointer(start: data, count: data == nil ? 0 : size)))
    } catch {
      fatalError("what nobody expected: \(error)")
    }
  }
}

let given = CommandLine.arguments
guard given.count > 1, let target = FuzzTarget.named(given[1]) else {
  for target in FuzzTarget.all { print(target.name, target.input, separator: "\t") }
  exit(given.count > 1 && given[1] == "--list" ? 0 : 64)
}
let scratch = try Scratch()
atexit { try? FileManager.default.removeItem(atPath: Scratch.home) }
Chosen.fuzzing = try target.prepare(scratch)
if given.count == 4, given[2] == "--seeds" {
  try Seeds.write(Chosen.fuzzing, to: given[3])
  exit(0)
}
atexit { Reached.tell() }
var words: [UnsafeMutablePointer<CChar>?] = ([given[0]] + given.dropFirst(2)).map { strdup($0) }
var count = Int32(words.count)
words.append(nil)
words.withUnsafeMutableBufferPointer { list in
  var arguments = list.baseAddress
  _ = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    Chosen.attempt(data, size)
    return 0
  }
}
