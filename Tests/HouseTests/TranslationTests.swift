import Diagnostics
import Notebooks
import Testing

/// That the notebooks of `notebooks/ja` are those of `notebooks` in Japanese: the same cells with the same steps, labels,
/// values, footnotes and callouts in the same order. A change of a notebook is a change of its translation.
@Suite struct TranslationTests {
  private static let original = "notebooks"
  private static let translation = "notebooks/ja"

  static let names = notebooks(original)

  private static func notebooks(_ folder: String) -> [String] {
    House.paths(under: folder).map { String($0.dropFirst(folder.count + 1)) }
      .filter { !$0.contains("/") && $0.hasSuffix(".md") && !$0.hasPrefix("_") && $0 != "README.md" }
  }

  private static func outline(_ path: String) throws -> NotebookOutline {
    let source = House.files(under: original, ending: ".md").first { $0.path == path }
    return NotebookOutline(try #require(source, "\(path) is missing"))
  }

  @Test func everyNotebookHasATranslation() {
    #expect(Self.names.count >= 8)
    #expect(
      Self.notebooks(Self.translation) == Self.names,
      "notebooks/ja must have the files of notebooks: translate what is new, remove what is gone")
  }

  @Test(arguments: names) func aTranslationIsItsOriginal(name: String) throws {
    let original = try Self.outline("\(Self.original)/\(name)")
    let translation = try Self.outline("\(Self.translation)/\(name)")
    for complaint in Translation(of: original, translation).complaints { Issue.record("\(complaint)") }
    #expect(original.parts.count > 40)
    #expect(original.prose.count > 30)
  }

  @Test func theSettingsAreTheSame() {
    let (original, _) = NotebookReader.read(folder: House.root.appendingPathComponent(Self.original).path)
    let (translated, faults) = NotebookReader.read(folder: House.root.appendingPathComponent(Self.translation).path)
    #expect(faults.isEmpty)
    let (ours, theirs) = (translated.settings, original.settings)
    #expect(
      ours.params.map(\.name.text) == theirs.params.map(\.name.text),
      "notebooks/ja/_matinee.yml must declare the parameters of notebooks/_matinee.yml, in their order")
    for (a, b) in zip(ours.params, theirs.params) {
      let line = a.valueSpan.start.line
      #expect(a.value == b.value, "notebooks/ja/_matinee.yml:\(line): \(a.name.text) has another value")
    }
    #expect(ours.seed == theirs.seed && ours.lang == "ja")
    #expect(ours.title != nil && ours.subtitle != nil && !ours.abstract.isEmpty)
    // Otherwise the Japanese reports would be written over the English ones.
    #expect(ours.outputDirectory == "../../outputs/ja" && theirs.outputDirectory == nil)
  }

  // MARK: The comparison itself

  private static let english = """
    ---
    title: Stars
    ---

    ## Look {#sec-look}

    See `{lab} d.rows | .1%` and @fig-stars.[^note]

    [^note]: A note.

    > [!TIP]
    > Think.

    ```{lab}
    #| label: fig-stars
    #| fig-cap: Stars of customers.
    plot bar d x: stars
      x-title: "number of stars"
    expect d.rows > {0} because: "nothing is there"
    ```

    | a | b |
    |---|---|
    | 1 | 2 |

    - one
    """

  private static let japanese = """
    ---
    title: 星
    ---

    ## 見る {#sec-look}

    @fig-starsと`{lab} d.rows |
    .1%`。[^note]

    [^note]: 注。

    > [!TIP]
    > 考える。

    ```{lab}
    #| label: fig-stars
    #| fig-cap: 顧客の星。
    plot bar d
      x: stars x-title: "星の数"
    expect d.rows > {0} because: "空です"
    ```

    | あ | い |
    |---|---|
    | 1 | 2 |

    - 一
    """

  private static func complaints(_ text: String) -> [String] {
    Translation(
      of: NotebookOutline(Source(path: "a.md", text: english)), NotebookOutline(Source(path: "ja/a.md", text: text))
    ).complaints
  }

  @Test func anotherLanguageIsNoDifference() {
    #expect(Self.complaints(Self.japanese) == [])
  }

  @Test(
    arguments: [
      (".1%", ".2%", "`{lab} d.rows | .1%`"), ("{#sec-look}", "", "a.md:5 has a heading of level 2 {#sec-look}"),
      ("@fig-starsと", "", "@fig-stars"), ("[^note]: 注。", "", "the footnote [^note]"), ("[!TIP]", "[!NOTE]", "[!TIP]"),
      ("label: fig-stars", "label: fig-star", "with the label fig-stars"),
      ("d.rows > {0}", "d.rows > 0", "expect d.rows"),
      ("x: stars", "x: star", "the step `plot bar d x: stars"), ("| 1 | 2 |", "", "a table of 2 columns and 3 lines"),
      ("- 一", "", "an item of a list"), ("fig-cap: 顧客の星。", "fig-width: 3", "`#| fig-cap: …`"),
      ("顧客の星。", "Stars of customers.", "ja/a.md:17: this is still English"),
      ("\"空です\"", "\"nothing is there\"", "still English: nothing is there"),
      ("title: 星", "title: Stars", "still English"),
    ])
  func aDifferenceIsFoundWithItsPlaceAndWhatToDo(change: (from: String, to: String, names: String)) {
    let changed = Self.japanese.replacing(change.from, with: change.to)
    #expect(changed != Self.japanese)
    let complaints = Self.complaints(changed)
    #expect(complaints.contains { $0.contains(change.names) }, "\(change): \(complaints)")
  }
}

