import Diagnostics
import Notebooks
import TestSupport
import Testing

@testable import Reports

@Suite("Notebooks as they are read from markdown")
struct RealNotebookTests {
  static let source = """
    ---
    title: "Stars of `{lab} reviews.rows` reviews"
    author: [Ada]
    params:
      data: sample:reviews
    ---

    # Loading {#sec-load}

    See @fig-stars, [-@fig-stars] and @sec-load, about $\\hat{y} = w_0$. There are `{lab} reviews.rows` rows.[^1]

    ```{lab}
    #| label: fig-stars
    #| fig-cap: "Stars of `{lab} reviews.rows`"
    #| code-fold: true
    plot bar reviews x: star_rating
    ```

    > [!TIP]
    > Read *slowly*: <b>not bold</b>.

    $$ \\mathrm{MSE} = \\frac{1}{n} \\sum_i (y_i - \\hat{y}_i)^2 $$ {#eq-mse}

    As @eq-mse says.

    - [x] done
    - [ ] to do

    | a | b |
    |---|--:|
    | x | 1 |

    [^1]: A note.
    """

  @Test("markdown becomes a page with its numbers, links and code")
  func page() {
    let (notebook, problems) = Notebook.read(
      file: SourceFile(path: "notebooks/01-stars.md", bytes: Array(Self.source.utf8)))
    #expect(problems.isEmpty)
    let (labels, diagnostics) = LabelIndex.build(notebooks: [notebook])
    #expect(diagnostics.isEmpty)
    let report = CellReport.done("fig-stars", [.figure(FigureBlock(charts: [SampleFolder.stars]))], folds: true)
    let page = ReportPage(
      notebook: notebook, state: .done, cells: [report], values: [:], parameters: [("data", "sample:reviews")])
    let folder = ReportFolder(
      folder: NotebookFolder(path: "notebooks", settings: FrontMatter(), notebooks: [notebook]), pages: [page],
      provenance: Provenance(version: "1", seed: 1, stepCount: 1, inputs: []), highlights: [])
    let html = ReportWriter(folder: folder, labels: labels).page(at: 0)
    for expected in [
      "<h1>Stars of <span class=\"missing\"", "<h2 id=\"sec-load\">",
      "href=\"#fig-stars\" title=\"Stars of —\">Figure\u{A0}1</a>",
      "href=\"#sec-load\" title=\"Loading\">Section\u{A0}1.1</a>", "<mover accent=\"true\">",
      "<figure id=\"fig-stars\"",
      "<details class=\"folded\"><summary>Code</summary>", "<span class=\"hv\">plot</span>", "class=\"callout tip\"",
      "&lt;b&gt;not bold&lt;/b&gt;", "id=\"eq-mse\"", "(1)</span>", "class=\"tasks\"", "<td class=\"numeric\">1</td>",
      "id=\"fn-1\"", "href=\"#fnref-1\"", "sample:reviews",
    ] { #expect(html.contains(expected), "\(expected)") }
    #expect(!html.contains("{lab}"))
  }
}
