import Execution
import Foundation
import LabSupport
import Testing

@testable import Previewing

/// What a preview keeps from one text to the next is never seen: after any edit its pages are those of a preview that has just begun.
@Suite struct FreshPagesTests {
  private static let settings = "title: Shop\nparams:\n  least: 1\n"
  private static let first = """
    # Prices {#sec-prices}

    ```{lab}
    load "prices.csv" as prices
    filter prices where: price >= params.least
    ```

    There are `{lab} prices.rows` prices.

    ```{lab}
    #| label: fig-prices
    #| fig-cap: All `{lab} prices.rows` prices.
    plot bar prices x: item
    ```

    The end.

    """
  private static let second = """
    # More

    As @sec-prices and @fig-prices say, there are `{lab} prices.rows`.

    ```{lab}
    filter prices where: price > 1 as dear
    count dear by: item
    ```

    """

  /// What each edit is, and the files in which the folder differs from the first one after it; nil deletes one.
  private static let edits: [(name: String, files: [String: String?])] = [
    ("prose", ["01-prices.md": first.replacing("The end.", with: "The very end.")]),
    ("prose in another notebook", ["02-more.md": second.replacing("As @sec", with: "Just as @sec")]),
    ("a value that nobody quoted before", ["02-more.md": second + "At most `{lab} prices.price.max`.\n"]),
    ("a caption", ["01-prices.md": first.replacing("All `{lab}", with: "Altogether `{lab}")]),
    (
      "the name of a figure",
      [
        "01-prices.md": first.replacing("fig-prices", with: "fig-items"),
        "02-more.md": second.replacing("fig-prices", with: "fig-items"),
      ]
    ),
    ("a cell above", ["01-prices.md": first.replacing("There are", with: "```{lab}\nshow prices\n```\n\nThere are")]),
    (
      "the text before the cells", ["01-prices.md": first.replacing("```{lab}\nload", with: "Words.\n\n```{lab}\nload")]
    ),
    ("a parameter of the folder", ["_matinee.yml": settings.replacing("least: 1", with: "least: 2")]),
    ("a parameter of a notebook", ["01-prices.md": "---\nparams:\n  least: 3\n---\n" + first]),
    ("a statement", ["02-more.md": second.replacing("price > 1", with: "price > 2")]),
    ("a statement in the first notebook", ["01-prices.md": first.replacing(">=", with: ">")]),
    ("the size of a figure", ["01-prices.md": first.replacing("#| fig-cap", with: "#| fig-width: 400\n#| fig-cap")]),
    ("what is shown of a cell", ["02-more.md": second.replacing("```{lab}\n", with: "```{lab}\n#| echo: false\n")]),
    ("a cell that is not run", ["02-more.md": second.replacing("```{lab}\n", with: "```{lab}\n#| eval: false\n")]),
    ("the language", ["_matinee.yml": settings + "lang: ja\n"]),
    ("the seed", ["_matinee.yml": settings + "seed: 7\n"]),
    ("data", ["prices.csv": "item,price\na,1\nb,2\nc,3\nd,9\n"]),
    (
      "data and prose at once",
      [
        "prices.csv": "item,price\na,1\nb,5\n", "01-prices.md": first.replacing("The end.", with: "An end."),
      ]
    ),
    ("a notebook more", ["03-last.md": "# Last\n\nStill `{lab} prices.rows`.\n"]),
    ("a notebook less", ["03-last.md": nil]),
    ("a fault in the data", ["prices.csv": "item,price\na,1\nb,2,3,4\n"]),
    (
      "prose beside the fault",
      [
        "prices.csv": "item,price\na,1\nb,2,3,4\n", "01-prices.md": first.replacing("The end.", with: "No end."),
      ]
    ),
    ("what it was", [:]),
  ]

