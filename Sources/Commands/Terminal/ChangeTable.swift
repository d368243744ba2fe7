import Languages
import Reports

/// Values that differ, in columns.
struct ChangeTable {
  /// What the two columns are called.
  let names: (old: String, new: String)
  let changes: [ResultsDifference.Change]
  /// How many are shown; the others are counted.
  var limit = Int.max

  func show() {
    if changes.isEmpty { return }
    let shown = changes.prefix(limit)
    var rows = [["value", names.old, names.new, "change"]]
    rows += shown.map { [$0.path, Self.cut($0.old.words), Self.cut($0.new.words), $0.relativeWords] }
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows {
      var line = "  " + row[0] + Self.spaces(widths[0] - row[0].count)
      for column in 1..<4 { line += "  " + Self.spaces(widths[column] - row[column].count) + row[column] }
      while line.hasSuffix(" ") { line.removeLast() }
      print(line)
    }
    if shown.count < changes.count { print("  and \(CountedNoun.grouped(changes.count - shown.count)) more") }
  }

  /// A text of data can be long and have lines of its own.
  private static func cut(_ text: String) -> String {
    let line = text.replacing("\n", with: " ").replacing("\r", with: " ")
    return line.count > 40 ? line.prefix(39) + "…" : line
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
