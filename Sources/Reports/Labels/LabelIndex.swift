import Diagnostics
import Notebooks

/// The labels of a folder with their numbers and places: what `@fig-stars` means.
public struct LabelIndex: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case figure = "fig"
    case table = "tbl"
    case section = "sec"
    case equation = "eq"
    case exercise = "exr"

    /// The kind that a label's prefix names: `fig-stars` is a figure.
    public init?(label: String) {
      guard let hyphen = label.firstIndex(of: "-"), hyphen != label.startIndex else { return nil }
      self.init(rawValue: String(label[..<hyphen]))
    }
  }

  /// Where a label leads and what it is called.
  public struct Entry: Sendable {
    public var label: String
    public var kind: Kind
    /// "3"; a section's is its notebook's place and its own: "2.3".
    public var number: String
    /// The notebook's name: `02-explore`.
    public var notebook: String
    /// The id in that notebook's page.
    public var anchor: String
    public var span: SourceSpan

    /// From another page of the folder: `02-explore.html#fig-stars`.
    public var link: String { ReportPage.link(to: notebook) + "#" + anchor }
  }

  private var entries: [String: Entry] = [:]
  /// In the order of the folder.
  public private(set) var all: [Entry] = []

  /// Numbers of exercises by notebook and place, those without a label among them.
  private var exerciseNumbers: [String: [Int: Int]] = [:]

  public init() {}

  /// The number of an exercise by its place in its notebook.
  public func exerciseNumber(_ position: Int, in notebook: String) -> Int { exerciseNumbers[notebook]?[position] ?? 0 }

  mutating func number(_ position: Int, in notebook: String, as number: Int) {
    exerciseNumbers[notebook, default: [:]][position] = number
  }

  public subscript(label: String) -> Entry? { entries[label] }

  /// Adds an entry; a label that is already there keeps its first, which is the answer.
  mutating func add(_ entry: Entry) -> Entry? {
    if let first = entries[entry.label] { return first }
    entries[entry.label] = entry
    all.append(entry)
    return nil
  }

  /// Numbers the labels of a folder's notebooks in their order and checks every reference to them.
  ///
  /// Figures, tables, equations and exercises are counted through the whole folder, each kind for itself. O(text).
  public static func build(notebooks: [Notebook]) -> (LabelIndex, [Diagnostic]) {
    var collector = LabelCollector()
    for (position, notebook) in notebooks.enumerated() { collector.read(notebook, ordinal: position + 1) }
    let index = collector.index
    let labels = index.all.map(\.label)
    var nearest: [String: [String]] = [:]
    let unknown = collector.references.filter { index[$0.label] == nil }.map { reference in
      if nearest[reference.label] == nil, nearest.count < Self.mostCompared {
        nearest[reference.label] = NearMiss.suggestions(for: reference.label, among: labels)
      }
      let names = nearest[reference.label] ?? []
      let near = names.first
      return Diagnostic(
        .unknownLabel, "nothing has the label \"\(reference.label)\"", at: reference.span,
        label: "no cell, heading or equation of the folder is called so",
        help: NearMiss.question(names).map { [$0] }
          ?? ["write `#| label: \(reference.label)` in the cell that makes it"],
        replacements: replacement(of: reference, by: near))
    }
    return (index, (collector.diagnostics + unknown).sorted(by: Diagnostic.inReadingOrder))
  }

  /// Unknown labels that are compared with all known ones: of more than these nobody reads each (empirical).
  private static let mostCompared = 50

  private static func replacement(of reference: LabelCollector.Reference, by near: String?) -> [Replacement] {
    let text = reference.span.text
    guard let near, let range = text.range(of: reference.label) else { return [] }
    let start = reference.span.range.lowerBound + text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    let span = reference.span.file.span(start..<(start + reference.label.utf8.count))
    return [Replacement(span, with: near)]
  }
}

extension String {
  /// The first place where `other` occurs in itself, by characters.
  fileprivate func range(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other), let end = index(start, offsetBy: other.count, limitedBy: endIndex) {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }
}
