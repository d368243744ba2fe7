import Testing

@testable import Execution

/// What a leak is looked for in, however it is written.
@Suite struct TextTokenTests {
  @Test(arguments: [
    "stars ≥ 4 and votes ≠ 2 − 1", "stars &ge; 4 and votes &ne; 2 &minus; 1",
    "stars &#8805; 4 and votes &#x2260; 2 - 1",
    "Stars ⩾ 4  and\n`votes` != 2 - 1",
  ])
  func signsOfMathematicsAreThoseOfTheLanguage(text: String) {
    let secret = TextTokens("stars >= 4 and votes != 2 - 1")
    #expect(TextTokens("It is " + text + ".").places(of: secret).count == 1)
    #expect(TextTokens("It is stars ≤ 4 and votes ≠ 2 − 1.").places(of: secret).isEmpty)
  }
}
