import Diagnostics
import Tables
import Testing

@Suite struct DelimitedReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ name: String, _ text: String, _ options: ReadingOptions = ReadingOptions(), columns: [String]? = nil
  ) throws -> (lines: [String], report: ReadingReport) {
    let path = try folder.put(name, text)
    let (table, report) = try TableReader.read(path, options: options, columns: columns, threads: 1)
    #expect(report.outline == (try TableReader.inspect(path, options: options)))
    return (listing(table), report)
  }

  @Test func infersEveryType() throws {
    let text = """
      i,d,s,day,at,b,zip,yn,big
      1,1.5,x,2015-08-31,2015-08-31 12:00:00,true,00123,Y,9223372036854775808
      -2,3,,1969-12-31,1969-12-31T23:59:59Z,False,1,N,1
      ,,"a ""b"", c",,2000-02-29T00:30:00+01:00,,,,

      """
    #expect(
      try read("t.csv", text).lines == [
        "i integer: 1 -2 null", "d decimal: 1.5 3.0 null", "s string: 'x' null 'a \"b\", c'",
        "day date: 2015-08-31 1969-12-31 null",
        "at datetime: 2015-08-31T12:00:00Z 1969-12-31T23:59:59Z 2000-02-28T23:30:00Z", "b boolean: true false null",
        "zip string: '00123' '1' null", "yn string: 'Y' 'N' null", "big string: '9223372036854775808' '1' null",
      ])
  }

  @Test func telephoneNumbersKeepTheirPlus() throws {
    let text = "phone,change,total\n+815012345678,+5,+12\n,-3.5,-1234567\n+4915112345678,+1234567.5,3\n"
    #expect(
      try read("t.csv", text).lines == [
        "phone string: '+815012345678' null '+4915112345678'", "change decimal: 5.0 -3.5 1234567.5",
        "total integer: 12 -1234567 3",
      ])
    #expect(
      try read("typed.csv", text, ReadingOptions(types: ["phone": .integer])).lines.first
        == "phone integer: 815012345678 null 4915112345678")
  }

  @Test func aNumberThatWouldBecomeNothingStaysAsItIs() throws {
    #expect(
      try read("t.csv", "x,y\n1e-400,0e-400\n2,1e-300\n").lines
        == ["x string: '1e-400' '2'", "y decimal: 0.0 1e-300"])
    #expect(throws: Diagnostic.self) {
      try read("typed.csv", "x,y\n1e-400,1\n", ReadingOptions(types: ["x": .decimal]))
    }
  }

  @Test func mixedTypesWidenOrBecomeStrings() throws {
    let text = "a,b,c\n1,2015-01-01,1\n2.5,2015-01-02T10:00,x\n"
    #expect(
      try read("t.csv", text).lines == [
        "a decimal: 1.0 2.5", "b datetime: 2015-01-01T00:00:00Z 2015-01-02T10:00:00Z", "c string: '1' 'x'",
      ])
  }

  @Test(arguments: [",", ";", "\t", "|", "::"]) func recognisesSeparators(_ separator: String) throws {
    let rows = [["name", "n"], ["a b", "1"], ["ç", "2"]].map { $0.joined(separator: separator) }
    let (lines, report) = try read("t.txt", rows.joined(separator: "\n"))
    #expect(report.outline.separator == separator)
    #expect(lines == ["name string: 'a b' 'ç'", "n integer: 1 2"])
  }

  @Test func byteOrderMarkCarriageReturnsBlankLinesAndMissingLastLineEnd() throws {
    let (lines, report) = try read("t.csv", "\u{FEFF}a,b\r\n\r\n1,x\r\n   \r\n2,\"y\"\r\n\r\n3,z")
    #expect(lines == ["a integer: 1 2 3", "b string: 'x' 'y' 'z'"])
    #expect(report.skippedCount == 0)
    #expect(report.rows == 3)
  }

  // csv.reader(io.StringIO(text)) of Python 3.11 gives the same fields.
  @Test func quotesAsInRFC4180() throws {
    let text = "a,b\n\"x\ny\",1\n5\" disk,2\n\"say \"\"hi\"\"\",3\n\"ab\"cd,4\n\"\",5\n\"p,q\",6\n"
    #expect(
      try read("t.csv", text).lines == [
        "a string: 'x\ny' '5\" disk' 'say \"hi\"' 'abcd' null 'p,q'", "b integer: 1 2 3 4 5 6",
      ])
  }

  @Test func tsvHasNoQuotesUnlessAsked() throws {
    let text = "a\tb\n\"x\t1\n\"y\"\t2\n"
    #expect(try read("t.tsv", text).lines == ["a string: '\"x' '\"y\"'", "b integer: 1 2"])
    let quoted = "a\tb\n\"x\ty\"\t1\n"
    #expect(try read("q.tsv", quoted, ReadingOptions(quoting: true)).lines == ["a string: 'x\ty'", "b integer: 1"])
  }

  // pandas.read_csv(f, sep="\t", quoting=csv.QUOTE_NONE, on_bad_lines="skip") keeps the same rows but for the short line,
  // which it fills with nulls.
  @Test func badLinesAreLeftOutAndListed() throws {
    let text = "a\tb\tc\n1\t2\t3\n1\t2\t3\t4\n\n5\t6\n7\t8\t9\n"
    let (lines, report) = try read("t.tsv", text)
    #expect(lines == ["a integer: 1 7", "b integer: 2 8", "c integer: 3 9"])
    #expect(report.skippedCount == 2)
    #expect(
      report.skipped.map { "\($0.line) \($0.fieldCount ?? 0) \($0.excerpt)" } == ["3 4 1\t2\t3\t4", "5 2 5\t6"])
    let filled = try read("t.tsv", text, ReadingOptions(shortLines: .null))
    #expect(filled.lines == ["a integer: 1 5 7", "b integer: 2 6 8", "c integer: 3 null 9"])
    #expect(filled.report.skippedCount == 1)
  }

  @Test func badLinesInQuotedTextAreListedWithTheLineAnEditorShows() throws {
    let (_, report) = try read("t.csv", "a,b\n\"x\ny\",1\n1,2,3\n")
    #expect(report.skipped.map(\.line) == [4])
  }

  @Test func nullsAreThoseOfPandasUnlessNamed() throws {
    let text = "a,b,c\nNA,1,x\nNaN,,null\nnone,n/a,None\n"
    #expect(
      try read("t.csv", text).lines == [
        "a string: null null 'none'", "b integer: 1 null null", "c string: 'x' null null",
      ])
    let own = try read("o.csv", "a,b\n-1,-1\n3,x\n", ReadingOptions(nulls: ["-1"]))
    #expect(own.lines == ["a integer: null 3", "b string: null 'x'"])
    #expect(own.report.nulls.map(\.count) == [1, 1])
  }

  @Test func wantedColumnsComeInTheirOrderAndTheOthersAreNotLookedAt() throws {
    let bytes: [UInt8] = Array("a,b,c\n1,".utf8) + [0xFF] + Array(",3\n".utf8)
    let path = try folder.put("t.csv", bytes)
    let (table, _) = try TableReader.read(path, columns: ["c", "a", "c"], threads: 1)
    #expect(listing(table) == ["c integer: 3", "a integer: 1"])
    #expect(try TableReader.read(path, columns: [], threads: 1).table.rowCount == 1)
  }

  @Test func headersAreRecognisedOrGivenOrNumbered() throws {
    #expect(try read("t.csv", "1,a\n2,b\n").lines == ["column1 integer: 1 2", "column2 string: 'a' 'b'"])
    #expect(try read("t.csv", "x,y\na,b\n").lines == ["x string: 'a'", "y string: 'b'"])
    #expect(try read("t.csv", "x,y\na,b\n", ReadingOptions(header: false)).report.rows == 2)
    #expect(try read("t.csv", "1,2\n3,4\n", ReadingOptions(header: true)).lines == ["1 integer: 3", "2 integer: 4"])
    #expect(try read("t.csv", ",x\n0,a\n").lines == ["column1 integer: 0", "x string: 'a'"])
  }

  @Test func headerAloneIsATableOfStringsWithoutRows() throws {
    let (lines, report) = try read("t.csv", "a,b")
    #expect(lines == ["a string: ", "b string: "])
    #expect(report.rows == 0)
  }

  @Test func declaredTypesReplaceInferredOnes() throws {
    let types: [String: DeclaredType] = [
      "id": .string, "t": .seconds, "m": .milliseconds, "n": .decimal, "z": .integer,
    ]
    let (lines, report) = try read(
      "t.csv", "id,t,m,n,z\n1,964982703,-1,1,007\n2,0.25,1500,2,8\n", ReadingOptions(types: types))
    #expect(
      lines == [
        "id string: '1' '2'", "t datetime: 2000-07-30T18:45:03Z 1970-01-01T00:00:00.250Z",
        "m datetime: 1969-12-31T23:59:59.999Z 1970-01-01T00:00:01.500Z", "n decimal: 1.0 2.0", "z integer: 7 8",
      ])
    #expect(report.outline.schema.type(of: "t") == .datetime)
  }

  @Test func latin1IsTranscoded() throws {
    let bytes: [UInt8] = Array("näme,n\n".utf8.filter { $0 < 0x80 || $0 == 0 }) + [0xE9, 0x2C, 0x31, 0x0A]
    let path = try folder.put("t.csv", bytes)
    let (table, _) = try TableReader.read(path, options: ReadingOptions(encoding: .latin1), threads: 1)
    #expect(listing(table) == ["nme string: 'é'", "n integer: 1"])
  }

  @Test func aMillionColumns() throws {
    let names = (0..<1_000_000).map { "c\($0)" }.joined(separator: ",")
    let path = try folder.put("t.csv", names + "\n" + String(repeating: "1,", count: 999_999) + "2\n")
    let (table, report) = try TableReader.read(path, columns: ["c999999", "c0"], threads: 1)
    #expect(report.outline.fields.count == 1_000_000)
    #expect(listing(table) == ["c999999 integer: 2", "c0 integer: 1"])
  }

  @Test func aFieldOfTenMegabytes() throws {
    let long = String(repeating: "ab c", count: 2_500_000)
    let path = try folder.put("t.csv", "a,b\n1,\"\(long)\"\n2,x\n")
    let (table, _) = try TableReader.read(path, threads: 2)
    #expect(table.rowCount == 2)
    #expect(table["b"]?[0] == .string(long))
  }
}
