import Testing

/// That what a step's `render` reads by name, its `run` has written by that name: a mistyped key would read as 0.
@Suite struct DetailTests {
  /// Keys of small tables that a file reads with `detail` or `detailValue`, as far as they stand there in full.
  static func reads(_ text: String) -> [(table: String, column: String)] {
    text.matches(of: /detail(?:Value)?\(\s*"([^"\\]+)",\s*"([^"\\]+)"\)/).map { (String($0.1), String($0.2)) }
  }

  /// Whether a file writes a table and a column of these names: as keys of dictionaries, or as columns of a table.
  static func writes(_ text: String, _ name: String) -> Bool {
    let rest = text.replacing(/detail(?:Value)?\(\s*"[^"\\]+",\s*"[^"\\]+"\)/, with: "")
    return rest.contains("\"\(name)\":") || rest.contains("[\"\(name)\"] =") || rest.contains("(\"\(name)\",")
  }

  /// What a file reads and neither it nor, of columns, a file beside it writes.
  static func complaints(_ text: String, beside others: [String] = []) -> [String] {
    reads(text).flatMap { read in
      [read.table, read.column].filter { name in !([text] + others).contains { writes($0, name) } }
    }
  }

  @Test func everyDetailThatIsReadIsWritten() {
    let steps = House.sources.filter { $0.target == "Steps" }
    var count = 0
    for source in steps {
      count += Self.reads(source.text).count
      let folder = source.path.prefix(upTo: source.path.lastIndex(of: "/") ?? source.path.startIndex)
      let others = steps.filter { $0.path.hasPrefix(folder) }.map(\.text)
      for name in Self.complaints(source.text, beside: others) {
        Issue.record("\(source.path) reads \"\(name)\" and never writes it")
      }
    }
    #expect(count > 40)
  }

  @Test func aMistypedKeyIsFound() {
    let sound = #"details: ["counts": .row(["left": .integer(1)])] … outcome.detail("counts", "left")"#
    #expect(Self.complaints(sound).isEmpty)
    #expect(
      Self.complaints(sound.replacing(#"detail("counts", "left")"#, with: #"detail("counts", "lfet")"#)) == ["lfet"])
    #expect(Self.complaints(#"outcome.detail("count", "left")"#) == ["count", "left"])
  }
}
