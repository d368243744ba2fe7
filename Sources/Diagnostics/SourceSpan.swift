/// A stretch of a source: UTF-8 offsets into its bytes. An empty range is a place between two characters.
public struct SourceSpan: Sendable, Hashable {
  public let file: SourceFile
  public let range: Range<Int>

  public init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// The characters that the span covers.
  public var text: String { String(decoding: file.bytes[range], as: UTF8.self) }
  public var start: SourcePosition { file.position(at: range.lowerBound) }
  public var end: SourcePosition { file.position(at: range.upperBound) }

  /// The smallest span that covers both; `other` must lie in the same file, otherwise `self` is the answer.
  public func union(_ other: SourceSpan) -> SourceSpan {
    guard file === other.file else { return self }
    let lower = min(range.lowerBound, other.range.lowerBound)
    return SourceSpan(file: file, range: lower..<max(range.upperBound, other.range.upperBound))
  }

  public static func == (a: Self, b: Self) -> Bool { a.file === b.file && a.range == b.range }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(range)
  }
}
