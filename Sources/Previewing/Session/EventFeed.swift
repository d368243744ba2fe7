import Synchronization

/// What all open pages are told: server-sent events (HTML Living Standard, 9.2), each subscriber with a stream of its own.
public final class EventFeed: Sendable {
  private struct State {
    var subscribers: [Int: AsyncStream<String>.Continuation] = [:]
    var next = 0
    /// The last event of each kind, which a new subscriber is told at once.
    var latest: [(kind: String, text: String)] = []
  }

  /// How many pages may listen at once.
  public static let limit = 64
  private let state = Mutex(State())

  public init() {}

  /// A stream of events as text; nil when too many listen. It ends when it is let go.
  public func subscribe() -> AsyncStream<String>? {
    // A page that does not read gets the newest of what it missed: every event tells all of its kind.
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(32))
    let number: Int? = state.withLock { state in
      guard state.subscribers.count < Self.limit else { return nil }
      state.next += 1
      state.subscribers[state.next] = continuation
      for (_, text) in state.latest { continuation.yield(text) }
      return state.next
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { $0.subscribers[number] = nil }
    }
    return stream
  }

  public var count: Int { state.withLock { $0.subscribers.count } }

  /// - Parameters:
  ///   - kind: the event's name.
  ///   - data: one line.
  func send(_ kind: String, _ data: String) {
    let text = "event: \(kind)\ndata: \(data)\n\n"
    state.withLock { state in
      state.latest.removeAll { $0.kind == kind }
      state.latest.append((kind, text))
      for continuation in state.subscribers.values { continuation.yield(text) }
    }
  }

  /// A comment that keeps connections open and finds those that are gone.
  func ping() {
    state.withLock { state in
      for continuation in state.subscribers.values { continuation.yield(": here\n\n") }
    }
  }

  func end() {
    let open = state.withLock { state in
      defer { state.subscribers = [:] }
      return Array(state.subscribers.values)
    }
    for continuation in open { continuation.finish() }
  }
}
