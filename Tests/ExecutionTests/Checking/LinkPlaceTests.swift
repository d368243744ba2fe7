import Diagnostics
import Execution
import LabSupport
import Notebooks
import Testing

/// Links and pictures are looked at wherever a folder has words.
@Suite struct LinkPlaceTests {
  private static let notebook = """
    ---
    title: "A [title](gone-title.md)"
    subtitle: 'Its ![subtitle](gone-subtitle.png)'
    license: "[Free](gone-license.md)"
    abstract: |
      Of [this](gone-abstract.md)
      and that.
    ---

    # A [heading](gone-heading.md)

    ```{choice}
    #| exercise: exr-which
    #| question: "Which [one](gone-question.md)?"
    #| hint: ["See [here](gone-hint.md)"]
    - [x] The [first](gone-choice.md) ![one](gone-choice.png)
      > As [said](gone-feedback.md)
    - [ ] The [second](gone-choice.md)
    ```

    ```{number}
    #| exercise: exr-many
    #| question: How many?
    #| wrong: "No, see [there](gone-wrong.md)"
    {5}
    ```

    ```{lab}
    #| label: tbl-rows
    #| tbl-cap: "The [rows](gone-caption.md)"
    #| present: "On [top](gone-headline.md)"
    load "sample:reviews?rows=20" as reviews
    head reviews
    ```

    """

  @Test func everyTextIsLookedAt() throws {
    let lab = try Lab(
      ["01-lab.md": Self.notebook],
      settings: "title: \"All [of it](gone-folder.md)\"\nabstract: See [this](gone-folder-abstract.md)\n")
    let found = lab.check().diagnostics.filter { ["dead-link", "dead-image"].contains($0.code.name) }
    let places = found.compactMap { $0.primary?.span.text }.sorted()
    // What is pointed at is the address itself.
    #expect(
      places == [
        "gone-abstract.md", "gone-caption.md", "gone-choice.md", "gone-choice.md", "gone-choice.png",
        "gone-feedback.md",
        "gone-folder-abstract.md", "gone-folder.md", "gone-heading.md", "gone-headline.md", "gone-hint.md",
        "gone-license.md", "gone-question.md", "gone-subtitle.png", "gone-title.md", "gone-wrong.md",
      ])
    let choices = found.compactMap(\.primary?.span).filter { $0.text == "gone-choice.md" }
    #expect(Set(choices.map(\.range.lowerBound)).count == 2)
  }

  /// A picture that may not be read is an error at each of these places too.
  @Test func picturesOfAnswersLieInTheFolder() throws {
    let lab = try Lab([
      "01-lab.md": """
      ```{choice}
      #| exercise: exr-which
      #| question: Which?
      - [x] This ![k](../../id.png)
      - [ ] None
      ```

      """
    ])
    let faults = lab.check(permissions: Permissions()).diagnostics
    #expect(faults.contains { $0.code.name == "outside-folder" && $0.primary?.span.text == "../../id.png" })
  }
}
