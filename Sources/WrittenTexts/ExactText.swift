/// A text that is the same as another one when every byte of its UTF-8 is.
///
/// Swift's own texts are the same when they look the same: an é that is one character, and an e with an accent behind it. Tables tell
/// keys apart by their bytes, and so does everything that counts, numbers or looks up keys of data: two people stay two. What a
/// person types to name something (a column, a parameter) is no key of data, and is compared as Swift does.
public struct ExactText: Hashable, Sendable {
  /// As it is written.
  public let text: String

  /// O(1), and O(bytes) for a text that another language's library holds.
  public init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
  }

  /// O(bytes).
  public static func == (a: Self, b: Self) -> Bool {
    a.text.utf8.count == b.text.utf8.count && a.text.utf8.elementsEqual(b.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    _ = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    // No byte of UTF-8: two texts in a row do not run together.
    hasher.combine(0xFF as UInt8)
  }
}

extension Sequence<String> {
  /// Which places the same texts have: a number for each distinct text, by first appearance, and how to find it.
  public var exactPlaces: [ExactText: Int] {
    reduce(into: [:]) { places, text in
      let next = places.count
      places[ExactText(text), default: next] += 0
    }
  }

  /// Whether no text comes twice. O(bytes).
  public var areDistinct: Bool {
    // Asked for membership only, so that its order reaches nothing.
    var seen: Set<ExactText> = []
    return allSatisfy { seen.insert(ExactText($0)).inserted }
  }
}