  @Test func afterEveryEditThePagesAreThoseOfANewPreview() throws {
    let prices = "item,price\na,1\nb,2\nc,3\n"
    let base = ["01-prices.md": Self.first, "02-more.md": Self.second, "_matinee.yml": Self.settings]
    let lab = try Lab(base, data: ["prices.csv": prices])
    let session = PreviewSessionTests.session(lab)
    defer { session.stop() }
    var now: [String: String] = base.merging(["prices.csv": prices]) { first, _ in first }
    for (name, changes) in Self.edits {
      var wanted: [String: String?] = base.merging(["prices.csv": prices]) { first, _ in first }
      for (file, text) in changes { wanted[file] = .some(text) }
      for (file, text) in wanted where now[file] != text {
        now[file] = text
        if let text {
          try lab.put(file, text)
        } else {
          try FileManager.default.removeItem(atPath: lab.folder.path + "/" + file)
        }
      }
      let expected = try Self.pages(of: lab)
      var found: [String: String] = [:]
      let isFresh = Self.waits {
        found = Self.pages(session)
        return found == expected
      }
      let differing = expected.keys.filter { found[$0] != expected[$0] }.sorted()
      let difference = differing.first.map { Self.difference(found[$0] ?? "", expected[$0] ?? "") } ?? ""
      #expect(isFresh, "\(name): \(differing) \(difference)")
    }
  }

  /// The first line in which two pages differ.
  private static func difference(_ a: String, _ b: String) -> String {
    let lines = (a.split(separator: "\n"), b.split(separator: "\n"))
    guard let first = zip(lines.0, lines.1).first(where: { $0 != $1 }) else { return "one is longer" }
    return "\"\(first.0)\" for \"\(first.1)\""
  }

  /// Data that change while a text has a fault are news for the next text, though that is the last good one again.
  @Test func dataThatChangeBesideAFaultAreNotMissed() throws {
    let prices = "item,price\na,1\nb,2\n"
    let lab = try Lab(["01-prices.md": Self.first, "_matinee.yml": Self.settings], data: ["prices.csv": prices])
    let session = PreviewSessionTests.session(lab, usesNotifications: false)
    defer { session.stop() }
    #expect(Self.waits { Self.pages(session)["01-prices.html"]?.contains("<span class=\"value\">2</span>") ?? false })
    // The text first, so that both are seen at once at the latest when the data are there.
    try lab.put("01-prices.md", Self.first.replacing("show", with: "shwo").replacing("plot bar", with: "plto bar"))
    try lab.put("prices.csv", prices + "c,3\n")
    #expect(Self.waits { session.version?.faults.isEmpty == false })
    // Several looks later the change of the data is an old one.
    Thread.sleep(forTimeInterval: 0.8)
    try lab.put("01-prices.md", Self.first)
    #expect(Self.waits { Self.pages(session)["01-prices.html"]?.contains("<span class=\"value\">3</span>") ?? false })
  }

  /// Holds its thread while it waits: among many tests a turn would come seldom.
  private static func waits(for condition: () -> Bool) -> Bool {
    for _ in 0..<3000 {
      if condition() { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }

  /// The pages of a preview that begins now and has run everything.
  private static func pages(of lab: Lab) throws -> [String: String] {
    let settings = PreviewSettings(
      folder: lab.folder.path, version: "0", threads: 1, cachePath: lab.path("fresh-\(UUID().uuidString)"),
      cacheLimit: 100_000_000)
    let session = PreviewSession(settings)
    session.start()
    defer { session.stop() }
    let isDone = Self.waits {
      guard let version = session.version else { return false }
      return version.program.steps.allSatisfy { step in
        version.result.outcomes[step.index] != nil
          || version.result.notRun[step.index].map { !$0.isOnItsWay } ?? !version.result.diagnostics.isEmpty
      }
    }
    #expect(isDone)
    return pages(session)
  }

  private static func pages(_ session: PreviewSession) -> [String: String] {
    guard let version = session.version else { return [:] }
    return Dictionary(uniqueKeysWithValues: version.pageNames.map { ($0, version.page($0) ?? "") })
  }
}
