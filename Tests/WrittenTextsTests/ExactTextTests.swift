import Testing

@testable import WrittenTexts

@Suite struct ExactTextTests {
  /// The same letters to a reader, and to Swift: é as one character, and as an e and an accent.
  private let one = "Jos\u{E9}"
  private let two = "Jose\u{301}"

  @Test func textsOfOtherBytesAreOthers() {
    #expect(one == two)
    #expect(ExactText(one) != ExactText(two))
    #expect(ExactText(one) == ExactText("Jos" + "\u{E9}"))
    #expect(Set([one, two, one].map(ExactText.init)).count == 2)
    #expect([one, two].areDistinct)
    #expect(![one, two, one].areDistinct)
  }

  @Test func placesAreThoseOfTheFirstAppearance() {
    let places = [two, one, "Ann", one, two].exactPlaces
    #expect(places == [ExactText(two): 0, ExactText(one): 1, ExactText("Ann"): 2])
  }
}
