import Foundation

/// Something that takes bytes from outside, with what must hold of it whatever the bytes are.
struct FuzzTarget {
  let name: String
  /// What an input is, in a line.
  let input: String
  /// Makes what the target needs, once. Takes a folder of its own, which is empty.
  let prepare: (Scratch) throws -> Fuzzing

  /// A new target adds one line.
  static var all: [FuzzTarget] {
    [
      .requests, .recordIO, .notebooks, .editions, .seals, .expressions, .settings, .tables, .jsonLines, .saved,
      .checkpoints, .cacheEntries, .results,
    ]
  }

  static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// A target that is ready.
struct Fuzzing {
  /// Sound inputs to begin with.
  var seeds: [[UInt8]]
  /// Words that a mutation may insert.
  let wordBytes: [[UInt8]]
  let mutation: Mutation
  /// Tries one input. It may throw what the program throws at a user; all else that is wrong ends the process.
  let attempt: ([UInt8]) throws -> Void
}

extension Fuzzing {
  init(
    seeds: [[UInt8]], words: [String] = [], mutation: Mutation = .text, attempt: @escaping ([UInt8]) throws -> Void
  ) {
    self.seeds = seeds
    wordBytes = words.filter { !$0.isEmpty }.map { Array($0.utf8) }
    self.mutation = mutation
    self.attempt = attempt
  }
}

/// What ends the process: a promise that the program did not keep.
func require(_ condition: Bool, _ words: @autoclosure () -> String) {
  if !condition { fatalError(words()) }
}
