import Foundation
import Testing

/// Files as they come: every one ends in a diagnostic with a place and a remedy, or in a table, never in a crash or a lost output.
@Suite struct BadInputTests {
  /// Checks and runs a notebook that loads `file`; a fault of either is expected with this code.
  private func refused(_ file: String, _ bytes: [UInt8], code: String, options: String = "") throws -> String {
    let work = try Workspace(["01.md": cell("load \"\(file)\" \(options)as data", "describe data")])
    try work.write(bytes, to: "notebooks/\(file)")
    return try refused(work, code: code)
  }

  private func refused(_ work: Workspace, code: String, _ permissions: String = "") throws -> String {
    try work.write("before", to: "outputs/01.html")
    let outcome = try work.shell("\"$1\" run notebooks --quiet \(permissions)")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[\(code)]"), "\(outcome.errors.prefix(2000))")
    #expect(outcome.errors.contains("notebooks/01.md:2:6"), "it says which step reads the file")
    #expect(outcome.errors.contains("= help: "))
    #expect(try work.text("outputs/01.html").contains("</html>"), "the report is whole")
    #expect(try work.files(below: "outputs").keys.allSatisfy { !$0.contains("staging") })
    return outcome.errors
  }

  /// A notebook that loads `file` runs, and the terminal says nothing or warns.
  private func accepted(_ file: String, _ bytes: [UInt8], warning: String? = nil) throws -> Workspace {
    let work = try Workspace(["01.md": cell("load \"\(file)\" as data", "describe data", "show data")])
    try work.write(bytes, to: "notebooks/\(file)")
    let outcome = try work.matinee("run", "notebooks", "--quiet")
    #expect(outcome.status == 0, "\(outcome.errors.prefix(2000))")
    if let warning { #expect(outcome.errors.contains("warning[\(warning)]")) }
    return work
  }

  private func rows(_ work: Workspace) throws -> Int? {
    let results = try JSONSerialization.jsonObject(with: Data(try work.text("outputs/results.json").utf8))
    return ((results as? [String: Any])?["values"] as? [String: Any])?["data.rows"] as? Int
  }

  @Test func aMissingFile() throws {
    _ = try refused(
      try Workspace(["01.md": cell("load \"nothing.csv\" as data", "describe data")]), code: "missing-file")
  }

  @Test func aFolderInsteadOfAFile() throws {
    let work = try Workspace(["01.md": cell("load \"data.csv\" as data", "describe data")])
    try work.write("", to: "notebooks/data.csv/inside")
    _ = try refused(work, code: "directory-not-file")
  }

  @Test func anEmptyFile() throws { _ = try refused("data.csv", [], code: "empty-file") }

  @Test func aHeaderWithoutRowsIsATable() throws {
    #expect(try rows(accepted("data.csv", Array("user,item,stars\n".utf8))) == 0)
  }

  @Test func aGzipThatWasCut() throws {
    let whole = try gzip(lines(20_000))
    let told = try refused("data.csv.gz", Array(whole.prefix(whole.count / 2)), code: "truncated-gzip")
    #expect(told.contains("data.csv.gz"))
  }

  @Test func aGzipWithGarbageBehindIt() throws {
    let work = try accepted(
      "data.csv.gz", try gzip(lines(100)) + Array("garbage".utf8), warning: "gzip-trailing-garbage")
    #expect(try rows(work) == 100)
  }

  @Test func textThatIsCalledGzip() throws {
    let work = try accepted("data.csv.gz", lines(100), warning: "gzip-not-compressed")
    #expect(try rows(work) == 100)
  }

  @Test func aMillionColumns() throws {
    let header = (0..<1_000_000).map { "c\($0)" }.joined(separator: ",") + "\n"
    let row = String(repeating: "1,", count: 999_999) + "1\n"
    let work = try Workspace(["01.md": cell("load \"wide.csv\" columns: [c7, c999999] as data", "describe data")])
    try work.write(header + row + row, to: "notebooks/wide.csv")
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    #expect(try rows(work) == 2)
    let wrong = try Workspace(["01.md": cell("load \"wide.csv\" as data", "plot bar data x: c1000000")])
    try wrong.write(header + row, to: "notebooks/wide.csv")
    let outcome = try wrong.matinee("check", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[unknown-column]"))
    #expect(outcome.errors.utf8.count < 3000, "a million names are no help")
  }

  @Test func aFieldOfTenMegabytes() throws {
    let text = "user,body\n1," + String(repeating: "long ", count: 2_000_000) + "\n2,short\n"
    let work = try accepted("data.csv", Array(text.utf8))
    #expect(try rows(work) == 2)
    #expect(try work.text("outputs/01.html").utf8.count < 1_000_000, "the page shows its beginning")
  }

  @Test func aFaultInALongLineShowsItsPlaceOnly() throws {
    let text = "user,stars,body\n1,many," + String(repeating: "long ", count: 2_000_000) + "\n"
    let told = try refused("data.csv", Array(text.utf8), code: "bad-value", options: "types: [stars: integer] ")
    #expect(told.utf8.count < 2000)
    #expect(told.contains("many"))
  }

  @Test func nulBytes() throws {
    _ = try refused("data.csv", Array("user,item\n1,2".utf8) + [0, 0x0A], code: "nul-byte")
  }

  @Test func scriptsInDataAreInert() throws {
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    let text = "user\tbody\n1\t\(hostile)\n2\t</td></table></body>\n3\t{{values}} `{lab} data.rows`\n"
    let work = try accepted("data.tsv", Array(text.utf8))
    for (name, bytes) in try work.files(below: "outputs") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("<script>alert(1)"), "in \(name)")
      #expect(!page.contains("<img src=x"), "in \(name)")
      #expect(!page.contains("</td></table></body>"), "in \(name)")
    }
    #expect(try work.text("outputs/01.html").contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test func aQuoteAtTheStartOfAFieldOfATSVIsData() throws {
    let work = try accepted("data.tsv", Array("user\ttitle\n1\t\"Quoted\" film\n2\tPlain\n3\t\"\n".utf8))
    #expect(try rows(work) == 3)
    #expect(try work.text("outputs/01.html").contains("&quot;Quoted&quot; film"))
  }

  @Test func aQuoteThatIsNeverClosed() throws {
    _ = try refused("data.csv", Array("user,title\n1,\"A film\n2,Another\n".utf8), code: "unclosed-quote")
  }

  @Test func anAddressThatCannotBeReached() throws {
    let work = try Workspace(["01.md": cell("load \"http://127.0.0.1:9/data.csv\" as data", "describe data")])
    _ = try refused(work, code: "download-failed", "--allow-network")
  }

  @Test func aLabelThatIsUsedTwice() throws {
    let figure = cell("#| label: fig-stars", "plot bar reviews x: star_rating")
    let work = try Workspace(["01.md": loading + figure, "02.md": figure])
    let outcome = try work.matinee("check", "notebooks")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error[duplicate-label]"))
    #expect(outcome.errors.contains("--> notebooks/02.md:2:11"))
    #expect(outcome.errors.contains("::: notebooks/01.md:5:11"))
  }

  private func lines(_ count: Int) -> [UInt8] {
    var text = "user,item,stars\n"
    for row in 0..<count { text += "\(row % 97),\(row % 89),\(row % 5 + 1)\n" }
    return Array(text.utf8)
  }

  /// Compressed by the machine's own gzip, so that ours is not tested with itself.
  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let work = try Workspace()
    try work.write(bytes, to: "data")
    #expect(try work.shell("gzip -n data").status == 0)
    return Array(try Data(contentsOf: work.folder.appendingPathComponent("data.gz")))
  }
}
