import Foundation

/// Messages from any thread to one that waits for them.
final class MessageQueue<Message: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var messages: [Message] = []

  func put(_ message: Message) {
    condition.lock()
    messages.append(message)
    condition.signal()
    condition.unlock()
  }

  /// All messages in the order they came; none when nothing came in the given time.
  func take(within seconds: Double) -> [Message] {
    let end = Date(timeIntervalSinceNow: max(0, seconds))
    condition.lock()
    defer { condition.unlock() }
    while messages.isEmpty {
      if !condition.wait(until: end) { break }
    }
    defer { messages = [] }
    return messages
  }
}
