import ArgumentParser

/// `matinee serve`: becomes the program matinee-server, which is the only one that can serve.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer requests for predictions with a model of the notebooks, as the managed service does.",
    discussion: """
      The model is computed first, taken from the cache, or read from the file that save wrote it to (--model stars.model, which
      needs no notebooks); GET /ping tells when it is there. POST /invocations and
      POST /endpoints/NAME/invocations take rows of features as JSON, JSON lines or RecordIO-protobuf, so that the clients of the
      managed service work with this address as their endpoint. GET /recommend?user=200&top=10 lists titles, GET /similar?title=…
      titles that are alike, GET /openapi.json describes all of it, GET /metrics is for Prometheus. Only this machine can reach it
      unless --host says otherwise. SIGTERM and Ctrl-C let requests that have begun be answered, and end it.
      """)

  @OptionGroup var options: ServeOptions

  func run() throws {
    try ModelLoading.check(options)
    throw try ServerProgram.takeOver(for: "matinee serve")
  }
}
