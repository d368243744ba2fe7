import Diagnostics
import Tables
import TestSupport
import Testing

@Suite("What is read is written with the same digits, or refused")
struct FaithfulReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func type(_ texts: [String], file: String = "t.csv") throws -> ColumnType? {
    let lines =
      file.hasSuffix("jsonl") ? texts.map { "{\"x\": \($0), \"y\": 1}" } : ["x,y"] + texts.map { "\($0),1" }
    return try TableReader.inspect(try folder.put(file, lines.joined(separator: "\n"))).schema.type(of: "x")
  }

  @Test(arguments: ["t.csv", "t.jsonl"]) func namesMadeOfDigitsStayText(_ file: String) throws {
    #expect(try type(["9223372036854775807", "-9223372036854775808"], file: file) == .integer)
    #expect(try type(["1", "9223372036854775808"], file: file) == .string)
    #expect(try type(["11898508762506083287", "11898508762506083288"], file: file) == .string)
    #expect(try type(["100000000000000000000"], file: file) == .string)
    #expect(try type(["1e400"], file: file) == .string)
    #expect(try type(["1e300", "2.5", "0.1234567890123456789"], file: file) == .decimal)
    #expect(try type(["12345678901234567890.5"], file: file) == .string)
    #expect(try type(["1.1898508762506082e19"], file: file) == .decimal)
    // A long integer among decimals would lose its last digit.
    #expect(try type(["9007199254740993", "0.5"], file: file) == .string)
    #expect(try type(["0.5", "9007199254740993"], file: file) == .string)
    #expect(try type(["0.5", "9007199254740992"], file: file) == .decimal)
  }

  @Test func aNameOfDigitsBelowTheSampleStopsTheReading() throws {
    let rows = (0..<70_000).map { "\($0),p" }
    let path = try folder.put("t.csv", "id,p\n" + (rows + ["11898508762506083287,p"]).joined(separator: "\n"))
    let found = fault(path)
    #expect(found?.code.name == "bad-value")
    #expect(found?.message == "line 70002, column \"id\": \"11898508762506083287\" is too long for an integer")
    #expect(found?.help == ["say types: [id: string], which keeps every digit"])
    let declared = try TableReader.read(path, options: ReadingOptions(types: ["id": .string]), threads: 2).table
    #expect(declared["id"]?[70_000] == .string("11898508762506083287"))
  }

  static let refused: [(String, DeclaredType, String)] = [
    ("9223372036854775808", .integer, "is too long for an integer"),
    ("9007199254740993", .decimal, "has more digits than a decimal holds"),
    ("12345678901234567890", .decimal, "has more digits than a decimal holds"),
    ("1e400", .decimal, "is too large for a decimal"),
    ("2023-11-14T22:13:20.1234567Z", .datetime, "is finer than a microsecond"),
    ("1700000000.1234567", .seconds, "is finer than a microsecond"),
    ("1700000000000.5001", .milliseconds, "is finer than a microsecond"),
    ("9223372036855", .seconds, "is too far from 1970 for a datetime"),
    ("9223372036854776", .milliseconds, "is too far from 1970 for a datetime"),
    ("9223372036854775808", .microseconds, "is too far from 1970 for a datetime"),
    ("+294247-01-10T04:00:54.775808Z", .datetime, "is too far from 1970 for a datetime"),
  ]

  @Test(arguments: refused.indices) func aDeclaredTypeThatCannotHoldAValueRefusesIt(_ position: Int) throws {
    let (text, type, words) = Self.refused[position]
    let path = try folder.put("t.csv", "x,y\n\(text),1\n")
    let found = fault(path, ReadingOptions(types: ["x": type]))
    #expect(found?.message == "line 2, column \"x\": \"\(text)\" \(words)")
    #expect(found?.primary?.span.text == text)
  }

  @Test func aNumberWhereATimeIsDeclaredIsToldWhatItMayCount() throws {
    let numbers = ["1700000000": "seconds", "1700000000000": "milliseconds", "1700000000000000": "microseconds"]
    for (number, unit) in numbers {
      let path = try folder.put("t.csv", "x,y\n\(number),1\n")
      #expect(fault(path, ReadingOptions(types: ["x": .datetime]))?.help.first == "say types: [x: \(unit)]")
    }
  }

  @Test func timesKeepTheirMicroseconds() throws {
    let path = try folder.put(
      "t.csv",
      "a,m,u,s\n2023-11-14T22:13:20.900Z,1700000000900,1700000000900001,-0.25\n"
        + "2023-11-14 22:13:20.1+01:00,-1,-1,1.000000\n+12345-01-01T00:00:00Z,0,0,0\n-0001-12-31,5,5,5\n")
    let options = ReadingOptions(types: ["m": .milliseconds, "u": .microseconds, "s": .seconds])
    #expect(
      listing(try TableReader.read(path, options: options, threads: 1).table) == [
        "a datetime: 2023-11-14T22:13:20.900Z 2023-11-14T21:13:20.100Z +12345-01-01T00:00:00Z -0001-12-31T00:00:00Z",
        "m datetime: 2023-11-14T22:13:20.900Z 1969-12-31T23:59:59.999Z 1970-01-01T00:00:00Z 1970-01-01T00:00:00.005Z",
        "u datetime: 2023-11-14T22:13:20.900001Z 1969-12-31T23:59:59.999999Z 1970-01-01T00:00:00Z "
          + "1970-01-01T00:00:00.000005Z",
        "s datetime: 1969-12-31T23:59:59.750Z 1970-01-01T00:00:01Z 1970-01-01T00:00:00Z 1970-01-01T00:00:05Z",
      ])
  }

  // A time that no column holds stays text as long as nobody says that it is one.
  @Test func nanosecondsStayText() throws {
    #expect(try type(["2023-11-14T22:13:20.123456789Z"]) == .string)
    #expect(try type(["2023-11-14T22:13:20.123456000Z"]) == .datetime)
  }

  @Test func theExtremesOfDatesAndTimesReadBack() throws {
    let table = Table([
      ("t", Column(.datetimes(Buffer([.min, .max, .min + 1, 0])))), ("d", Column(.dates(Buffer([.min, .max, 0, 1])))),
    ])
    try TableWriter.write(table, to: folder.path("t.csv"))
    let back = try TableReader.read(folder.path("t.csv"), threads: 1).table
    #expect(listing(back) == listing(table))
    #expect(back["t"]?[0] == .datetime(.min))
  }

  @Test("what is saved loads as it was saved", arguments: 1...40) func roundTrip(_ seed: Int) throws {
    var random = SplitRandom(seed: UInt64(seed))
    let rows = 1 + random.below(60)
    let names = ["id", "small", "decimal", "value", "time"]
    let values = (0..<rows).map { _ in names.map { random.below(9) == 0 ? "" : random.text($0) } }
    let path = try folder.put(
      "a.csv", ([names] + values).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
    let first = try TableReader.read(path, options: ReadingOptions(header: true), threads: 1).table
    for name in ["b.csv", "b.tsv", "b.jsonl"] {
      try TableWriter.write(first, to: folder.path(name))
      let second = try TableReader.read(folder.path(name), options: ReadingOptions(header: true), threads: 1).table
      #expect(listing(second) == listing(first), "\(name)")
      try TableWriter.write(second, to: folder.path("again-" + name))
      #expect(try folder.bytes("again-" + name) == folder.bytes(name))
    }
    // Every value means what the file said: texts as they are, numbers as Swift's own reading has them.
    for (position, name) in names.enumerated() {
      for row in 0..<rows {
        let text = values[row][position]
        switch first[name]?[row] {
        case .string(let value)?: #expect(value == text)
        case .integer(let value)?: #expect(String(value) == text)
        case .decimal(let value)?: #expect(value == Double(text))
        case .datetime(let value)?: #expect(NumberText.datetime(value) == text)
        case .null?: #expect(text.isEmpty)
        case .date?, .boolean?, nil: Issue.record("\(name): \(text)")
        }
      }
    }
  }
}

/// Random digits, decimals and times, the same for a seed.
private struct SplitRandom {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  mutating func text(_ kind: String) -> String {
    switch kind {
    case "id": return digits(1 + below(30))
    case "small": return digits(1 + below(6))
    case "decimal": return decimal()
    case "value":
      let value = Double(bitPattern: random.next())
      return value.isFinite ? "\(value)" : "0.5"
    default: return time()
    }
  }

  private mutating func digits(_ count: Int) -> String {
    var text = ""
    for _ in 0..<count { text += String(below(10)) }
    return text
  }

  private mutating func decimal() -> String {
    let whole = digits(1 + below(22))
    let text = below(2) == 0 ? whole + "." + digits(1 + below(18)) : whole
    return below(8) == 0 ? text + "e\(below(30) - 10)" : text
  }

  /// A moment of the years 0 to 9999, as it is written.
  private mutating func time() -> String {
    let microseconds = -62_167_219_200_000_000 + Int(random.next() % 315_569_520_000_000_000)
    let kind = below(3)
    let unit = kind == 0 ? 1_000_000 : kind == 1 ? 1000 : 1
    return NumberText.datetime(microseconds / unit * unit)
  }
}
