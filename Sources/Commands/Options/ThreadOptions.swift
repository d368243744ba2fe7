import ArgumentParser
import Foundation

/// How many threads a command uses; shared by those that compute.
struct ThreadOptions: ParsableArguments {
  @Option(help: "How many threads to use. No result depends on it.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024") }
  }
}
