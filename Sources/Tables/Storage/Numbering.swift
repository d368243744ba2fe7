import Diagnostics

/// Which numbers an index column has: those that one `index` step gave to the values of one column.
///
/// The same number means the same value only in columns of one numbering. Two numberings are the same when they number the same
/// column of the same table, for then every value gets the same number; where the step stands does not matter.
public struct Numbering: Sendable, Hashable {
  /// The table whose values were numbered, as `ratings@1`, and the column of it.
  public let table: String
  public let column: String
  /// The name that the step gave its result.
  public let name: String
  /// Where the step stands.
  public let place: SourceSpan?
  /// Where an option can be added to it.
  public let end: SourceSpan?
  /// The names by which the step could have said that it numbers as another table does, by that table's numbering.
  public let others: [Other]
  /// The file that has the numbers, where the step stands in notebooks that are not here.
  public let file: String?

  /// A table in sight of an `index` step that has all its columns already, in a numbering of its own.
  public struct Other: Sendable, Hashable {
    public let name: String
    fileprivate let keys: Set<[String]>

    public init(name: String, numberings: [Numbering]) {
      self.name = name
      keys = Set(numberings.map(\.key))
    }

    public func has(_ numbering: Numbering) -> Bool { keys.contains(numbering.key) }
  }

  public init(
    table: String, column: String, name: String, place: SourceSpan? = nil, end: SourceSpan? = nil, others: [Other] = [],
    file: String? = nil
  ) {
    self.table = table
    self.column = column
    self.name = name
    self.place = place
    self.end = end
    self.others = others
    self.file = file
  }

  /// Of what a file says. What its numbers mean only the values say that it holds; a file in which these are the same is to be
  /// named as the first.
  public static func ofFile(_ file: String, column: String, name: String, place: SourceSpan? = nil) -> Numbering {
    Numbering(table: "", column: column, name: name, place: place, file: file)
  }

  public var isOfFile: Bool { file != nil }

  private var key: [String] { [table, column, file ?? ""] }

  public static func == (a: Self, b: Self) -> Bool { a.key == b.key }
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Numbering {
  /// What to do when `later` should have had the numbers of `earlier`, with the edit that does it where one is known to check.
  ///
  /// - Parameter eitherWay: whether `earlier` may as well take the numbers of `later`. A training table may not: what the other has
  ///   no number for could not be learned.
  public static func advice(
    _ later: Numbering, like earlier: Numbering, eitherWay: Bool = false
  ) -> (help: [String], edits: [Replacement]) {
    for (one, other) in [(later, earlier)] + (eitherWay ? [(earlier, later)] : []) {
      guard let end = one.end, let name = one.others.first(where: { $0.has(other) })?.name else { continue }
      return (
        ["number \(one.name) as \(name) is: add like: \(name) to its index step"],
        [Replacement(end, with: " like: \(name)")]
      )
    }
    // A file's numbers are what they are.
    if earlier.isOfFile, later.isOfFile {
      return (["train both on tables of one numbering: see matinee help index"], [])
    }
    if let file = [earlier, later].first(where: \.isOfFile) {
      return (["number the tables as the file has it: index … like: \(file.name)"], [])
    }
    return (
      [
        "index \(earlier.name) first, and number \(later.name) as it is: index \(later.name) … like: \(earlier.name)"
      ], []
    )
  }

  /// The places of both steps.
  public static func places(_ first: Numbering, _ second: Numbering) -> [SpanLabel] {
    if let place = first.place, place == second.place { return [SpanLabel(place, "both are numbered here")] }
    return [(first, "\(first.name) is numbered here"), (second, "and \(second.name) here")].compactMap {
      numbering, label in
      numbering.place.map { SpanLabel($0, label) }
    }
  }
}

extension DiagnosticCode {
  public static let numberedApart = DiagnosticCode(
    "numbered-apart",
    "Two index columns are used together, and different index steps numbered them: the same number means another user or item "
      + "in each. A model learned what its training table's numbers mean, so every other table must have the same. Number both "
      + "in one step before a split, or say like: in the second step.")
}
