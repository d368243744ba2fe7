import Diagnostics

/// A word such as `a-b` read as the difference `a - b` that was perhaps meant.
///
/// The parser cannot know: a hyphen between letters belongs to the word. The checker, which knows the names there are, asks
/// this when a name with hyphens is unknown.
public struct HyphenatedDifference: Sendable, Hashable {
  /// Two names or more, with their places.
  public let parts: [Name]

  /// The cut of a name into the fewest names that all are known; the leftmost when there are several. nil when there is none.
  ///
  /// Complexity: O(hyphens²) calls of `isKnown`.
  public init?(_ name: Name, isKnown: (String) -> Bool) {
    guard !name.isQuoted, name.span.range.count == name.text.utf8.count else { return nil }
    let bytes = Array(name.text.utf8)
    let cuts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "-") }
    guard !cuts.isEmpty, cuts.count <= 12 else { return nil }
    let starts = [0] + cuts.map { $0 + 1 }
    // The best way to write the words up to each cut, as the starts of its names.
    var best: [[Int]?] = [[]] + Array(repeating: nil, count: starts.count)
    for last in starts.indices {
      let end = last < cuts.count ? cuts[last] : bytes.count
      for first in 0...last {
        guard let before = best[first], !(first == 0 && last == starts.count - 1) else { continue }
        if let known = best[last + 1], known.count <= before.count + 1 { continue }
        let word = String(decoding: bytes[starts[first]..<end], as: UTF8.self)
        if isKnown(word) { best[last + 1] = before + [first] }
      }
    }
    guard let found = best[starts.count], found.count >= 2 else { return nil }
    let offset = name.span.range.lowerBound
    parts = found.indices.map { at in
      let next = at + 1 < found.count ? found[at + 1] : starts.count
      let range = starts[found[at]]..<(next <= cuts.count ? cuts[next - 1] : bytes.count)
      return Name(
        String(decoding: bytes[range], as: UTF8.self),
        span: name.span.file.span(offset + range.lowerBound..<offset + range.upperBound))
    }
  }

  /// `a - b`.
  public var text: String { parts.map(\.text).joined(separator: " - ") }

  public var help: String { "a difference is written \(text)" }

  /// The change that puts the spaces in.
  public func replacement(of name: Name) -> Replacement { Replacement(name.span, with: text) }
}
