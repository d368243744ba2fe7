import ArgumentParser
import Execution
import JSONText
import Languages

struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show or clear the results that are kept between runs.",
    discussion: """
      matinee cache notebooks          where the cache is and how large
      matinee cache clear notebooks    remove everything in it
      """, subcommands: [Show.self, Clear.self], defaultSubcommand: Show.self)

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Say where the cache is, how many results it has, and what it takes on disk.")

    @Argument(help: ArgumentHelp("The folder of notebooks.", valueName: "dir"))
    var folder = "notebooks"

    @OptionGroup var caching: CacheOptions

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
      let store = caching.store(beside: folder)
      let limit = try caching.bytes()
      let usage = store.usage()
      if json {
        let told: JSON = [
          "path": .text(store.path), "entries": .integer(usage.entryCount), "bytes": .integer(usage.byteCount),
          "limit": .integer(limit),
        ]
        return print(told.encoded())
      }
      print("\(store.path): \(CountedNoun.text(usage.entryCount, "result")), \(ByteSize.text(usage.byteCount))")
      print("It may grow to \(ByteSize.text(limit)); then what was used longest ago is dropped.")
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove everything in the cache; the next run computes it again.")

    @Argument(help: ArgumentHelp("The folder of notebooks.", valueName: "dir"))
    var folder = "notebooks"

    @OptionGroup var caching: CacheOptions

    func run() throws {
      let store = caching.store(beside: folder)
      let usage = store.usage()
      try CommandFaults.on { try store.clear() }
      print("\(CountedNoun.text(usage.entryCount, "result")) removed, \(ByteSize.text(usage.byteCount)) freed.")
    }
  }
}
