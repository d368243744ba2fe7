import Diagnostics
import Foundation
import TestSupport
import Testing

extension DiagnosticCode {
  fileprivate static let example = DiagnosticCode("example-fault", "Something is wrong.")
}

@Suite struct WriterTests {
  private func span(_ file: SourceFile, _ text: String) throws -> SourceSpan {
    let range = try #require(file.text.range(of: text))
    let start = file.text.utf8.distance(from: file.text.startIndex, to: range.lowerBound)
    return file.span(start..<start + text.utf8.count)
  }

  @Test func aFaultIsShownWithItsLineACaretAndWhatExplainsIt() throws {
    let file = SourceFile(
      path: "notebooks/02-explore.md",
      text: String(repeating: "\n", count: 8) + "load \"x\" as reviews\n\nplot bar reviews x: star_ratings\n")
    let fault = Diagnostic(
      .example, "reviews has no column \"star_ratings\"", at: try span(file, "star_ratings"), label: "not a column",
      related: [SpanLabel(try span(file, "load \"x\" as reviews"), "its columns come from here")],
      notes: ["one\ntwo"], help: ["did you mean star_rating?"])
    #expect(
      ConsoleWriter().write(fault) == """
        error[example-fault]: reviews has no column "star_ratings"
          --> notebooks/02-explore.md:11:21
           |
        11 | plot bar reviews x: star_ratings
           |                     ^^^^^^^^^^^^ not a column
         9 | load "x" as reviews
           | ------------------- its columns come from here
           = note: one
                   two
           = help: did you mean star_rating?

        """)
  }

  @Test func wideCharactersAndTabsKeepTheCaretInPlace() throws {
    let file = SourceFile(path: "a.md", text: "名前\tbad here\n")
    let text = ConsoleWriter().write(Diagnostic(.example, "m", at: try span(file, "bad")))
    #expect(text.contains("\n1 | 名前 bad here\n  |      ^^^\n"))
  }

  /// Columns of a long line are those that counting from its start gives, in whatever order they are asked for.
  @Test func columnsOfALongLineAreCountedOn() {
    let line = String(repeating: "これは`{lab} x`です e\u{301}👨‍👩‍👧 ", count: 400)
    let text = "# A\n" + line + "\r\n" + line
    let file = SourceFile(path: "a.md", text: text)
    let start = file.lineStarts[1]
    var random = SplitMix(seed: 1)
    var places = Array(stride(from: start, to: start + line.utf8.count, by: 7))
    places += places.reversed() + places.shuffled(using: &random) + places.map { $0 - start + file.lineStarts[2] }
    for place in places {
      let lineStart = place < file.lineStarts[2] ? start : file.lineStarts[2]
      let before = String(decoding: file.bytes[lineStart..<place], as: UTF8.self)
      #expect(file.position(at: place).column == before.count + 1)
    }
  }

  @Test func credentialsThatACutGoesThroughAreMasked() throws {
    let address = "https://name:password@example.org/a"
    let file = SourceFile(
      path: "a.md", text: String(repeating: "x ", count: 20_000) + address + String(repeating: " y", count: 20_000))
    let at = 40_000 + address.utf8.count - 18
    let shown = Credentials.masked(at..<at + 30, ofLine: 0..<file.bytes.count, in: file.bytes)
    #expect(String(decoding: shown[at..<at + 30], as: UTF8.self) == "****@example.org/a y y y y y y")
    #expect(shown.count < 40_000)
  }

  /// A mark is a column wide at least, and the next one may then begin in what is already behind it.
  @Test func marksOfNoWidthStandSideBySide() throws {
    let file = SourceFile(path: "a.md", text: "a\u{200B}b\n")
    let text = ConsoleWriter().write(
      Diagnostic(
        .example, "m", at: try span(file, "\u{200B}"), label: "hidden",
        related: [SpanLabel(try span(file, "b"), "behind")]))
    #expect(text.contains("\n  |  ^- behind\n  |  hidden\n"))
  }

  @Test func aVeryLongLineIsCutAroundTheFault() throws {
    let file = SourceFile(
      path: "a.md", text: String(repeating: "é", count: 50_000) + "BAD" + String(repeating: "x", count: 50_000))
    let text = ConsoleWriter().write(Diagnostic(.example, "m", at: try span(file, "BAD")))
    #expect(text.utf8.count < 1500)
    #expect(text.contains("BAD"))
    #expect(!text.contains("\u{FFFD}"))
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let file = SourceFile(path: "a.md", text: "\u{1B}[31mbad\u{7}\n")
    let text = ConsoleWriter().write(Diagnostic(.example, "m \u{1B}[2J", at: try span(file, "bad")))
    #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
  }

  @Test func coloursAddNothingButColours() throws {
    let file = SourceFile(path: "a.md", text: "bad\n")
    let fault = Diagnostic(.example, "m", at: try span(file, "bad"), label: "here", help: ["h"])
    let colored = ConsoleWriter(colored: true).write(fault)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == ConsoleWriter().write(fault))
    #expect(colored.contains("\u{1B}["))
  }

  @Test func jsonHasThePlacesThatEditorsNeed() throws {
    let file = SourceFile(path: "a.md", text: "é bad\n\"q\"\n")
    let fault = Diagnostic(
      .example, "say \"x\"\n", at: try span(file, "bad"), label: "l",
      replacements: [Replacement(try span(file, "bad"), with: "good")])
    let data = Data(JSONWriter().write([fault]).utf8)
    let list = try #require(JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let object = try #require(list.first)
    #expect(object["code"] as? String == "example-fault")
    #expect(object["message"] as? String == "say \"x\"\n")
    let primary = try #require(object["primary"] as? [String: Any])
    #expect(primary["line"] as? Int == 1)
    #expect(primary["column"] as? Int == 3)
    #expect(primary["endColumn"] as? Int == 6)
    #expect(primary["start"] as? Int == 3)
    let replacements = try #require(object["replacements"] as? [[String: Any]])
    #expect(replacements.first?["text"] as? String == "good")
    #expect(JSONWriter().write([]) == "[]\n")
  }

  @Test func faultsAreInTheOrderOfTheirPlaces() throws {
    let a = SourceFile(path: "a.md", text: "one two\n")
    let b = SourceFile(path: "b.md", text: "one\n")
    let faults = [
      Diagnostic(.example, "nowhere"), Diagnostic(.example, "b", at: try span(b, "one")),
      Diagnostic(.example, "a two", at: try span(a, "two")), Diagnostic(.example, "a one", at: try span(a, "one")),
    ]
    #expect(faults.sorted(by: Diagnostic.inReadingOrder).map(\.message) == ["a one", "a two", "b", "nowhere"])
  }
}

