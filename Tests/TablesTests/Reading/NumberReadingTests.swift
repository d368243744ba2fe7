import CivilCalendar
import Foundation
import Tables
import Testing

@Suite struct NumberReadingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func decimals(_ texts: [String]) throws -> [Double?] {
    let path = try folder.put("d.csv", "x,y\n" + texts.map { "\($0),1" }.joined(separator: "\n"))
    let options = ReadingOptions(types: ["x": .decimal])
    let column = try #require(try TableReader.read(path, options: options, threads: 1).table["x"])
    return (0..<column.count).map { column[$0].number }
  }

  // Awkward cases after Clinger 1990 and the tests of David Gay's strtod.
  @Test func decimalsAreCorrectlyRounded() throws {
    let texts = [
      "0.1", "1e23", "8.5e22", "2.2250738585072012e-308", "4.9e-324", "1.7976931348623157e308", "-0.0",
      "9007199254740994", "0.000000000000000000000000000001", "6.02214076E+23", ".5", "5.", " 7.25 ",
      "+3",
      "1.00000000000000011102230246251565404236316680908203125", "inf", "-inf", "0e999",
    ]
    let expected = texts.map { Double($0.trimmingCharacters(in: .whitespaces)) }
    #expect(try decimals(texts) == expected)
    #expect(expected.allSatisfy { $0 != nil })
  }

  @Test func randomDecimalsReadAsTheStandardLibraryReadsThem() throws {
    var state: UInt64 = 42
    var texts: [String] = []
    for _ in 0..<5000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits: String = String(state >> (state >> 58))
      let place: UInt64 = state >> 20 % 17
      let power: UInt64 = state >> 33 % 61
      let point: Int = Int(place) % (digits.count + 1)
      let exponent: Int = Int(power) % 61 - 30
      let text: String = "\(digits.prefix(point)).\(digits.dropFirst(point))e\(exponent)"
      // From 2^53 on a decimal that would be written with other digits is refused.
      let value: Double = Double(text) ?? .infinity
      if value.magnitude < 9_007_199_254_740_992 || digits.count < 16 { texts.append(text) }
    }
    #expect(texts.count > 1000)
    #expect(try decimals(texts) == texts.map { Double($0) })
  }

  @Test(arguments: ["1e999", "0x10", "1_000", "1,5", "--1", "1e", "e5", "."]) func notDecimals(_ text: String) throws {
    let path = try folder.put("d.csv", "x;y\n\(text);1\n")
    let found = fault(path, ReadingOptions(separator: ";", types: ["x": .decimal]))
    #expect(found?.code.name == "bad-value")
  }

  @Test func integersUseAllSixtyFourBits() throws {
    let path = try folder.put("i.csv", "x,y\n9223372036854775807,1\n-9223372036854775808,2\n +5,3\n-0,4\n")
    let table = try TableReader.read(path, threads: 1).table
    #expect(listing(table)[0] == "x integer: \(Int.max) \(Int.min) 5 0")
  }

  // 146,097 days are 400 years of the Gregorian calendar; the days between are compared with Foundation's calendar.
  @Test func everyDayOfFourCenturiesIsItsNumber() throws {
    let first = -135_140  // 1600-01-01
    let days = (0..<146_097).map { CivilDay(days: first + $0).description }
    let path = try folder.put("t.csv", "x,y\n" + days.map { "\($0),1" }.joined(separator: "\n"))
    let table = try TableReader.read(path, threads: 2).table
    guard case .dates(let values)? = table["x"]?.storage else {
      Issue.record("not a column of dates")
      return
    }
    #expect((0..<values.count).allSatisfy { Int(values[$0]) == first + $0 })
    #expect(days.first == "1600-01-01")
    #expect(days.last == "1999-12-31")
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate]
    for step in stride(from: 0, to: 146_097, by: 1009) {
      #expect(formatter.string(from: Date(timeIntervalSince1970: Double(first + step) * 86_400)) == days[step])
    }
  }

  @Test(arguments: ["2015-02-29", "1900-02-29", "2015-13-01", "2015-00-10", "2015-01-00", "2015-1-1", "2015/01/01"])
  func notDays(_ text: String) throws {
    let path = try folder.put("t.csv", "x,y\n\(text),1\n")
    #expect(try TableReader.inspect(path).schema.type(of: "x") == .string)
  }
}
