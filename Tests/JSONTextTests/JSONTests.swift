import Foundation
import JSONText
import Testing

@Suite struct JSONTests {
  private static let value: JSON = [
    "a": 1, "texts": ["\"\\\n\t\u{1}\u{2028}é", ""], "none": [], "nothing": .null, "truth": true,
    "numbers": [.decimal(0.1), .decimal(.nan), .written("5")], "inner": ["b": ["c": .integer(.min)], "d": [:]],
  ]

  @Test func aValueIsOneLineWithItsMembersInOrder() {
    #expect(
      Self.value.encoded()
        == #"{"a": 1, "texts": ["\"\\\n\t\u0001\u2028é", ""], "none": [], "nothing": null, "truth": true, "#
        + #""numbers": [0.1, null, 5], "inner": {"b": {"c": -9223372036854775808}, "d": {}}}"#)
  }

  @Test func outerLevelsHaveLinesOfTheirOwn() {
    let value: JSON = ["a": [1, ["b": 2]], "c": [], "d": ["e": [3]]]
    #expect(value.encoded(levels: 1) == "{\n  \"a\": [1, {\"b\": 2}],\n  \"c\": [],\n  \"d\": {\"e\": [3]}\n}")
    #expect(
      value.encoded(levels: 2)
        == "{\n  \"a\": [\n    1,\n    {\"b\": 2}\n  ],\n  \"c\": [],\n  \"d\": {\n    \"e\": [3]\n  }\n}")
  }

  @Test(arguments: 0...4) func foundationReadsTheSame(levels: Int) throws {
    let read = try JSONSerialization.jsonObject(with: Data(Self.value.encoded(levels: levels).utf8)) as? [String: Any]
    #expect(read?["texts"] as? [String] == ["\"\\\n\t\u{1}\u{2028}é", ""])
    #expect((read?["inner"] as? [String: [String: Int]])?["b"] == ["c": .min])
  }
}
