import Execution
import Foundation
import LabSupport
import Testing

@testable import Previewing

/// A preview follows its files: each test holds a folder of its own.
@Suite struct PreviewSessionTests {
  static let text = """
    # Prices

    ```{lab}
    load "prices.csv" as prices
    describe prices
    ```

    There are `{lab} prices.rows` prices.

    The end.

    """

  static func lab() throws -> Lab {
    try Lab(["01-prices.md": text], data: ["prices.csv": "item,price\na,1\nb,2\nc,3\n"])
  }

  static func session(_ lab: Lab, usesNotifications: Bool = true) -> PreviewSession {
    var settings = PreviewSettings(
      folder: lab.folder.path, version: "0", threads: 1, cachePath: lab.path("cache"), cacheLimit: 100_000_000)
    settings.usesNotifications = usesNotifications
    let session = PreviewSession(settings)
    session.start()
    return session
  }

  /// Waits until the page says something, ten seconds at most.
  static func page(_ session: PreviewSession, _ name: String = "01-prices.html", says: String) async -> Bool {
    for _ in 0..<1000 {
      if session.version?.page(name)?.contains(says) == true { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  static func waits(for condition: () -> Bool) async -> Bool {
    for _ in 0..<1000 {
      if condition() { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test(arguments: [true, false]) func anEditOfProseIsSeenAndNothingIsRunAgain(usesNotifications: Bool) async throws {
    let lab = try Self.lab()
    let session = Self.session(lab, usesNotifications: usesNotifications)
    defer { session.stop() }
    #expect(await Self.page(session, says: "There are <span class=\"value\">3</span> prices."))
    let computed = session.version?.result.outcomes.count
    try lab.put("01-prices.md", Self.text.replacing("The end.", with: "The very end."))
    #expect(await Self.page(session, says: "The very end."))
    #expect(session.version?.result.reused.count == computed)
    #expect(session.version?.faults.isEmpty == true)
  }

  @Test func aChangeOfDataIsRun() async throws {
    let lab = try Self.lab()
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.page(session, says: "<span class=\"value\">3</span>"))
    try lab.put("prices.csv", "item,price\na,1\nb,2\nc,3\nd,4\n")
    #expect(await Self.page(session, says: "<span class=\"value\">4</span>"))
  }

  @Test func dataThatComeLaterOrComeBackAreSeen() async throws {
    let lab = try Lab(["01-prices.md": Self.text.replacing("prices.csv", with: "data/prices.csv")])
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.page(session, says: "class=\"error-card\""))
    try FileManager.default.createDirectory(atPath: lab.path("data"), withIntermediateDirectories: true)
    try lab.put("data/prices.csv", "item,price\na,1\nb,2\nc,3\n")
    #expect(await Self.page(session, says: "<span class=\"value\">3</span>"))
    try FileManager.default.removeItem(atPath: lab.path("data/prices.csv"))
    #expect(await Self.waits { session.version?.faults.contains { $0.code.name == "missing-file" } == true })
    try lab.put("data/prices.csv", "item,price\na,1\nb,2\n")
    #expect(await Self.page(session, says: "<span class=\"value\">2</span>"))
    #expect(session.version?.faults.isEmpty == true)
  }

  @Test func aFaultLeavesTheLastGoodPageAndIsShownAtItsPlace() async throws {
    let lab = try Self.lab()
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.page(session, says: "<span class=\"value\">3</span>"))
    try lab.put(
      "01-prices.md", Self.text.replacing("describe prices", with: "describe price").replacing("end", with: "END"))
    #expect(await Self.page(session, says: "class=\"error-card\""))
    let page = session.version?.page("01-prices.html") ?? ""
    #expect(page.contains("The end.") && page.contains("<span class=\"value\">3</span>"))
    #expect(page.contains("class=\"banner failed\""))
    let state = session.version.map { PreviewState($0, isRunning: false) }
    #expect(state?.isOld == true)
    #expect(state?.faults?.text.contains("01-prices.md:5:10") == true, "\(state?.faults?.text ?? "")")
    try lab.put("01-prices.md", Self.text.replacing("end", with: "END"))
    #expect(await Self.page(session, says: "The END."))
    #expect(session.version?.faults.isEmpty == true)
  }

  @Test func aFolderWithFaultsIsShownWithThem() async throws {
    let lab = try Lab(["01-a.md": "# A\n\n```{lab}\nhead nothing\n```\n"])
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(session.version?.page("01-a.html")?.contains("class=\"error-card\"") == true)
    try lab.put("01-a.md", "# A\n\nWell.\n")
    #expect(await Self.page(session, "01-a.html", says: "Well."))
    #expect(session.version?.page("01-a.html")?.contains("class=\"error-card\"") == false)
  }

  @Test func aDeletedNotebookIsGoneAndComesBack() async throws {
    let lab = try Self.lab()
    try lab.put("02-more.md", "# More\n")
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.page(session, "02-more.html", says: "More"))
    try FileManager.default.removeItem(atPath: lab.path("02-more.md"))
    #expect(await Self.waits { session.version?.page("02-more.html") == nil })
    try lab.put("02-more.md", "# More again\n")
    #expect(await Self.page(session, "02-more.html", says: "More again"))
    // All of them: the last pages stay.
    try FileManager.default.removeItem(atPath: lab.path("01-prices.md"))
    try FileManager.default.removeItem(atPath: lab.path("02-more.md"))
    #expect(await Self.waits { session.version?.faults.contains { $0.code.name == "missing-notebooks" } == true })
    #expect(session.version?.page("02-more.html")?.contains("More again") == true)
  }

  @Test func aRunThatANewerTextMakesWorthlessIsEnded() async throws {
    let lab = try Self.lab()
    let session = Self.session(lab)
    defer { session.stop() }
    for round in 0..<20 {
      try lab.put("01-prices.md", Self.text.replacing("describe prices", with: "head prices rows: \(round + 1)"))
      try await Task.sleep(for: .milliseconds(round))
    }
    #expect(await Self.page(session, says: "<span class=\"hn\">20</span>"))
    #expect(session.version?.faults.isEmpty == true)
  }

  @Test func whatANotebookSavesIsWritten() async throws {
    let lab = try Self.lab()
    try lab.put("_matinee.yml", "output-dir: made/here\n")
    try lab.put("02-save.md", "```{lab}\nsave prices to: \"copy.csv\"\n```\n")
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.waits { lab.exists("made/here/copy.csv") })
    #expect(await Self.waits { session.version?.result.outcomes.count == 3 })
    #expect(session.version?.told.isEmpty == true)
  }

  @Test func aFolderWhoseCacheCannotBeWrittenIsRunAllTheSame() async throws {
    let lab = try Self.lab()
    try lab.put("cache", "a file in the place of a folder")
    let session = Self.session(lab)
    defer { session.stop() }
    #expect(await Self.page(session, says: "<span class=\"value\">3</span>"))
    #expect(await Self.waits { session.version?.notes.contains { $0.contains("cannot be kept") } == true })
  }
}
