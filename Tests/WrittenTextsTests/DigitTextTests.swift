import Testing

@testable import WrittenTexts

@Suite struct DigitTextTests {
  @Test(arguments: ["007", "-01", "+01", "+4930123456", "  010", "+1234567 "]) func theseAreNames(_ text: String) {
    #expect(DigitText.isName(text))
  }

  @Test(arguments: ["0", "-0", "0.5", "10", "+12", "+123456", "", "+", "x01", "+12345678.5"])
  func theseAreNone(_ text: String) {
    #expect(!DigitText.isName(text))
  }
}
