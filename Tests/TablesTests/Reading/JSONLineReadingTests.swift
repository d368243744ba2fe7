import Tables
import Testing

@Suite struct JSONLineReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func objectsBecomeRows() throws {
    let text = #"""
      {"rating": 5.0, "title": "caf\u00e9 \ud83d\ude00 \"q\"\n", "asin": "00123", "n": 1, "ok": true, "at": "2015-08-31"}
      {"title": null, "rating": 4, "extra": {"a": [1, "}"]}, "n": -3}

      { "rating" : 1e2 , "asin":"x" , "extra": [], "at": "2016-01-01" }
      """#
    let path = try folder.put("t.jsonl", text)
    let (table, report) = try TableReader.read(path, threads: 1)
    #expect(
      listing(table) == [
        "rating decimal: 5.0 4.0 100.0", "title string: 'café 😀 \"q\"\n' null null", "asin string: '00123' null 'x'",
        "n integer: 1 -3 null", "ok boolean: true null null", "at date: 2015-08-31 null 2016-01-01",
        #"extra string: null '{"a": [1, "}"]}' '[]'"#,
      ])
    #expect(report.outline.format == .jsonl)
    #expect(report.outline == (try TableReader.inspect(path)))
    let zipped = try folder.put("t.jsonl.gz", try gzip(text))
    #expect(listing(try TableReader.read(zipped, columns: ["n"], threads: 2).table) == ["n integer: 1 -3 null"])
  }

  @Test(arguments: [
    #"{"a": 1"#, #"{"a": }"#, #"{"a": 01}"#, #"{"a": "x}"#, #"{"a": "\x"}"#, #"{"a": 1} x"#, #"[1]"#, "x",
    #"{"a": [1}}"#,
    #"{a: 1}"#, #"{"a": tru}"#, #"{"a": 1,}"#, #"{"a": "\ud8"}"#, "{\"a\": \"\u{1}\"}",
  ]) func badLinesAreSkippedOrStop(_ line: String) throws {
    let path = try folder.put("t.jsonl", "{\"a\": 1}\n\(line)\n{\"a\": 2}\n")
    let (table, report) = try TableReader.read(path, threads: 1)
    #expect(listing(table) == ["a integer: 1 2"])
    #expect(report.skipped.map(\.line) == [2])
    let found = fault(path, ReadingOptions(onBadLines: .error))
    #expect(found?.code.name == "bad-line")
    #expect(found?.primary?.span.start.line == 2)
  }

  @Test func lateKeysAreLeftOutWithAWarning() throws {
    let rows = String(repeating: "{\"a\": 1}\n", count: 100_000)
    let path = try folder.put("t.jsonl", rows + "{\"a\": 2, \"late\": 3}\n")
    let (table, report) = try TableReader.read(path, threads: 2)
    #expect(table.rowCount == 100_001)
    #expect(report.warnings.map(\.code.name) == ["unknown-keys"])
  }

  @Test func lateValueOfAnotherTypeIsPlaced() throws {
    let rows = String(repeating: "{\"a\": 1}\n", count: 100_000)
    let found = fault(try folder.put("t.jsonl", rows + "{\"a\": \"x\"}\n"))
    #expect(found?.message == "line 100001, column \"a\": \"x\" is not an integer")
  }

  @Test func lonelySurrogateBecomesTheReplacementCharacter() throws {
    let path = try folder.put("t.jsonl", #"{"a": "x\ud800y\ude00"}"#)
    #expect(listing(try TableReader.read(path, threads: 1).table) == ["a string: 'x\u{FFFD}y\u{FFFD}'"])
  }

  @Test func deepNestingTakesNoStack() throws {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    let path = try folder.put("t.jsonl", "{\"a\": \(deep)}\n")
    #expect(try TableReader.read(path, threads: 1).table["a"]?[0] == .string(deep))
  }
}
