import ArgumentParser
import Endpoints
import Foundation
import Steps

/// The arguments of `matinee serve`: read by `matinee`, to tell what is wrong with them, and again by `matinee-server`.
struct ServeOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of notebooks, or one notebook.", valueName: "dir"))
  var folder = "notebooks"

  @Option(
    help: ArgumentHelp(
      "A model or an embedding to answer with, by its name in the notebooks or by a file that save wrote (.model, "
        + ".vectors); may be given several times. The first model answers at /invocations.", valueName: "name"))
  var model: [String] = []

  @Option(help: "Where to listen; 0 for any port that is free.")
  var port = 8080

  @Option(help: "The address to listen on. Any but this machine's own needs a token.")
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A file with the token that clients have to show; MATINEE_TOKEN holds it, too.", valueName: "file"))
  var tokenFile: String?

  @Option(help: "How many neighbours the endpoints NAME-knn answer.")
  var k = 100

  @Option(help: ArgumentHelp("The largest body that is taken, such as 6MB.", valueName: "size"))
  var maxBody = "6MB"

  @Option(help: "The most rows that a request may have.")
  var maxRows = RequestLimits().rows

  @Option(help: "The most connections at once; for one more, that which has been idle the longest is closed.")
  var connections = ServiceSettings().connections

  @Option(help: "The most requests at once; more are answered 503.")
  var queue = ServiceSettings().queue

  @Option(help: "Seconds that a body may take to arrive, and a connection may be idle.")
  var patience = ServiceSettings().patience

  @Option(help: ArgumentHelp("Which requests standard error tells of: refused or all.", valueName: "which"))
  var log = "refused"

  @OptionGroup var parameters: ParameterOptions

  @OptionGroup var threading: ThreadOptions

  @OptionGroup var caching: CacheOptions

  func validate() throws {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
      if range.contains(value) { return }
      throw ValidationError("--\(name) must be between \(range.lowerBound) and \(range.upperBound)")
    }
    try check("port", port, 0...65535)
    try check("k", k, 1...100_000)
    try check("max-rows", maxRows, 1...10_000_000)
    try check("connections", connections, 1...100_000)
    try check("queue", queue, 1...100_000)
    try check("patience", patience, 1...3600)
    guard ["refused", "all"].contains(log) else { throw ValidationError("--log is refused or all") }
    guard let bytes = ByteSize.parse(maxBody), (1...1_000_000_000).contains(bytes) else {
      throw ValidationError("--max-body \"\(maxBody)\" is no size up to 1GB; write for instance 6MB")
    }
    let isFolderNeeded = !model.allSatisfy(SavedFile.isNamed)
    if isFolderNeeded, !FileManager.default.fileExists(atPath: folder) {
      throw ValidationError("there is no \(folder); name a folder of notebooks")
    }
    if model.isEmpty { throw ValidationError("say which model answers, for instance --model model") }
    if !settings.isLoopback, try token() == nil {
      throw ValidationError(
        "--host \(host) can be reached by others: set a token of 16 characters or more with --token-file or MATINEE_TOKEN"
      )
    }
  }

  var settings: ServiceSettings {
    var settings = ServiceSettings()
    settings.host = host
    settings.port = port
    settings.connections = connections
    settings.queue = queue
    settings.patience = patience
    return settings
  }

  var limits: RequestLimits {
    var limits = RequestLimits()
    limits.bytes = ByteSize.parse(maxBody) ?? limits.bytes
    limits.rows = maxRows
    return limits
  }

  /// The token that clients have to show, if any.
  func token() throws -> String? {
    var text = ProcessInfo.processInfo.environment["MATINEE_TOKEN"]
    if let tokenFile {
      guard let data = FileManager.default.contents(atPath: tokenFile), data.count < 10_000 else {
        throw ValidationError("the token file \(tokenFile) cannot be read")
      }
      text = String(decoding: data, as: UTF8.self)
    }
    guard let token = text?.trimmingCharacters(in: .whitespacesAndNewlines), !token.isEmpty else { return nil }
    if token.utf8.count < 16 {
      throw ValidationError("the token has \(token.utf8.count) characters; give it 16 or more")
    }
    return token
  }
}
