import TestSupport
import Testing

@testable import Tables

/// Patterns say what Swift's own regular expressions say, and take no longer than the text is long.
@Suite struct PatternTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    let matcher = PatternMatcher(try PatternProgram(pattern))
    var text = text
    return text.withUTF8 { matcher.matches($0) }
  }

  private func fault(_ pattern: String) -> PatternFault? {
    do {
      _ = try PatternProgram(pattern)
      return nil
    } catch {
      return error
    }
  }

  private static let patterns = [
    "a", "^a", "a$", "^$", "", "a|b", "a|", "(a|b)*c", "a+b?c*", "a{2}", "a{2,}", "a{1,2}b", "a{,2}b", "[a-c]x",
    "[^a-c]x",
    "[]a]b", "[\\]x]", "[[:digit:]]+", "\\d{3}-\\d", "\\w+\\s\\w+", "\\S+@\\S+", "a.c", "(?s)a.c", "(?i)AbC", "(?i:a)b",
    "a(?i)b",
    "(?m)^b", "(?m)a$", "(?:ab)+", "(?<n>ab)c", "\\Aab", "b\\z", "b\\Z", "\\bfoo\\b", "\\Boo", "é", "[é-ü]", "日本?",
    "\\.", "a\\|b",
    "\\Qa.c\\E", "\\x61", "\\u0061", "\\p{Lu}", "\\P{L}", "\\h", "\\R", "(a*)*b", "(a|a)*$", "((a+)+)+$", "x*y*z*",
    "(?#word)a",
    "a+?b", "[a-z&&[^b]]", "(a|b|)c", "\\n", "\\t", "a{", "\\$", "[.]", ".",
  ]
  private static let texts = [
    "", "a", "b", "ab", "abc", "aab", "ABC", "aBc", "xabcx", "a\nb", "b\na", "a\r\nb", "aaaa", "foo bar", "a foo.",
    "food", "é", "ü",
    "日", "日本語", "a.c", "a|b", "a]b", "123-4", "me@here.org", "two words", "\t", "bx", "dx", "Ünder", "e\u{301}", "👩‍👩‍👧",
    "b\n", "a{", "$",
  ]

  @Test func theyAgreeWithSwift() throws {
    for pattern in Self.patterns {
      guard let swift = try? Regex<AnyRegexOutput>(pattern) else { continue }
      for text in Self.texts {
        let expected = try swift.firstMatch(in: text) != nil
        #expect(try matches(pattern, text) == expected, "\(pattern) on \(text.debugDescription)")
      }
    }
  }

  @Test func patternsThatAreMadeAtRandomAgreeWithSwift() throws {
    var random = SplitMix(seed: 5)
    func pattern(_ depth: Int) -> String {
      switch random.next() % (depth > 3 ? 5 : 10) {
      case 0: return "a"
      case 1: return "b"
      case 2: return "."
      case 3: return "[ab]"
      case 4: return "\\w"
      case 5: return pattern(depth + 1) + pattern(depth + 1)
      case 6: return "(" + pattern(depth + 1) + "|" + pattern(depth + 1) + ")"
      case 7: return "(?:" + pattern(depth + 1) + ")*"
      case 8: return "(" + pattern(depth + 1) + "){1,2}"
      default: return "^?" + pattern(depth + 1)
      }
    }
    for _ in 0..<300 {
      let made = pattern(0)
      guard let swift = try? Regex<AnyRegexOutput>(made) else { continue }
      for _ in 0..<6 {
        let letters: [Character] = ["a", "b", "c", "\n"]
        let text = String((0..<random.next() % 7).map { _ in letters[Int(random.next() % 4)] })
        let expected = try swift.firstMatch(in: text) != nil
        #expect(try matches(made, text) == expected, "\(made) on \(text.debugDescription)")
      }
    }
  }

  @Test func noTextTakesAPatternLong() throws {
    let text = String(repeating: "a", count: 20_000) + "!"
    let clock = ContinuousClock()
    for pattern in ["^(a+)+$", "^(a|a)*$", "(a*)*b", "^(\\w+\\s?)*$", "(x+x+)+y"] {
      var found: Bool?
      let taken = clock.measure { found = try? matches(pattern, text) }
      #expect(found == false, "\(pattern)")
      #expect(taken < .seconds(20), "\(pattern)")
    }
  }

  @Test func whatCannotBeBoundedIsRefused() {
    #expect(fault("(?=a)b") == .unbounded("a look-ahead"))
    #expect(fault("(?<!a)b") == .unbounded("a look-behind"))
    #expect(fault("(a)\\1") == .unbounded("a reference to a group"))
    #expect(fault("(?>a)b") == .unbounded("an atomic group"))
    #expect(fault("a++") == .unbounded("a repetition that gives nothing back"))
    guard case .tooLarge? = fault("((a{100}){100}){100}") else {
      Issue.record("a pattern of a million parts is taken")
      return
    }
    #expect(fault("(a{30}){30}") == nil)
  }

  /// Swift's own reader has no bound for these: 9,000 characters end its stack.
  @Test func whatWouldEndTheStackIsRefused() {
    func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    for opening in ["[", "[^", "[]", "[^]", "[[]"] {
      #expect(fault(many(opening, 3000) + "a" + many("]", 3000)) == .tooDeep(most: 32), "\(opening)")
    }
    for operation in ["&&", "--", "~~"] {
      #expect(fault("[" + many("[a]" + operation, 1800) + "b]") == .tooDeep(most: 32), "\(operation)")
    }
    #expect(fault("(?=a)" + many("[", 3000)) == .tooDeep(most: 32))
    #expect(fault(many("a?", 6000)) == .tooLong(most: 10_000))
    // Many classes that stand side by side are nothing deep.
    #expect(fault(many("[0-9-]", 200)) == nil)
    #expect(fault(many("\\[", 200)) == nil)
    #expect(fault("[[a-z]&&[^aeiou]]") == nil)
    #expect(PatternFault.shown(many("a", 100)).count == 62)
  }

  /// Swift's own parser goes down a level for each, also where a bracket only seems to close one, until its stack ends.
  @Test(arguments: ["[\\Q]\\E", "[\\x{]}", "[\\c]", "[a]"])
  func bracketsWithinBracketsEnd(_ piece: String) {
    #expect(fault(String(repeating: piece, count: 300)) == .tooManyBrackets(300))
    #expect(fault(String(repeating: "[a]", count: PatternOutline.mostBrackets)) == nil)
  }

  @Test(arguments: ["(?#\\", "(?<a", "(?'a", "[a\\", "(\\p", "(\\x{6", "(\\c", "a{2,1}", "(a", "a)"])
  func whatBreaksOffIsNoPattern(_ pattern: String) {
    #expect(fault(pattern) == .malformed)
  }
}
