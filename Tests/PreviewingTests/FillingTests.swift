import Foundation
import LabSupport
import Testing

@testable import Previewing

/// What is filled in on a page is in the notebook, at its place, and nobody else's work is lost by it.
@Suite struct FillingTests {
  private static let text = """
    # Lab

    ```{lab}
    #| exercise: exr-cut
    #| check:
    #|   - expect dear.rows > 0 because: "nothing is that dear"
    load "prices.csv" as prices
    filter prices where: price >= ____ and price < {9} as dear
    ```

    ```{answer}
    #| exercise: exr-why
    #| question: Why?
    ```

    """

  private struct Filled: Decodable {
    var message: String
    var theirs: String?
    var yours: String?
  }

  private let lab: Lab
  private let session: PreviewSession

  init() throws {
    lab = try Lab(
      ["01-lab.md": Self.text], settings: "edition: student\n", data: ["prices.csv": "item,price\na,1\nb,2\nc,3\n"])
    session = PreviewSessionTests.session(lab)
  }

  private func fill(
    _ text: String, base: String, exercise: String = "exr-cut", kind: String = "blank", place: Int? = 0,
    notebook: String = "01-lab"
  ) throws -> (status: Int, answer: Filled) {
    var body: [String: Any] = ["notebook": notebook, "exercise": exercise, "kind": kind, "text": text, "base": base]
    body["place"] = place
    let response = session.fill(Array(try JSONSerialization.data(withJSONObject: body)))
    guard case .bytes(let bytes) = response.body else { throw CancellationError() }
    return (response.status, try JSONDecoder().decode(Filled.self, from: Data(bytes)))
  }

  private func state(_ label: String) -> String? { session.version?.exercises.first { $0.label == label }?.state }

  @Test func aBlankIsFilledAtItsPlaceAndSeen() async throws {
    defer { session.stop() }
    #expect(state("exr-cut") == "unsolved")
    #expect(try fill("7", base: "").status == 200)
    #expect(try lab.text("01-lab.md") == Self.text.replacing("____", with: "{7}"))
    #expect(await PreviewSessionTests.waits { state("exr-cut") == "failing" })
    #expect(session.version?.page("01-lab.html")?.contains("nothing is that dear") == true)
    #expect(try fill("2", base: "7").status == 200)
    #expect(await PreviewSessionTests.waits { state("exr-cut") == "passing" })
    #expect(try lab.text("01-lab.md") == Self.text.replacing("____", with: "{2}"))
  }

  @Test func somebodyElsesTextIsToldAndStays() throws {
    defer { session.stop() }
    #expect(try fill("2", base: "").status == 200)
    let (status, answer) = try fill("3", base: "")
    #expect(status == 409)
    #expect(answer.theirs == "2" && answer.yours == "3")
    #expect(try lab.text("01-lab.md").contains(">= {2} and"))
    // The same from two pages is no conflict.
    #expect(try fill("2", base: "").status == 200)
    // An edit elsewhere in the file is none, either.
    try lab.put("01-lab.md", try lab.text("01-lab.md").replacing("# Lab", with: "# The lab"))
    #expect(try fill("3", base: "2").status == 200)
    #expect(try lab.text("01-lab.md").hasPrefix("# The lab\n"))
    #expect(try lab.text("01-lab.md").contains(">= {3} and"))
  }

  @Test(arguments: ["\"2", "`2", "2 \"", "price + \"a"])
  func aBlankThatCouldNotBeFoundAgainIsNotWritten(text: String) throws {
    defer { session.stop() }
    let (status, answer) = try fill(text, base: "")
    #expect(status == 422 && answer.message.hasPrefix("with this, its place"), "\(answer.message)")
    #expect(try lab.text("01-lab.md") == Self.text)
    #expect(try fill("2", base: "").status == 200)
  }

  @Test(arguments: ["33,3", "33.3 %", "1,234,567 g", "three of them", "{33"])
  func aNumberThatIsNoneCanBeMended(text: String) throws {
    let lab = try Lab(
      ["01-lab.md": "# Lab\n\n> ```{number}\n> #| exercise: exr-share\n> #| question: How many?\n> ____\n> ```\n"],
      settings: "edition: student\n")
    let session = PreviewSessionTests.session(lab)
    defer { session.stop() }
    func fill(_ text: String, base: String) throws -> Int {
      let body = [
        "notebook": "01-lab", "exercise": "exr-share", "kind": "number", "text": text, "base": base,
      ]
      return session.fill(Array(try JSONSerialization.data(withJSONObject: body))).status
    }
    #expect(try fill(text, base: "") == 200)
    #expect(try lab.text("01-lab.md").contains("> \(text)\n> ```"))
    #expect(try fill("33.3", base: text) == 200)
    #expect(try lab.text("01-lab.md").contains("> 33.3\n> ```"))
  }

  @Test func anAnswerIsWrittenWholeAndItsModeStays() throws {
    defer { session.stop() }
    chmod(lab.path("01-lab.md"), 0o640)
    #expect(try fill("One.\n\n```\ncode\n```", base: "", exercise: "exr-why", kind: "answer", place: nil).status == 200)
    #expect(try lab.text("01-lab.md").contains("One.\n\n```\ncode\n```\n"))
    let mode = try FileManager.default.attributesOfItem(atPath: lab.path("01-lab.md"))[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    defer { session.stop() }
    #expect(try fill("2", base: "", notebook: "../01-lab").status == 404)
    #expect(try fill("2", base: "", notebook: "02-none").status == 404)
    #expect(try fill("2", base: "", exercise: "exr-none").status == 409)
    #expect(try fill("2", base: "", place: 9).status == 409)
    #expect(try fill("2", base: "", place: nil).status == 400)
    #expect(try fill("}", base: "").status == 422)
    #expect(session.fill(Array("{".utf8)).status == 400)
    #expect(try lab.text("01-lab.md") == Self.text)
  }

  @Test func aLinkThatLeadsOutOfTheFolderIsNotWrittenTo() async throws {
    defer { session.stop() }
    let outside = try Lab(["other.md": Self.text.replacing("exr-", with: "exr-other-")])
    try FileManager.default.createSymbolicLink(
      atPath: lab.path("02-link.md"), withDestinationPath: outside.path("other.md"))
    #expect(
      await PreviewSessionTests.waits {
        session.version?.faults.contains { $0.code.name == "outside-folder" } ?? false
      })
    #expect(try fill("2", base: "", exercise: "exr-other-cut", notebook: "02-link").status == 404)
    #expect(try outside.text("other.md") == Self.text.replacing("exr-", with: "exr-other-"))
  }

  @Test func placesOfBlanksCountAsBrowsersDo() throws {
    defer { session.stop() }
    let fields = session.version?.exercises.first { $0.label == "exr-cut" }?.blanks ?? []
    let code = session.version?.program.folder.notebooks[0].cells[0].code ?? ""
    #expect(fields.map(\.text) == ["", "9"])
    let units = Array(code.utf16)
    let texts = fields.map { String(decoding: units[$0.start..<$0.start + $0.length], as: UTF16.self) }
    #expect(texts == ["____", "{9}"])
  }
}