@Suite struct SourceFileTests {
  @Test func placesAreCountedInCharactersFromOne() {
    let file = SourceFile(path: "a.md", text: "añb\r\n日本x\n")
    #expect(file.position(at: 0) == SourcePosition(line: 1, column: 1))
    #expect(file.position(at: 3) == SourcePosition(line: 1, column: 3))
    #expect(file.position(at: 6) == SourcePosition(line: 2, column: 1))
    #expect(file.position(at: 12) == SourcePosition(line: 2, column: 3))
    #expect(file.position(at: 999).line == 3)
    #expect(file.text(ofLine: 1) == "añb")
    #expect(file.text(ofLine: 2) == "日本x")
    #expect(file.text(ofLine: 9) == "")
  }

  @Test func anExcerptCountsItsLinesFromWhereItWasCut() {
    let file = SourceFile(path: "d.csv", bytes: Array("x\ny\n".utf8), firstLine: 41)
    #expect(file.position(at: 2).line == 42)
    #expect(file.text(ofLine: 42) == "y")
  }

  @Test func aSpanIsClampedToItsText() {
    let file = SourceFile(path: "a.md", text: "abc")
    #expect(file.span(-2..<99).range == 0..<3)
    #expect(file.span(7..<9).range == 3..<3)
  }
}
