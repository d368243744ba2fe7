import Notebooks
import Tables
import Testing

@testable import Reports

@Suite("Values as text")
struct ValueTextTests {
  private func text(_ value: Value, _ style: ValueFormat.Style = .automatic, lang: String = "en") -> String {
    ValueText.format(value, ValueFormat(style), lang: lang)
  }

  @Test(
    "automatic shows four significant digits with as few decimals as needed",
    arguments: [
      (0.0, "0"), (1, "1"), (0.5, "0.5"), (0.9123456, "0.9123"), (12.5, "12.5"), (12.0, "12"), (12345.678, "12,346"),
      (999.95, "1,000"), (0.00012345, "0.0001235"), (-0.91239, "−0.9124"), (1_234_567.5, "1,234,568"),
      (1e300, "1\u{A0}×\u{A0}10³⁰⁰"), (1.23456e-300, "1.235\u{A0}×\u{A0}10⁻³⁰⁰"), (9.9999e-7, "0.000001"),
      (123_456_789_012_345, "123,456,789,012,345"), (-0.0, "0"), (.leastNonzeroMagnitude, "5\u{A0}×\u{A0}10⁻³²⁴"),
      (0.1 + 0.2, "0.3"),
    ])
  func automatic(value: Double, expected: String) { #expect(text(.decimal(value)) == expected) }

  @Test(
    "decimals round half away from zero on the digits that are read",
    arguments: [
      (2.675, 2, "2.68"), (0.125, 2, "0.13"), (-0.125, 2, "−0.13"), (1.005, 2, "1.01"), (0.5, 0, "1"), (1.5, 0, "2"),
      (2.5, 0, "3"), (0.0004, 3, "0.000"), (-0.0004, 3, "0.000"), (9.9999, 3, "10.000"), (999_999.5, 0, "1,000,000"),
      (1234.5, 3, "1,234.500"), (1e-300, 3, "0.000"), (1e21, 1, "1\u{A0}×\u{A0}10²¹"),
      (1e20, 1, "100,000,000,000,000,000,000.0"),
    ])
  func decimals(value: Double, count: Int, expected: String) {
    #expect(text(.decimal(value), .decimals(count)) == expected)
  }

  @Test("decimals equal exact decimal arithmetic on 20,000 values")
  func againstIntegers() {
    // Values k / 1000 are read as their three decimals, so integer arithmetic tells the rounded hundredths.
    for k in -10_000...10_000 {
      let hundredths = (abs(k) + 5) / 10
      let digits = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
      let whole = hundredths / 100 >= 1000 ? digits : digits
      let expected = k < 0 && hundredths > 0 ? "−" + whole : whole
      #expect(text(.decimal(Double(k) / 1000), .decimals(2)) == expected)
    }
  }

  @Test("signs, shares and plain numbers")
  func styles() {
    #expect(text(.decimal(0.1234), .signed(2)) == "+0.12")
    #expect(text(.decimal(-0.1234), .signed(2)) == "−0.12")
    #expect(text(.decimal(0.001), .signed(2)) == "0.00")
    #expect(text(.decimal(0.1235), .percent(1)) == "12.4\u{A0}%")
    #expect(text(.decimal(1), .percent(0)) == "100\u{A0}%")
    #expect(text(.decimal(0.1235), .percent(1), lang: "ja") == "12.4%")
    #expect(text(.integer(4_057_147), .plain) == "4057147")
    #expect(text(.decimal(0.1), .plain) == "0.1")
    #expect(text(.decimal(3), .plain) == "3")
    #expect(text(.integer(4_057_147)) == "4,057,147")
    #expect(text(.integer(.min)) == "−9,223,372,036,854,775,808")
    #expect(text(.integer(5), .decimals(2)) == "5.00")
    #expect(text(.decimal(.infinity)) == "∞")
    #expect(text(.decimal(-.infinity), .decimals(2)) == "−∞")
    #expect(text(.decimal(.nan)) == "—")
    #expect(text(.null) == "—")
    #expect(text(.boolean(true)) == "true")
    #expect(text(.string("a <b>"), .decimals(2)) == "a <b>")
  }

  @Test("days and seconds")
  func dates() {
    // datetime.date(2015, 8, 31).toordinal() - datetime.date(1970, 1, 1).toordinal() == 16678
    #expect(text(.date(16_678)) == "31 August 2015")
    #expect(text(.date(16_678), .month) == "August 2015")
    #expect(text(.date(16_678), .year) == "2015")
    #expect(text(.date(16_678), .iso) == "2015-08-31")
    #expect(text(.date(16_678), lang: "ja") == "2015年8月31日")
    #expect(text(.date(16_678), .month, lang: "ja-JP") == "2015年8月")
    #expect(text(.datetime(37_800_000_000), lang: "ja") == "1970年1月1日 10:30")
    #expect(text(.date(-1)) == "31 December 1969")
    #expect(text(.date(11_016), .iso) == "2000-02-29")
    #expect(text(.date(-25_509), .iso) == "1900-02-28")
    #expect(text(.date(-25_508), .iso) == "1900-03-01")
    #expect(text(.datetime((16_678 * 86_400 + 3723) * 1_000_000)) == "31 August 2015, 01:02")
    #expect(text(.datetime((16_678 * 86_400 + 3723) * 1_000_000), .iso) == "2015-08-31T01:02:03Z")
    #expect(text(.datetime(-1), .iso) == "1969-12-31T23:59:59.999999Z")
    #expect(text(.datetime(250_000), .iso) == "1970-01-01T00:00:00.250Z")
    #expect(text(.datetime(-86_400_000_000), .iso) == "1969-12-31T00:00:00Z")
  }

  @Test("phrases count, share and list")
  func phrases() {
    #expect(Phrase.count(12_345, "row") == "12,345 rows")
    #expect(Phrase.count(1, "row") == "1 row")
    #expect(Phrase.count(0, "row") == "0 rows")
    #expect(Phrase.count(2, "query", plural: "queries") == "2 queries")
    #expect(Phrase.share(12_345, of: 4_057_147) == "0.3\u{A0}%")
    #expect(Phrase.share(1, of: 1_000_000) == "less than 0.1\u{A0}%")
    #expect(Phrase.share(999_999, of: 1_000_000) == "more than 99.9\u{A0}%")
    #expect(Phrase.share(0, of: 10) == "0.0\u{A0}%")
    #expect(Phrase.share(10, of: 10) == "100.0\u{A0}%")
    #expect(Phrase.share(3, of: 0) == "—")
    #expect(Phrase.share(1, of: 1000, decimals: 0) == "less than 1\u{A0}%")
    #expect(Phrase.list(["a"]) == "a")
    #expect(Phrase.list(["a", "b", "c"]) == "a, b and c")
    #expect(Phrase.list([]).isEmpty)
  }

  @Test("a table that shows only its beginning says so")
  func firstRows() {
    #expect(Wording(lang: "en").firstRows(5, of: 12_345) == "first 5 of 12,345 rows")
    #expect(Wording(lang: "ja-JP").firstRows(5, of: 12_345) == "12,345行中、最初の5行")
  }
}
