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

  /// Whether requests are cheaper together than one by one.
  var gainsFromBatches: Bool { if case .neighbors = model { true } else { false } }

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
    try answer(to: try read(body, contentType: contentType, accept: accept, limits: limits), threads: threads)
  }

  /// What a request asks, without its answer.
  ///
  /// - Throws: `RequestFault` with a status from 400 to 415.
  func read(
    _ body: UnsafeRawBufferPointer, contentType: String?, accept: String?, limits: RequestLimits
  ) throws(RequestFault) -> AskedRows {
    let (format, isVerbose) = try PayloadFormat.ofAnswer(accept: accept)
    let rows = try read(body, PayloadFormat.ofBody(contentType: contentType), limits: limits)
    return AskedRows(rows: rows, format: format, isVerbose: isVerbose)
  }

  /// - Throws: `RequestFault` 400 for rows whose values are too great.
  func answer(to asked: AskedRows, threads: Int = 1) throws(RequestFault) -> EndpointAnswer {
    switch model {
    case .scores(let model):
      let scores = try model.scores(asked.rows, threads: threads)
      return asked.answer(ScoreAnswers(scores: scores, threshold: model.threshold).bytes(asked.format))
    case .neighbors(let model):
      let found = try model.neighbors(of: asked.rows, threads: threads)
      return asked.answer(
        NeighborAnswers(neighbors: found, rows: 0..<found.queries, isVerbose: asked.isVerbose).bytes(asked.format))
    }
  }

  /// The answers to several requests, computed together where that is cheaper: the same as one by one.
  func answers(to asked: [AskedRows], threads: Int = 1) -> [Result<EndpointAnswer, RequestFault>] {
    if case .neighbors(let model) = model, asked.count > 1 {
      var rows = FeatureVectors(width: width)
      for request in asked { rows.append(contentsOf: request.rows) }
      // A row that cannot be compared spoils the whole search; then each is answered by itself, and that one is refused.
      if let found = try? model.neighbors(of: rows, threads: threads) {
        var first = 0
        return asked.map { request in
          let own = first..<first + request.rows.count
          first = own.upperBound
          return .success(
            request.answer(
              NeighborAnswers(neighbors: found, rows: own, isVerbose: request.isVerbose).bytes(request.format)))
        }
      }
    }
    return asked.map { request in Result { () throws(RequestFault) in try answer(to: request, threads: threads) } }
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

/// The rows of a request, and the form in which they are to be answered.
struct AskedRows: Sendable {
  let rows: FeatureVectors
  let format: PayloadFormat
  let isVerbose: Bool

  func answer(_ bytes: [UInt8]) -> EndpointAnswer {
    EndpointAnswer(format: format, isVerbose: isVerbose, bytes: bytes, rows: rows.count)
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
