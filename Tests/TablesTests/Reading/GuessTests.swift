import Diagnostics
import Tables
import Testing

/// What is recognised of a file, and what is said of it.
@Suite struct GuessTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ name: String, _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> (lines: [String], report: ReadingReport) {
    let (table, report) = try TableReader.read(try folder.put(name, text), options: options, threads: 2)
    return (listing(table), report)
  }

  @Test func runsOfSpacesSeparateNumbers() throws {
    let (lines, report) = try read("ratings.txt", "1 1 2\n1 2  4\n 1 3 3.5 \r\n2 1 4\n")
    #expect(lines == ["column1 integer: 1 1 1 2", "column2 integer: 1 2 3 1", "column3 decimal: 2.0 4.0 3.5 4.0"])
    #expect(report.outline.guesses == [.separator(" "), .noHeader(firstLine: "\"1 1 2\"")])
    let named = try read("r.txt", "user item stars\nu1 i1 5\nu2 i2 4\n")
    #expect(named.lines == ["user string: 'u1' 'u2'", "item string: 'i1' 'i2'", "stars integer: 5 4"])
    #expect(named.report.outline.guesses == [.separator(" ")])
  }

  @Test func spacesThatAreSaidMayStandInQuotes() throws {
    let text = "a b\n\"x  \"\"y\"\" z\"   1\n\tq\t2\n"
    #expect(
      try read("t.txt", text, ReadingOptions(separator: " ")).lines == ["a string: 'x  \"y\" z' 'q'", "b integer: 1 2"])
  }

  /// Longer than a piece, so that runs of spaces lie across its end.
  @Test func spacesAcrossPieces() throws {
    let rows = 400_000
    let text = (0..<rows).map { "\($0)   \($0 % 7)  \n" }.joined()
    let (table, report) = try TableReader.read(try folder.put("long.txt", text), threads: 2)
    #expect(report.skippedCount == 0)
    #expect(table.rowCount == rows)
    #expect(table["column1"]?[rows - 1] == .integer(rows - 1))
    #expect(table["column2"]?[rows - 1] == .integer((rows - 1) % 7))
  }

  @Test(arguments: ["The Sea\nTwo Ships\nNo Wind\n", "2015-01-01 10:00:00\n2015-01-02 11:00:00\n"])
  func proseAndMomentsAreOneColumn(_ text: String) throws {
    #expect(try read("t.txt", text).report.outline.fields.count == 1)
  }

  @Test func oneColumnWithLikelySeparatorsIsQuestioned() throws {
    let (_, report) = try read("t.txt", "The Sea\nTwo Ships\nNo Wind\n")
    #expect(report.outline.guesses.first == .oneColumn(rival: " "))
    #expect(report.warnings.map(\.code.name) == ["doubtful-guess"])
    #expect(report.warnings.first?.help == ["if that stands between fields, say separator: \" \""])
    // The day and the time of day of moments.
    #expect(try read("m.txt", "at\n2015-01-01 10:00:00\n2015-01-02 11:00:00\n").report.warnings.isEmpty)
  }

  @Test func textIdsAmongTextIdsAreNoHeader() throws {
    let text = "kQ2x_01,Zb-0001\nkQ2x_01,Zb-0002\nkQ2x_02,Zb-0001\n"
    let (lines, report) = try read("pairs.csv", text)
    #expect(
      lines == ["column1 string: 'kQ2x_01' 'kQ2x_01' 'kQ2x_02'", "column2 string: 'Zb-0001' 'Zb-0002' 'Zb-0001'"])
    #expect(report.outline.guesses == [.noHeader(firstLine: "\"kQ2x_01,Zb-0001\"")])
    #expect(try read("p.csv", text, ReadingOptions(header: true)).report.rows == 2)
    #expect(try read("p.csv", text, ReadingOptions(header: false)).report.outline.guesses.isEmpty)
  }

  @Test func aHeaderOfTextAboveTextIsTold() throws {
    #expect(try read("t.csv", "x,y\na,b\nc,d\n").report.outline.guesses == [.header(line: "\"x,y\"")])
    // Its first value comes again.
    let doubtful = try read("t.csv", "word,tag,form\nword,noun,a\nsea,noun,b\n").report
    #expect(doubtful.outline.guesses == [.doubtfulHeader(line: "\"word,tag,form\"")])
    #expect(doubtful.warnings.map(\.code.name) == ["doubtful-guess"])
    // A number above numbers, beside a text above numbers.
    #expect(
      try read("t.csv", "1,?,3\n4,5,6\n7,8,9\n").report.outline.guesses == [.doubtfulHeader(line: "\"1,?,3\"")])
    // Nothing to say of the usual.
    #expect(try read("t.csv", "user,title\n1,a\n2,b\n").report.outline.guesses.isEmpty)
  }

  @Test func carriageReturnsEndLines() throws {
    let (lines, report) = try read("t.csv", "user,title,stars\r1,Am,5\r2,\"N\ri\",4\r")
    #expect(lines == ["user integer: 1 2", "title string: 'Am' 'N\ni'", "stars integer: 5 4"])
    #expect(report.outline.guesses == [.carriageReturns])
  }

  @Test func aLineSepIsReadAsExcelMeansIt() throws {
    let (lines, report) = try read("t.csv", "\u{FEFF}sep=;\r\nuser;stars\r\n1;2,5\r\n3\r\n")
    #expect(lines == ["user integer: 1", "stars string: '2,5'"])
    #expect(report.outline.guesses == [.separatorLine(";")])
    #expect(report.skipped.map(\.line) == [4])
  }

  @Test func commentsAboveTheTableArePassedOver() throws {
    let text = "# exported, 2020\n# \"two\nuser,stars\n1,2\nx\n"
    let (lines, report) = try read("t.csv", text)
    #expect(lines == ["user integer: 1", "stars integer: 2"])
    #expect(report.outline.guesses == [.comments(lines: 2)])
    #expect(report.skipped.map(\.line) == [5])
    // The last of them may be the header.
    #expect(try read("t.tsv", "# from X\n#id\tname\n1\ta\n").lines == ["#id integer: 1", "name string: 'a'"])
    #expect(
      try read("t.csv", "Export of 2020\nuser,stars\n1,2\n", ReadingOptions(skip: 1)).lines.first == "user integer: 1")
    let late = fault(
      try folder.put("l.csv", "# one\na,b\n1,2\n" + String(repeating: "1,2\n", count: 200_000) + "x,2\n"))
    #expect(late?.message == "line 200004, column \"a\": \"x\" is not an integer")
  }

  /// 1.2 MB of lines above the table, which is more than types are inferred from.
  @Test func asManyLinesAsAreSaidArePassedOver() throws {
    let text = String(repeating: "note\n", count: 240_000) + "a,b\n1,2\nx\n"
    let (lines, report) = try read("t.csv", text, ReadingOptions(skip: 240_000))
    #expect(lines == ["a integer: 1", "b integer: 2"])
    #expect(report.skipped.map(\.line) == [240_003])
    // One line that goes on behind what is read first.
    let long = String(repeating: "x", count: 700_000) + "\na,b\n1,2\n"
    #expect(try read("l.csv", long, ReadingOptions(skip: 1)).lines == ["a integer: 1", "b integer: 2"])
  }

  @Test func aFirstLineUnlikeTheOthersIsNoHeader() throws {
    let found = fault(try folder.put("n.txt", "1:\n148,3,2005-09-06\n822,5,2005-05-13\n2:\n205,4,2005-09-05\n"))
    #expect(found?.code.name == "ragged-start")
    #expect(found?.message.hasSuffix("has 1 field, but most of the lines below it have 3") == true)
    #expect(fault(try folder.put("e.csv", "Export of 2020\nuser,stars\n1,2\n"))?.code.name == "ragged-start")
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "a pointer of Git LFS"),
    ("<html><body>404 Not Found</body></html>\n", "an HTML page"), ("\n <!DOCTYPE html>\n<p>", "an HTML page"),
    ("<?xml version=\"1.0\"?>\n<a/>\n", "XML"), ("<users><user id=\"1\"/></users>\n", "XML"),
    ("%%MatrixMarket matrix coordinate real general\n3 3 1\n1 1 5\n", "a Matrix Market file"),
    ("HTTP/1.1 404 Not Found\nContent-Type: text/html\n\n<html>", "a web server's answer with its head"),
    ("@RELATION x\n@attribute a numeric\n@data\n1\n", "an ARFF file"),
    ("INSERT INTO r VALUES (1,2);\nINSERT INTO r VALUES (1,3);\n", "a dump of a database"),
    ("\u{89}PNG", ""), ("%PDF-1.5", "a PDF document"), ("PAR1\u{15}\u{4}", "a Parquet file"),
  ]) func whatIsNoTableIsToldForWhatItIs(_ text: String, _ kind: String) throws {
    let bytes = kind.isEmpty ? [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] : Array(text.utf8)
    let found = fault(try folder.put("t.csv", bytes))
    #expect(found?.code.name == "unsupported-file")
    #expect(found?.message.contains(" is " + (kind.isEmpty ? "a PNG image" : kind)) == true)
    #expect(found?.help.isEmpty == false)
  }

  @Test(arguments: ["{\n \"a\": 1,\n \"b\": 2\n}\n", "{\"rows\": [\n{\"a\": 1},\n{\"a\": 2}\n]}\n"])
  func jsonOverSeveralLinesIsTold(_ text: String) throws {
    let found = fault(try folder.put("t.json", text))
    #expect(found?.code.name == "unsupported-file")
    #expect(found?.message.hasSuffix("is JSON over several lines, not one JSON object a line") == true)
  }

  @Test func otherEncodingsAreToldForWhatTheyAre() throws {
    let wide: [UInt8] = [0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0, 0x0A, 0, 0, 0]
    #expect(fault(try folder.put("w.csv", wide))?.message.hasSuffix("is text in UTF-32") == true)
    // A word in Shift_JIS.
    let japanese: [UInt8] = Array("a,b\n1,".utf8) + [0x92, 0x83, 0x0A]
    #expect(
      fault(try folder.put("j.csv", japanese))?.help.first
        == "if its text is Japanese, convert it: iconv -f CP932 -t UTF-8")
  }

  /// nulls: stands in place of what is taken for missing without it, the empty field among them.
  @Test func emptyFieldsThatMakeAColumnTextAreTold() throws {
    let text = "a,b,c\n1,x,\n,,\n-,y,3\n"
    let (lines, report) = try read("t.csv", text, ReadingOptions(nulls: ["-"]))
    #expect(lines.first?.hasPrefix("a string: ") == true)
    #expect(report.outline.guesses.contains(.emptyIsText(column: "a")))
    #expect(report.warnings.map(\.code.name) == ["doubtful-guess"])
    let named = try read("t.csv", text, ReadingOptions(nulls: ["-", ""]))
    #expect(named.lines.first == "a integer: 1 null null" && named.report.warnings.isEmpty)
    #expect(
      try read("t.csv", text, ReadingOptions(types: ["a": .string, "c": .string], nulls: ["-"])).report.warnings.isEmpty
    )
  }

  @Test func anglesInAHeaderAreNoMarkup() throws {
    #expect(
      try read("t.csv", "<DATE>,<OPEN>\n2015-01-02,3.5\n").lines == ["<DATE> date: 2015-01-02", "<OPEN> decimal: 3.5"])
  }

  @Test func aGzipInsideAGzipIsTold() throws {
    let path = try folder.put("t.csv.gz", try gzip(try gzip("a,b\n1,2\n")))
    #expect(fault(path)?.message.contains("a gzip inside a gzip") == true)
  }

  @Test func aHeaderThatComesAgainIsLeftOut() throws {
    let (lines, report) = try read("t.csv", "user,stars\n1,5\nuser,stars\n2,4\n\u{FEFF}user,stars\n\u{FEFF}3,1\n")
    #expect(lines == ["user integer: 1 2 3", "stars integer: 5 4 1"])
    #expect(report.skippedByReason == [.header: 2])
    #expect(report.skipped.map(\.line) == [3, 5])
    #expect(report.warnings.map(\.code.name) == ["inner-byte-order-mark"])
    // Numbers above numbers are as likely a row.
    #expect(try read("t.csv", "1,2\n3,4\n1,2\n", ReadingOptions(header: true)).report.rows == 2)
    #expect(
      fault(try folder.put("t.csv", "a,b\n1,2\na,b\n"), ReadingOptions(onBadLines: .error))?.message
        == "line 3 is the header once more")
  }

  @Test func aCommaBetweenDigitsIsNoSeparatorBesideAnother() throws {
    let (lines, report) = try read("t.csv", "1;2,5\n3;4,5\n")
    #expect(lines == ["column1 integer: 1 3", "column2 string: '2,5' '4,5'"])
    #expect(report.outline.guesses.first == .rivalSeparator(";", rival: ","))
    #expect(report.warnings.count == 1)
  }

  @Test func numbersThatJSONDoesNotHaveAreTold() throws {
    let (lines, report) = try read(
      "t.jsonl", "{\"a\": 1}\n{\"a\": NaN}\n{\"a\": -Infinity}\n{'a': 1}\n{\"a\": None}\n{\"a\"\n")
    #expect(lines == ["a integer: 1"])
    #expect(report.skippedByReason == [.notANumber: 2, .python: 2, .object: 1])
    #expect(fault(try folder.put("p.json", "{'a': 1}\n"))?.primary?.text == "a dictionary of Python, not JSON")
    let named = try read("t.csv", "{\"a\": 1}\n{\"a\": 2}\n")
    #expect(named.lines == ["a integer: 1 2"])
    #expect(named.report.outline.guesses == [.jsonLines])
  }

  @Test func aFieldThatGoesOnBehindItsQuoteIsTold() throws {
    let text = #"""
      id;title;by
      1;"A \"Good\" Tale";X
      2;"an ""ok"" one";Y
      3;"The \"J\" way";Z

      """#
    let (lines, report) = try read("t.csv", text)
    #expect(lines[1] == #"title string: 'A \Good\" Tale"' 'an "ok" one' 'The \J\" way"'"#)
    #expect(report.notices == [.tornFields(2, line: 2, isEscaped: true)])
    let warning = try #require(report.warnings.last)
    #expect(warning.code.name == "torn-field")
    #expect(
      warning.message
        == #"in "\#(folder.path("t.csv"))" the text of 2 fields goes on behind the closing quote, first in line 2: a quote inside it is lost"#
    )
    #expect(warning.help.first?.hasSuffix(#"sed 's/\\"/""/g'"#) == true)
    // What the help says makes it right.
    let mended = try read("m.csv", text.replacing(#"\""#, with: #""""#))
    #expect(mended.lines[1] == #"title string: 'A "Good" Tale' 'an "ok" one' 'The "J" way'"#)
    #expect(mended.report.notices.isEmpty)
    let plain = try read("n.csv", "a,b\n\"x\"y,1\n\"z\",3\r\n\"v\",2\n")
    #expect(plain.report.notices == [.tornFields(1, line: 2, isEscaped: false)])
    // Beyond the first piece, too.
    let late = "a,b\n" + String(repeating: "\"x\",1\n", count: 400_000) + "\"x\"y,1\n"
    #expect(try read("l.csv", late).report.notices == [.tornFields(1, line: 400_002, isEscaped: false)])
  }

  /// Where some times say their zone and others do not, one zone for all is not what the file says.
  @Test func timesWithoutAZoneAmongOthersAreCounted() throws {
    let text = "a,t\n1,2015-08-31T12:00:00+02:00\n2,2015-08-31 12:00\n3,2015-08-31\n4,\n5,2015-08-31T12:00:00Z\n"
    let (lines, report) = try read("t.csv", text)
    #expect(lines[1].hasPrefix("t datetime:"), "\(lines[1])")
    #expect(report.notices == [.mixedZones(column: "t", assumed: 2, of: 4)])
    #expect(report.warnings.map(\.code.name) == ["mixed-zones"])
    let lone = "{\"t\": \"2015-08-31T12:00:00Z\"}\n{\"t\": \"2015-08-31T12:00:00\"}\n"
    #expect(try read("t.jsonl", lone).report.notices == [.mixedZones(column: "t", assumed: 1, of: 2)])
    // All alike: nothing is mixed. Offsets that differ are what they say.
    let alike = "t\n2015-08-31T12:00\n2015-08-30 12:00:00\n"
    #expect(try read("u.csv", alike).report.notices.isEmpty)
    #expect(try read("z.csv", "t\n2015-08-31T12:00Z\n2015-08-30 12:00:00-0500\n").report.notices.isEmpty)
  }

  @Test func quotesBetweenTabsAreQuestioned() throws {
    let text = "id\ttitle\n1\t\"A\"\n2\t\"B\"\n3\t\n"
    let (lines, report) = try read("t.tsv", text)
    #expect(lines[1] == #"title string: '"A"' '"B"' null"#)
    #expect(report.outline.guesses == [.quotesAreText(column: "title")])
    #expect(report.warnings.map(\.code.name) == ["doubtful-guess"])
    #expect(try read("t.tsv", text, ReadingOptions(quoting: true)).lines[1] == "title string: 'A' 'B' null")
    #expect(try read("t.tsv", text, ReadingOptions(quoting: false)).report.outline.guesses.isEmpty)
    #expect(try read("t.tsv", "id\ttitle\n1\t\"A\"\n2\tthe \"B\"\n").report.outline.guesses.isEmpty)
  }

  @Test func carriageReturnsBeforeALineEndAreNoText() throws {
    let quoted = "a,b\r\r\n1,2\r\r\n\"x\",\"4\"\r\r\n"
    #expect(try read("t.csv", quoted).lines == ["a string: '1' 'x'", "b integer: 2 4"])
    #expect(try read("t.dat", "1::2\r\r\n3::4\r\r\n").lines == ["column1 integer: 1 3", "column2 integer: 2 4"])
    #expect(try read("t.csv", "a,b\r\r\n,\r\r\n1,2\r\n").lines == ["a integer: null 1", "b integer: null 2"])
  }

  @Test func yearsInARowAreNames() throws {
    let (lines, report) = try read("t.csv", "user,2019,2020\nu1,6,7\nu2,9,10\n")
    #expect(lines == ["user string: 'u1' 'u2'", "2019 integer: 6 9", "2020 integer: 7 10"])
    #expect(report.warnings.map(\.code.name) == ["doubtful-guess"])
    #expect(try read("t.csv", "2019,2020\n5,6\n").lines == ["2019 integer: 5", "2020 integer: 6"])
    #expect(try read("t.csv", "u1,1999,2000\nu2,2001,2002\n").report.outline.fields[0].name == "column1")
    #expect(try read("t.csv", "u1,1,2\nu2,3,4\n").report.outline.fields[0].name == "column1")
  }

  @Test func oneColumnOfDigitsUnderDigitsIsQuestioned() throws {
    let (_, report) = try read("t.txt", "1 1:0.5 3:1\n0 2:1\n")
    #expect(report.outline.guesses == [.doubtfulHeader(line: "\"1 1:0.5 3:1\"")])
  }

  @Test func namesReplaceAHeaderWhateverItSays() throws {
    let text = "user,stars,stars\n1,5,4\n2,3,2\n"
    let found = fault(try folder.put("d.csv", text))
    #expect(found?.code.name == "duplicate-header")
    #expect(found?.help == ["give them names of their own, as in names: [user, stars, stars_2]"])
    // A column without a name is called by its place.
    let unnamed = fault(try folder.put("u.csv", "a,a,column4,\n1,2,3,4\n"))
    #expect(unnamed?.help == ["give them names of their own, as in names: [a, a_2, column4, column4_2]"])
    let options = ReadingOptions(names: ["user", "first", "second"], types: ["first": .string])
    #expect(
      try read("d.csv", text, options).lines == ["user integer: 1 2", "first string: '5' '3'", "second integer: 4 2"])
    let swapped = ReadingOptions(names: ["b", "a"], types: ["a": .string])
    #expect(try read("s.csv", "a,b\n1,2\n", swapped).lines == ["b integer: 1", "a string: '2'"])
    #expect(try read("j.jsonl", "{\"x\": 1, \"y\": 2}\n", swapped).lines == ["b integer: 1", "a string: '2'"])
    #expect(fault(try folder.put("d.csv", text), ReadingOptions(names: ["a"]))?.code.name == "wrong-name-count")
    let twice = fault(try folder.put("d.csv", text), ReadingOptions(names: ["a", "b", "a"]))
    #expect(twice?.code.name == "duplicate-header" && twice?.message.hasPrefix("columns 1 and 3 of ") == true)
  }

  /// Every key a column with a place in every row: 60,000 times 60,000.
  @Test func aTableThatNoMemoryHoldsIsRefused() throws {
    let text = (0..<60_000).map { "{\"k\($0 % 20_000)\": 1}\n" }.joined()
    #expect(fault(try folder.put("k.jsonl", text))?.code.name == "table-too-large")
    let few = try TableReader.read(try folder.put("k.jsonl", text), columns: ["k1"], threads: 1)
    #expect(few.table.rowCount == 60_000)
  }
}
