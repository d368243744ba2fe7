import WrittenTexts

/// A kind of file that a table is read from and written to: what the names of its files end in, how it is recognised, and what reads
/// and writes it.
///
/// A format is one value, which stands with its types in a folder beside this file, and in `all`. Reading, writing, help and
/// diagnostics know formats by that list alone. That a file is a gzip is no format: each may be one.
public struct TableFormat: Sendable {
  /// What it is called, and what the name of a file of it ends in: `csv`.
  public let name: String
  /// What else names end in of files that are read as of this format.
  let otherEndings: [String]
  let content: Content

  /// How the bytes of a file become a table.
  enum Content: Sendable {
    case text(any TextFormat)
    case binary(any BinaryFormat)
  }

  init(_ name: String, otherEndings: [String] = [], _ text: any TextFormat) {
    self.name = name
    self.otherEndings = otherEndings
    content = .text(text)
  }

  init(_ name: String, otherEndings: [String] = [], _ binary: any BinaryFormat) {
    self.name = name
    self.otherEndings = otherEndings
    content = .binary(binary)
  }

  /// Every format, in the order in which help names them.
  public static let all: [TableFormat] = [.csv, .tsv, .jsonl]

  /// What the name of a file to be written ends in.
  public var ending: String { ".\(name)" }

  /// What cannot be written in some formats.
  public enum Gap: Sendable, Hashable {
    /// An infinite number, which becomes null.
    case infinity
    /// A text with a line break, or with what separates fields, which is an error.
    case fieldBreak
  }

  /// Whether the format cannot hold something.
  public func lacks(_ gap: Gap) -> Bool { coding.gaps.contains(gap) }

  /// The options of reading that have a meaning for it.
  public var options: Set<ReadingOption> { coding.options }

  /// What both kinds of formats do.
  var coding: any TableCoding {
    switch content {
    case .text(let text): text
    case .binary(let binary): binary
    }
  }

  var text: (any TextFormat)? {
    switch content {
    case .text(let text): text
    case .binary: nil
    }
  }

  var binary: (any BinaryFormat)? {
    switch content {
    case .text: nil
    case .binary(let binary): binary
    }
  }
}

extension TableFormat: Hashable {
  public static func == (one: TableFormat, other: TableFormat) -> Bool { one.name == other.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What every format says of itself.
protocol TableCoding: Sendable {
  /// What it cannot hold.
  var gaps: Set<TableFormat.Gap> { get }
  /// The options of reading that have a meaning for it.
  var options: Set<ReadingOption> { get }
  /// What writes a table.
  func encoder(of table: Table) -> any TableEncoder
}

extension [TableFormat] {
  /// The format that the ending of a file's name says, `.gz` aside.
  func named(_ path: String) -> TableFormat? {
    var name = path.pathAndName.name.lowercased()
    for ending in [".gz", ".gzip"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    guard let ending = name.split(separator: ".").last.map(String.init) else { return nil }
    return first { $0.name == ending || $0.otherEndings.contains(ending) }
  }

  /// The format that the name of a file to be written says, to the letter; `.gz` after it compresses.
  public func written(to path: String) -> TableFormat? {
    let stem = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return first { stem.hasSuffix($0.ending) }
  }

  /// Their names in a sentence: "csv, tsv or jsonl".
  public func names(_ conjunction: String) -> String { Self.listed(map(\.name), conjunction) }

  /// Their endings in a sentence: ".csv, .tsv or .jsonl".
  public func endings(_ conjunction: String) -> String { Self.listed(map(\.ending), conjunction) }

  private static func listed(_ words: [String], _ conjunction: String) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }
}
