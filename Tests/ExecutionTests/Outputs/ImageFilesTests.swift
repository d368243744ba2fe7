import Diagnostics
import Execution
import LabSupport
import Notebooks
import Testing

/// Pictures that are put into the pages.
@Suite struct ImageFilesTests {
  private static let text = """
    # Pictures

    ![Escaped](my%20picture.png)

    ```{choice}
    #| exercise: exr-which
    #| question: Which one?
    - [x] This one ![B](b.png)
    - [ ] None
    ```

    ```{lab}
    #| label: tbl-rows
    #| tbl-cap: "Rows ![C](c.png)"
    load "sample:reviews?rows=20" as reviews
    ```

    """

  @Test func allThatPagesShowIsThereByItsPath() throws {
    let lab = try Lab(["01-lab.md": Self.text])
    for name in ["my picture.png", "b.png", "c.png"] { try lab.put(name, [1, 2, 3]) }
    let program = lab.check()
    #expect(ImageFiles.embedded(program).keys.sorted() == ["b.png", "c.png", "my%20picture.png"])
    #expect(ImageFiles.paths(in: program).contains(lab.path("my picture.png")))
    #expect(!program.diagnostics.contains { $0.code.name == "dead-image" })
  }

  /// What an escape hides is looked at, too.
  @Test func anEscapedPathLeadsNowhereElse() throws {
    let lab = try Lab(["01-lab.md": "![A](in%2F..%2F..%2Foutside.png)\n"])
    let program = lab.check(permissions: Permissions())
    #expect(ImageFiles.embedded(program).isEmpty)
    #expect(program.diagnostics.contains { $0.code.name == "outside-folder" })
  }

  @Test func whatNoBrowserShowsIsToldAsAMissingPicture() throws {
    let lab = try Lab(["01-lab.md": "![A](d.csv) ![B](.) ![C](b.PNG)\n"], data: ["d.csv": "a\n1\n", "b.PNG": "x"])
    let program = lab.check()
    #expect(
      program.diagnostics.map(\.message) == [
        "d.csv is no picture that a report can show", ". is no picture that a report can show",
      ])
    #expect(ImageFiles.embedded(program).keys.sorted() == ["b.PNG"])
  }

  @Test func aPathFromTheRootOfTheMachineIsNoPicture() throws {
    let lab = try Lab(["01-lab.md": "# A\n"])
    try lab.put("in.png", [1, 2, 3])
    try lab.put("01-lab.md", "![A](\(lab.path("in.png")))\n")
    let program = lab.check()
    #expect(ImageFiles.embedded(program).isEmpty)
    #expect(program.diagnostics.contains { $0.code.name == "dead-image" })
  }
}
