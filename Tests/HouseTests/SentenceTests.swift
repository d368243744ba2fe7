import Testing

/// That facts stay facts until they are told: no decision of the sources reads a sentence.
@Suite struct SentenceTests {
  /// What compares, searches or cuts words that were made for a reader.
  static func readers(in line: String) -> [String] {
    let rules: [(Regex<Substring>, String)] = [
      (/\.(?:en|ja)\s*(?:==|!=|~=)/, "compares words of one language"),
      (
        /\.(?:en|ja)\??\.(?:contains|hasPrefix|hasSuffix|isEmpty|range|split|firstMatch|wholeMatch)\b/, "searches words"
      ),
      (/(?:message|label|words|notes|help)\s*(?:==|!=)\s*"/, "compares what is told"),
      (/message\.(?:contains|hasPrefix|hasSuffix|range|firstMatch|wholeMatch)\b/, "searches a message"),
      (/code\.name\s*(?:==|!=)/, "compares the name of a code instead of the code"),
      (/lang(?:uage)?\s*(?:==|!=)\s*"/, "asks for a language by its tag instead of saying all"),
    ]
    return rules.filter { line.firstMatch(of: $0.0) != nil }.map(\.1)
  }

  @Test func noDecisionReadsASentence() {
    for source in House.sources where source.target != "Languages" {
      for (number, line) in source.codeLines.enumerated() {
        for complaint in Self.readers(in: line) { Issue.record("\(source.path):\(number + 1): \(complaint)") }
      }
    }
  }

  @Test(arguments: [
    "if remark.en == other.en {", "return outcome.remarks.contains { $0.en.contains(path) }",
    "where fault.code.name == \"\"", "if language == \"\" { }", "guard diagnostic.message.hasPrefix(\"\") else",
    "if reason.ja.isEmpty",
  ])
  func whatReadsASentenceIsFound(_ line: String) { #expect(!Self.readers(in: line).isEmpty) }

  @Test(arguments: ["say(en: a, ja: b)", "encoder.append(remark.en)", "if code == .missingFile", "case .english: en()"])
  func whatMakesASentenceIsNot(_ line: String) { #expect(Self.readers(in: line).isEmpty) }
}
