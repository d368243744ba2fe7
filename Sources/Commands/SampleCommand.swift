import ArgumentParser
import Files
import Foundation
import Languages
import SampleData
import Tables

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write the built-in sample as a file.",
    discussion:
      "The file is a tab-separated table as the Amazon Customer Reviews are; with .gz at its end it is compressed.")

  @Option(help: "How many rows, up to 5,000,000.")
  var rows = SampleReviews.defaultRows

  @Option(help: "Which sample: the same number gives the same bytes.")
  var seed: UInt64 = SampleReviews.defaultSeed

  @Argument(help: ArgumentHelp("Where to write it: reviews.tsv or reviews.tsv.gz.", valueName: "file"))
  var file: String

  func validate() throws {
    guard SampleReviews.rowRange.contains(rows) else {
      throw ValidationError(
        "--rows must be between \(SampleReviews.rowRange.lowerBound) and \(SampleReviews.rowRange.upperBound)")
    }
  }

  func run() throws {
    try CommandFaults.on {
      let output = try AtomicFile(file, links: .followed)
      let sample = SampleReviews(rows: rows, seed: seed)
      let threads = ProcessInfo.processInfo.activeProcessorCount
      do {
        if file.hasSuffix(".gz") {
          let gzip = GzipWriter(output)
          try sample.write(threads: threads) { try gzip.write($0) }
          try gzip.finish()
        } else {
          try sample.write(threads: threads) { try output.write($0) }
        }
        try output.commit()
      } catch {
        output.discard()
        throw error
      }
      let words = "\(CountedNoun.text(rows, "row")) written to \(file)."
      // Where the sample may be on its way to a reader, words would be a row too many.
      if output.isDirect { Terminal.error(words) } else { print(words) }
    }
  }
}
