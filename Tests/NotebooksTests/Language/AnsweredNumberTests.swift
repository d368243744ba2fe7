import Testing

@testable import Notebooks

/// A number as people write it is read where it can only be one.
@Suite struct AnsweredNumberTests {
  @Test(arguments: [
    ("42", "42"), ("12.5 %", "12.5"), ("about 3,5", "3.5"), ("−0,25", "-0.25"), ("１２", "12"),
    ("$1,234,567.5", "1234567.5"),
    ("1.234,5", "1234.5"), ("1 234", "1234"), ("1\u{2009}234\u{202F}567", "1234567"), ("12'345.6", "12345.6"),
    ("1 234,567", "1234.567"), ("1_000 rows", "1000"), ("2, 5", "2.5"), ("12 m²", "12"), ("21 ℃", "21"),
    ("5 square metres.", "5"),
  ])
  func oneReadingIsProposed(written: String, plain: String) {
    let number = AnsweredNumber(written)
    #expect(number.plain == plain && number.isNumber)
  }

  @Test func twoReadingsAreBothTold() {
    let number = AnsweredNumber("1,234")
    #expect(number.plain == nil && number.isNumber)
    #expect(number.help == ["write 1234, or 1.234 with a decimal point"])
  }

  @Test(arguments: ["3 4", "1 23", "1234 567", "1 2,5", "0.5 0.7", "1'2", "many", "", "3²", "10₂ apples"])
  func severalNumbersAreNotOne(written: String) {
    let number = AnsweredNumber(written)
    #expect(number.plain == nil && !number.isNumber)
  }
}
