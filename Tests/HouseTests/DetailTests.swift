import Testing

/// That no string stands between a step's `run` and its `render`: what one hands to the other is a value of the step's own type, in
/// which nothing can be mistyped or missing.
@Suite struct DetailTests {
  /// Where a text writes or reads details of an outcome by strings.
  static func complaints(_ text: String) -> [String] {
    let keyed = /\bdetails\??\[|\bdetails:\s*\[\s*(?:"[^"\n]*"\s*:|:|String\s*:)|\bdetail(?:Value)?\(\s*"/
    // By default a point between letters is inside a word.
    return text.matches(of: keyed.wordBoundaryKind(.simple)).map { String($0.output) }
  }

  @Test func detailsHaveNoStringKeys() {
    let steps = House.sources.filter { $0.target == "Steps" || $0.target == "Execution" }
    for source in steps {
      for place in Self.complaints(source.text) { Issue.record("\(source.path): \(place)") }
    }
    // Most steps have something to hand on.
    #expect(steps.count { $0.text.contains(/(?:struct|enum) Details: OutcomeDetails/) } > 30)
  }

  @Test func aStringKeyIsFound() {
    for text in [
      #"let rows = outcome.details["rows"]"#, #"details: ["rows": rows]"#, "details: [\n  \"counts\": .row(counts)\n]",
      "public var details: [String: Table]", "outcome.details?[name]", #"outcome.detail("counts", "left")"#,
      #"outcome.detailValue("counts", "left")"#,
    ] {
      #expect(Self.complaints(text).count == 1, "\(text)")
    }
    for text in [
      "details: Details(rows: rows))", "let left = outcome.details.left", "public let details: [String]",
      #"details: ["A sentence with a colon: and \"rows\"."]"#, "outcome.details.columns[0]",
    ] {
      #expect(Self.complaints(text).isEmpty, "\(text)")
    }
  }
}
