import Dispatch
import MachineLearning
import Synchronization
import Testing

@testable import Endpoints

/// Requests that are computed together are answered as if each had been alone.
@Suite struct WorkQueueTests {
  private static func neighbors() throws -> Endpoint {
    Endpoint("knn", .neighbors(try NeighborModel(try Machines.of(Machines.pair), itemField: 1, count: 3)))
  }

  private static func request(_ body: String) -> ServiceRequest {
    ServiceRequest(
      method: "POST", target: "/invocations", contentType: "application/jsonlines",
      accept: "application/jsonlines; verbose=true", body: Array(body.utf8))
  }

  private static let bodies = [
    #"{"features": [1, 0, 0.5, 0, 0, 1]}"#, #"{"features": [0, -1, 0.5, 2, 0, 1]}"#,
    "{\"features\": [1, 1, 1, 1, 1, 1]}\n{\"features\": [0, 0, 0, 0, 0, 1]}",
    #"{"features": [1e30, 0, 0, 0, 0, 1]}"#, #"{"features": [1]}"#, "{",
  ]

  @Test func aBatchSaysWhatEachWouldAlone() throws {
    let endpoint = try Self.neighbors()
    for count in [2, 3, Self.bodies.count] {
      let requests = Self.bodies.prefix(count).map(Self.request)
      let together = endpoint.responses(to: Array(requests), limits: .init())
      for (request, response) in zip(requests, together) {
        let alone = endpoint.responses(to: [request], limits: .init())[0]
        #expect(response.status == alone.status && response.body == alone.body && response.rows == alone.rows)
      }
      #expect(together.map(\.status) == [200, 200, 200, 400, 400, 400].prefix(count).map { $0 })
    }
  }

  /// A queue with one thread that is busy until `go` is called, and what it answered.
  private final class Busy: Sendable {
    let metrics = ServiceMetrics()
    let queue: WorkQueue
    private let gate = DispatchSemaphore(value: 0)
    private let begun = DispatchSemaphore(value: 0)
    private let arrivals = DispatchSemaphore(value: 0)
    private let found = Mutex<[Int: ServiceResponse]>([:])

    init() {
      queue = WorkQueue(threads: 1, limits: .init(), patience: .seconds(60), metrics: metrics)
      let (gate, begun) = (gate, begun)
      let work: WorkQueue.Work = .alone {
        begun.signal()
        gate.wait()
        return ServiceResponse(body: [])
      }
      queue.add(.init(work: work, isWanted: { true }, done: { _ in }))
      begun.wait()
    }

    func add(_ place: Int, _ work: WorkQueue.Work, isWanted: Bool = true, ago: Duration = .zero) {
      queue.add(
        .init(
          work: work, began: .now - ago, isWanted: { isWanted },
          done: { [self] response in
            found.withLock { $0[place] = response }
            arrivals.signal()
          }))
    }

    func go(waitingFor count: Int) -> [Int: ServiceResponse] {
      gate.signal()
      for _ in 0..<count { arrivals.wait() }
      return found.withLock { $0 }
    }
  }

  @Test func whatWaitsIsSearchedForAtOnce() throws {
    let (endpoint, busy) = (try Self.neighbors(), Busy())
    for place in 0..<20 { busy.add(place, .shared(endpoint, Self.request(Self.bodies[place % 3]))) }
    busy.add(20, .alone { ServiceResponse(body: [7]) })
    busy.add(21, .shared(endpoint, Self.request(Self.bodies[0])), isWanted: false)
    let found = busy.go(waitingFor: 21)
    #expect(found.count == 21 && found[20]?.body == [7])
    for place in 0..<20 {
      #expect(
        found[place]?.body == endpoint.responses(to: [Self.request(Self.bodies[place % 3])], limits: .init())[0].body)
    }
    #expect(busy.metrics.text.contains("matinee_batches_total 1\n"))
    #expect(busy.metrics.text.contains("matinee_batched_requests_total 20\n"))
  }

  @Test func whatWaitedTooLongIsSentAway() throws {
    let (endpoint, busy) = (try Self.neighbors(), Busy())
    busy.add(0, .shared(endpoint, Self.request(Self.bodies[0])), ago: .seconds(61))
    busy.add(1, .alone { ServiceResponse(body: []) }, ago: .seconds(61))
    busy.add(2, .shared(endpoint, Self.request(Self.bodies[0])), ago: .seconds(5))
    #expect(busy.go(waitingFor: 3).mapValues(\.status) == [0: 503, 1: 503, 2: 200])
  }
}
