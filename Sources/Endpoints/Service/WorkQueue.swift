import Dispatch
import Foundation
import Synchronization

/// Work that takes longer than HTTP itself, on threads of its own, so that connections go on meanwhile.
///
/// Requests to one endpoint for neighbours that wait for a thread become one batch: a search reads the vectors of all items from
/// memory, once for all its queries. Nobody waits for a batch to fill: a thread that is free begins with what is there, so a lone
/// request is as fast as without batches. What a request is answered does not depend on the batch it was in.
final class WorkQueue: Sendable {
  enum Work: Sendable {
    /// Something that nothing else has a share in.
    case alone(@Sendable () -> ServiceResponse)
    /// A request to an endpoint whose requests are cheaper together.
    case shared(Endpoint, ServiceRequest)
  }

  struct Job: Sendable {
    let work: Work
    var began = ContinuousClock.now
    /// Whether somebody still waits for the answer.
    let isWanted: @Sendable () -> Bool
    /// Told the answer, on a thread of the queue.
    let done: @Sendable (ServiceResponse) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var threads = 0
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)
  private let threads: Int
  private let limits: RequestLimits
  private let patience: Duration
  private let metrics: ServiceMetrics

  /// Requests of a batch at most, so that the first of very many does not wait for all of them.
  private static let batchLength = 64

  /// - Parameters:
  ///   - threads: at most; they are made when there is work.
  ///   - patience: how long work may wait before it is answered 503.
  init(threads: Int, limits: RequestLimits, patience: Duration, metrics: ServiceMetrics) {
    self.threads = max(1, threads)
    self.limits = limits
    self.patience = patience
    self.metrics = metrics
  }

  func add(_ job: Job) {
    let isThreadWanted = state.withLock { state in
      state.waiting.append(job)
      if state.threads == threads { return false }
      state.threads += 1
      return true
    }
    if isThreadWanted { Thread.detachNewThread { self.work() } }
    arrivals.signal()
  }

  private func work() -> Never {
    while true {
      // One signal for each job; those of jobs that went with another's batch find nothing.
      arrivals.wait()
      let batch = take()
      if !batch.isEmpty { run(batch) }
    }
  }

  /// The first job that waits, with those that can go with it, in the order in which they came.
  private func take() -> [Job] {
    state.withLock { state in
      guard let first = state.waiting.first else { return [] }
      guard case .shared(let endpoint, _) = first.work else { return [state.waiting.removeFirst()] }
      var (batch, rest): ([Job], [Job]) = ([], [])
      for job in state.waiting {
        if batch.count < Self.batchLength, case .shared(let other, _) = job.work, other.name == endpoint.name {
          batch.append(job)
        } else {
          rest.append(job)
        }
      }
      state.waiting = rest
      return batch
    }
  }

  private func run(_ batch: [Job]) {
    var (jobs, requests): ([Job], [ServiceRequest]) = ([], [])
    var asked: Endpoint?
    for job in batch where job.isWanted() {
      if ContinuousClock.now - job.began > patience {
        job.done(
          ServiceResponse(
            RequestFault(503, "the request waited too long for its turn", advice: "ask again in a moment")))
        continue
      }
      switch job.work {
      case .alone(let answer): job.done(answer())
      case .shared(let endpoint, let request):
        asked = endpoint
        jobs.append(job)
        requests.append(request)
      }
    }
    guard let asked else { return }
    metrics.batched(requests.count)
    for (job, response) in zip(jobs, asked.responses(to: requests, limits: limits)) { job.done(response) }
  }
}

extension Endpoint {
  /// The answers to requests, computed together.
  func responses(to requests: [ServiceRequest], limits: RequestLimits) -> [ServiceResponse] {
    let asked = requests.map { request in
      Result { () throws(RequestFault) in try read(request, limits: limits) }
    }
    var answers = answers(to: asked.compactMap { try? $0.get() })[...]
    return asked.map { question in
      switch question {
      case .failure(let fault): ServiceResponse(fault)
      case .success: ServiceResponse(answers.removeFirst())
      }
    }
  }

  /// What a request asks.
  ///
  /// - Throws: `RequestFault` with a status from 400 to 415.
  func read(_ request: ServiceRequest, limits: RequestLimits) throws(RequestFault) -> AskedRows {
    // The library's closure does not throw typed.
    let result = request.body.withUnsafeBytes { body in
      Result { () throws(RequestFault) in
        try read(body, contentType: request.contentType, accept: request.accept, limits: limits)
      }
    }
    return try result.get()
  }
}

extension ServiceResponse {
  init(_ answer: Result<EndpointAnswer, RequestFault>) {
    switch answer {
    case .success(let answer):
      self.init(contentType: answer.contentType, body: answer.bytes)
      rows = answer.rows
    case .failure(let fault): self.init(fault)
    }
  }
}
