import Foundation
import Tables
import Testing

@testable import Reports

@Suite("results.json")
struct ResultsWriterTests {
  private let writer = ResultsWriter(
    version: "0.2.0", notebooks: [("01-a.md", .done), ("02-\"b\".md", .notRun)],
    values: [
      ("reduced.rows", .integer(1234)), ("model.test.mse", .decimal(0.1 + 0.2)), ("b", .null), ("a", .decimal(.nan)),
      ("first", .date(16_678)), ("ok", .boolean(true)), ("top", .string("</script>\u{1}é")), ("whole", .decimal(3)),
      ("zero", .decimal(-0.0)), ("é", .decimal(1e300)),
    ],
    tables: [.init(name: "reduced", rows: 1234, schema: Schema([.init("star", .integer), .init("item", .index)]))],
    figures: [("fig-b", "figures/fig-b.svg"), ("fig-a", "figures/fig-a.svg")])

  @Test("is exactly this text, with sorted keys")
  func text() {
    #expect(
      writer.text() == """
        {
          "figures": {
            "fig-a": "figures/fig-a.svg",
            "fig-b": "figures/fig-b.svg"
          },
          "matinee": "0.2.0",
          "notebooks": [
            {"file": "01-a.md", "state": "done"},
            {"file": "02-\\"b\\".md", "state": "not-run"}
          ],
          "tables": {
            "reduced": {
              "columns": [
                {"name": "star", "type": "integer"},
                {"name": "item", "type": "index"}
              ],
              "rows": 1234
            }
          },
          "values": {
            "a": null,
            "b": null,
            "first": "2015-08-31",
            "model.test.mse": 0.30000000000000004,
            "ok": true,
            "reduced.rows": 1234,
            "top": "</script>\\u0001é",
            "whole": 3,
            "zero": 0,
            "é": 1e+300
          }
        }

        """)
  }

  @Test("is read back by an independent reader")
  func json() throws {
    let object = try JSONSerialization.jsonObject(with: Data(writer.text().utf8)) as? [String: Any]
    let values = object?["values"] as? [String: Any]
    // Foundation's reader is off by a unit in the last place here; the text itself is checked above.
    #expect(abs((values?["model.test.mse"] as? Double ?? 0) - 0.3) < 1e-15)
    #expect(values?["é"] as? Double == 1e300)
    #expect((object?["tables"] as? [String: Any])?.count == 1)
  }

  @Test("an empty run has all members")
  func empty() {
    let text = ResultsWriter(version: "1", notebooks: [], values: [], tables: [], figures: []).text()
    #expect(
      text
        == "{\n  \"figures\": {},\n  \"matinee\": \"1\",\n  \"notebooks\": [],\n  \"tables\": {},\n  \"values\": {}\n}\n"
    )
  }
}
