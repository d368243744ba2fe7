/// A model with a name that answers requests as the managed service does: rows in, scores or neighbours out.
///
/// The notebook's `deploy`, `transform` and the server all answer through this, so that they say the same to the last bit.
public struct Endpoint: Sendable {
  public enum Model: Sendable {
    case scores(ScoringModel)
    case neighbors(NeighborModel)
  }

  public let name: String
  public let model: Model

  public init(_ name: String, _ model: Model) {
    self.name = name
    self.model = model
  }

  /// Columns of a row.
  public var width: Int {
    switch model {
    case .scores(let model): model.predictor.width
    case .neighbors(let model): model.dimensions
    }
  }

  /// Answers a request.
  ///
  /// - Parameters:
  ///   - contentType, accept: The headers, as they came.
  ///   - threads: How many to use for many rows. The answer does not depend on it.
  /// - Throws: `RequestFault` with a status from 400 to 415.
  public func answer(
    _ body: UnsafeRawBufferPointer, contentType: String?, accept: String?, limits: RequestLimits = .init(),
    threads: Int = 1
  ) throws(RequestFault) -> EndpointAnswer {
    let (format, isVerbose) = try PayloadFormat.ofAnswer(accept: accept)
    let rows = try read(body, PayloadFormat.ofBody(contentType: contentType), limits: limits)
    let bytes: [UInt8]
    switch model {
    case .scores(let model):
      bytes = ScoreAnswers(scores: try model.scores(rows, threads: threads), threshold: model.threshold).bytes(format)
    case .neighbors(let model):
      let found = try model.neighbors(of: rows, threads: threads)
      bytes = NeighborAnswers(neighbors: found, isVerbose: isVerbose).bytes(format)
    }
    return EndpointAnswer(format: format, isVerbose: isVerbose, bytes: bytes, rows: rows.count)
  }

  /// The rows of a body; at least one.
  ///
  /// - Throws: `RequestFault` 400 or 413.
  public func read(
    _ body: UnsafeRawBufferPointer, _ format: PayloadFormat, limits: RequestLimits = .init()
  ) throws(RequestFault) -> FeatureVectors {
    try limits.check(bytes: body.count)
    let rows: FeatureVectors
    switch format {
    case .json: rows = try JSONRequests.read(body, width: width, limits: limits)
    case .jsonlines: rows = try JSONRequests.readLines(body, width: width, limits: limits)
    case .recordio: rows = try RecordRequests.read(body, width: width, limits: limits)
    }
    if rows.count == 0 { throw .malformed("the request has no row", advice: "send one instance at least") }
    return rows
  }
}

/// What an endpoint answered.
public struct EndpointAnswer: Sendable, Equatable {
  public let format: PayloadFormat
  public let isVerbose: Bool
  public let bytes: [UInt8]
  /// Rows that were asked about.
  public let rows: Int

  /// The header that says the form.
  public var contentType: String { format.rawValue + (isVerbose ? "; verbose=true" : "") }
}
