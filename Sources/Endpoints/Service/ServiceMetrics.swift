import Synchronization

/// Counters and durations of a service, in the text that Prometheus reads.
public final class ServiceMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let status: Int
  }

  private struct Durations {
    var counts = [Int](repeating: 0, count: ServiceMetrics.bounds.count + 1)
    var sum = 0.0
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var durations: [String: Durations] = [:]
    var rows = 0
    var bytesIn = 0
    var bytesOut = 0
    var batches = 0
    var batchedRequests = 0
    var isLoaded = false
  }

  /// Upper bounds of the durations' classes, in seconds.
  private static let bounds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]

  private let state = Mutex(State())
  private let running = Atomic<Int>(0)

  public init() {}

  /// Requests that are being read or answered.
  public var inFlight: Int { running.load(ordering: .relaxed) }

  /// Counts a request in; the number of those that are in, with it.
  public func began() -> Int { running.add(1, ordering: .relaxed).newValue }

  /// Counts a request out.
  public func ended(_ route: ServiceRoute?, status: Int, seconds: Double, rows: Int, bytesIn: Int, bytesOut: Int) {
    running.subtract(1, ordering: .relaxed)
    let name = route?.rawValue ?? "other"
    state.withLock { state in
      state.requests[Key(route: name, status: status), default: 0] += 1
      let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      state.durations[name, default: Durations()].counts[place] += 1
      state.durations[name, default: Durations()].sum += seconds
      state.rows += rows
      state.bytesIn += bytesIn
      state.bytesOut += bytesOut
    }
  }

  /// Counts requests that were computed together.
  func batched(_ requests: Int) {
    state.withLock { state in
      state.batches += 1
      state.batchedRequests += requests
    }
  }

  func loaded() { state.withLock { $0.isLoaded = true } }

  /// The text format of Prometheus, version 0.0.4; names and labels in a fixed order.
  var text: String {
    let state = state.withLock { $0 }
    var lines: [String] = []
    func metric(_ name: String, _ kind: String, _ help: String, _ values: [(labels: String, value: String)]) {
      lines += ["# HELP matinee_\(name) \(help)", "# TYPE matinee_\(name) \(kind)"]
      lines += values.map { "matinee_\(name)\($0.labels) \($0.value)" }
    }
    let keys = state.requests.keys.sorted { ($0.route, $0.status) < ($1.route, $1.status) }
    metric(
      "requests_total", "counter", "Requests by route and status.",
      keys.map { ("{route=\"\($0.route)\",status=\"\($0.status)\"}", "\(state.requests[$0] ?? 0)") })
    lines += [
      "# HELP matinee_request_duration_seconds From the head of a request to its answer.",
      "# TYPE matinee_request_duration_seconds histogram",
    ]
    for route in state.durations.keys.sorted() {
      guard let durations = state.durations[route] else { continue }
      var total = 0
      for (place, count) in durations.counts.enumerated() {
        total += count
        let bound = place < Self.bounds.count ? "\(Self.bounds[place])" : "+Inf"
        lines.append("matinee_request_duration_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
      }
      lines.append("matinee_request_duration_seconds_sum{route=\"\(route)\"} \(durations.sum)")
      lines.append("matinee_request_duration_seconds_count{route=\"\(route)\"} \(total)")
    }
    metric("rows_total", "counter", "Rows that were asked about.", [("", "\(state.rows)")])
    metric("received_bytes_total", "counter", "Bytes of the bodies of requests.", [("", "\(state.bytesIn)")])
    metric("sent_bytes_total", "counter", "Bytes of the bodies of answers.", [("", "\(state.bytesOut)")])
    metric(
      "batches_total", "counter", "Searches that were run for requests that waited together.",
      [("", "\(state.batches)")])
    metric(
      "batched_requests_total", "counter", "Requests that these searches were for.", [("", "\(state.batchedRequests)")])
    metric("requests_in_flight", "gauge", "Requests that are being read or answered.", [("", "\(inFlight)")])
    metric("models_loaded", "gauge", "1 when the models are loaded.", [("", state.isLoaded ? "1" : "0")])
    return lines.joined(separator: "\n") + "\n"
  }
}