/// A notebook beside its translation.
private struct Translation {
  /// What has to be done, each with its place.
  let complaints: [String]

  init(of original: NotebookOutline, _ translation: NotebookOutline) {
    complaints =
      Self.parts(original, translation) + Self.values(original, translation) + Self.references(original, translation)
      + Self.untranslated(translation)
  }

  private static func parts(_ original: NotebookOutline, _ translation: NotebookOutline) -> [String] {
    let changes = translation.parts.map(\.text).difference(from: original.parts.map(\.text))
    return changes.map { change in
      switch change {
      case .remove(let offset, let text, _):
        let place = offset == 0 ? "at its beginning" : "behind \(original.parts[offset - 1].text)"
        return "\(original.path):\(original.parts[offset].line) has \(text), \(translation.path) has not: "
          + "add it \(place), with what a reader sees of it in Japanese"
      case .insert(let offset, let text, _):
        return "\(translation.path):\(translation.parts[offset].line) has \(text), \(original.path) has not there: "
          + "bring it in line with the original, or take it out"
      }
    }
  }

  private static func values(_ original: NotebookOutline, _ translation: NotebookOutline) -> [String] {
    let wanted = Dictionary(grouping: original.values, by: \.text)
    let found = Dictionary(grouping: translation.values, by: \.text)
    return Set(wanted.keys).union(found.keys).sorted().compactMap { text in
      let (ours, theirs) = (found[text] ?? [], wanted[text] ?? [])
      if ours.count == theirs.count { return nil }
      func times(_ places: [(text: String, line: Int)], _ path: String) -> String {
        "\(places.count) times in \(path)"
          + (places.isEmpty ? "" : " (line \(places.map { String($0.line) }.joined(separator: ", ")))")
      }
      return "`{lab} \(text)` stands \(times(theirs, original.path)) and \(times(ours, translation.path)): "
        + "quote the same values in both"
    }
  }

  private static func references(_ original: NotebookOutline, _ translation: NotebookOutline) -> [String] {
    let missing = original.references.filter { translation.references[$0.key] == nil }
    let added = translation.references.filter { original.references[$0.key] == nil }
    let lacking = missing.map {
      "\(original.path):\($0.value) refers to @\($0.key), \(translation.path) nowhere: refer to it as well"
    }
    let foreign = added.map {
      "\(translation.path):\($0.value) refers to @\($0.key), \(original.path) nowhere: take it out"
    }
    return lacking.sorted() + foreign.sorted()
  }

  /// Texts with several words of small Latin letters and not one Japanese character.
  private static func untranslated(_ translation: NotebookOutline) -> [String] {
    translation.prose.compactMap { text, line in
      let isJapanese = text.unicodeScalars.contains {
        (0x3041...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value)
      }
      if isJapanese { return nil }
      // Code, formulas, labels and titles of works are the same in every language.
      let bare = text.replacing(/`[^`]*`|\$\$[^$]*\$\$|\$[^$]*\$|[@{#.]+[a-z0-9-]+|『[^』]*』/, with: "")
      guard bare.contains(/[A-Za-z][a-z]{3,}/) else { return nil }
      return "\(translation.path):\(line): this is still English: \(text)"
    }
  }
}
