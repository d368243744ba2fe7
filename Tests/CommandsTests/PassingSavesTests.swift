import Foundation
import Testing

/// Commands that run notebooks and write no outputs: what steps save meanwhile touches nobody's outputs, and needs none to be there.
@Suite struct PassingSavesTests {
  private static let notebook = """
    # Saving

    ```{lab}
    load "sample:reviews?rows=200" as reviews
    save reviews to: "data/deep/reviews.csv"
    ```

    ```{lab}
    #| exercise: exr-good
    #| check:
    #|   - expect good.rows > 0 because: "nothing is left"
    filter reviews where: {star_rating >= 4} as good
    save good to: "data/good.csv"
    save good to: "good.csv"
    ```
    """

  @Test func aStudentsVersionIsMadeWhereNothingHasRun() throws {
    let work = try Workspace(["01.md": Self.notebook])
    let made = try work.matinee("student", "notebooks", "--to", "mine", "--quiet")
    #expect(made.status == 0, "\(made.errors)")
    #expect(!work.exists("outputs"))
    let judged = try work.matinee("check-answer", "exr-good", "notebooks")
    #expect(judged.status == 0 && judged.output.hasPrefix("Exercise 1 (exr-good) is solved."), "\(judged.output)")
    // Temporary files of its own, where no other run leaves any.
    let status = try work.shell(
      "mkdir temporary && TMPDIR=\"$PWD/temporary\" \"$1\" status notebooks && ls -A temporary | wc -l")
    #expect(
      status.status == 0 && status.output.split(separator: "\n").last?.filter { $0 != " " } == "0", "\(status.output)")
    #expect(!work.exists("outputs"))
  }

  @Test func outputsStayThoseOfTheirRun() throws {
    let work = try Workspace(["01.md": Self.notebook])
    #expect(try work.matinee("run", "notebooks", "--quiet").status == 0)
    let before = try work.files(below: "outputs")
    #expect(before.keys.contains("data/deep/reviews.csv"))
    let verified = try work.matinee("verify", "notebooks", "--quiet")
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    try work.write(Self.notebook.replacing(">= 4", with: ">= 5"), to: "notebooks/01.md")
    #expect(try work.matinee("student", "notebooks", "--to", "mine", "--quiet").status == 0)
    #expect(try work.matinee("check-answer", "exr-good", "notebooks").status == 0)
    #expect(try work.files(below: "outputs") == before)
    let again = try work.matinee("run", "notebooks", "--quiet")
    #expect(again.status == 0 && again.errors == "", "nothing is in the way: \(again.errors)")
    #expect(try work.files(below: "outputs")["good.csv"] != before["good.csv"])
  }

  @Test func aFaultIsToldByItsPlaceInTheOutputsAndOnlyOnce() throws {
    let work = try Workspace([
      "01.md": Self.notebook.replacing("data/good.csv", with: "good.csv/inside.csv")
        .replacing("save good to: \"good.csv\"\n", with: "")
        .replacing("data/deep/reviews.csv\"", with: "good.csv\"")
        + "\n```{answer}\n#| exercise: exr-why\n#| question: Why?\n```\n\n```{solution}\nSo.\n```\n"
    ])
    let made = try work.matinee("student", "notebooks", "--to", "mine", "--quiet")
    #expect(made.status == 1)
    #expect(made.errors.contains("\"outputs/good.csv\" is a folder"), "\(made.errors)")
    #expect(!made.errors.contains("matinee-saves-") && !made.errors.contains("not-run"), "\(made.errors)")
  }
}
