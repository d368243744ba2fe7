import Diagnostics
import Notebooks
import Plotting
import Tables

@testable import Reports

/// A folder of three notebooks that uses every kind of block, one of them with a failed cell.
enum SampleFolder {
  static func make(failing: Bool = true) -> (folder: ReportFolder, labels: LabelIndex) {
    let pages = [explore(), failing ? failed() : short("02-train", "Train and evaluate"), japanese(failing: failing)]
    var settings = FrontMatter()
    settings.title = [.text("What should they watch next?")]
    settings.subtitle = [.text("A recommender built step by step from the ratings of a streaming service")]
    settings.author = ["Ada Lovelace", "Grace Hopper"]
    let folder = NotebookFolder(path: "notebooks", settings: settings, notebooks: pages.map(\.notebook))
    let provenance = Provenance(
      version: "0.2.0", seed: 7, stepCount: 1234,
      inputs: [
        ReportInput("sample:reviews?rows=200000&seed=7", .sample(rows: 200_000, seed: 7)),
        ReportInput("movies.csv", .xxh128("2c26b46b68ffc68f")),
      ])
    let highlights = [
      Fact("Ratings kept", "154,210", note: "of 200,000"), Fact("RMSE of the model", "0.912", note: "test set"),
      Fact("Naive guess", "1.184", note: "mean of the training stars"), Fact("Better by", "23.0 %"),
    ]
    let labels = LabelIndex.build(notebooks: pages.map(\.notebook)).0
    return (ReportFolder(folder: folder, pages: pages, provenance: provenance, highlights: highlights), labels)
  }

  static let stars = Chart(
    BarSpec(categories: ["1", "2", "3", "4", "5"], values: [9812, 6120, 14_209, 38_554, 131_305]),
    titles: AxisTitles(x: "stars", y: "reviews"), label: "fig-stars")

  static let tail = Chart(
    HistogramSpec(values: (1...400).map { 4000 / Double($0) }).with { $0.isLog = true },
    titles: AxisTitles(x: "rows", y: "count"), title: "Rows per customer <b>", label: "fig-tail")

  static let matrix = Chart(
    HeatmapSpec(
      rows: ["says no", "says yes"], columns: ["is no", "is yes"], values: [[5210, 2114], [3920, 28_756]]),
    titles: AxisTitles(x: "truth", y: "model"), label: "fig-confusion")

  private static func explore() -> ReportPage {
    let b = NotebookBuilder("notebooks/01-explore.md")
    let head = TableBlock(
      columns: [
        .init("customer_id", subtitle: "string", isNumeric: false),
        .init("product_title", subtitle: "string", isNumeric: false),
        .init("star_rating", subtitle: "integer", isNumeric: true),
        .init("helpful_votes", subtitle: "integer", isNumeric: true),
        .init("review_headline", subtitle: "string", isNumeric: false),
        .init("review_date", subtitle: "date", isNumeric: false),
      ],
      rows: (1...5).map { row in
        [
          .text("C10\(row)482"), .text(row == 2 ? "<script>alert(1)</script>" : "Sherlock Season \(row)"),
          .text("\(row)"), .text("1,20\(row)"), row == 3 ? .null : .text("Could not stop watching, all in one night"),
          .text("2015-08-3\(row % 2)"),
        ]
      }, footnote: "first 5 of 200,000 rows")
    let blocks = [
      b.paragraph(
        .text("Before we build anything we look at what we have. The table holds "), b.value("200,000"),
        .text(" reviews; "), b.reference("fig-stars"), .text(" shows their stars, "), b.reference("tbl-head"),
        .text(" the first rows. We come back to it in "), b.reference("sec-tail"), .text(" and in "),
        b.reference("sec-model"), .text(". A number alone: "), b.reference("fig-stars", numberOnly: true),
        .text("."), .footnoteReference(name: "n", number: 1)),
      b.heading(2, "Loading the reviews", "sec-load"),
      b.paragraph(
        .text("Each row is "), .emphasis([.text("one")]), .text(" review by "), .strong([.text("one customer")]),
        .text(": see the "), .link(destination: "02-train.md#sec-model", title: "", [.text("next notebook")]),
        .text(" or "), .link(destination: "javascript:alert(1)", title: "", [.text("nothing")]), .text(". "),
        .html("<b onclick=alert(1)>"), .text(" Use "), .code("load"), .text(" with "), .strikethrough([.text("care")]),
        .text(".")),
      b.cell(
        "# the built-in sample\nload \"sample:reviews\" as reviews\n  columns: [customer_id, star_rating]\n"
          + "filter reviews where: count(customer_id) >= {5}\nhead reviews rows: 5", label: "tbl-head"
      ) { $0.tableCaption = [.text("The first rows, titles as they came")] },
      b.block(
        .callout(
          .note, title: [.text("Why some lines are missing")],
          [b.paragraph(.text("A line with 22 fields has lost its shape; it is counted and left out."))])),
      b.block(
        .callout(
          .warning, title: [],
          [b.paragraph(.text("Do not trust a mean of stars before you saw "), b.reference("fig-stars"), .text("."))])),
      b.heading(2, "The stars", "the-stars"),
      b.cell("plot bar reviews x: star_rating", label: "fig-stars") {
        $0.figureCaption = [.text("Reviews by stars: most are fives ("), b.value("65.7 %"), .text(")")]
      },
      b.heading(3, "What to ask of it", "what-to-ask"),
      b.block(
        .list(
          start: nil, isTight: true,
          [
            ListItem(isChecked: true, blocks: [b.paragraph(.text("Which features help?"))]),
            ListItem(isChecked: false, blocks: [b.paragraph(.text("Is all the data needed?"))]),
          ])),
      b.block(
        .list(
          start: 3, isTight: false,
          [
            ListItem(blocks: [b.paragraph(.text("Count first."))]), ListItem(blocks: [b.paragraph(.text("Then cut."))]),
          ])),
      b.heading(2, "The long tail", "sec-tail"),
      b.paragraph(
        .text("A factorization machine predicts "), .math("\\hat{y}(\\mathbf{x})"), .text(" from a global bias "),
        .math("w_0"), .text(", weights and interactions ("), b.reference("eq-fm"), .text("):")),
      b.block(
        .math(
          "\\hat{y} = w_0 + \\sum_{i=1}^{n} w_i x_i + \\sum_{i=1}^{n} \\sum_{j=i+1}^{n} \\langle \\mathbf{v}_i, \\mathbf{v}_j \\rangle x_i x_j",
          label: "eq-fm")),
      b.block(
        .math("\\mathrm{RMSE} = \\sqrt{\\frac{1}{n} \\sum_{i=1}^{n} \\left( y_i - \\hat{y}_i \\right)^2}", label: nil)),
      b.block(.math("\\unknowncommand{x}", label: nil)),
      b.cell("histogram reviews of: count log: true\nhistogram reviews of: rows log: true", label: "fig-tail") {
        $0.figureCaption = [.text("Rows per customer and rows per product, both on log axes")]
        $0.figureAlternative = [.text("Both fall like a power law")]
        $0.layoutColumns = 2
      },
      b.block(
        .table(
          MarkdownTable(
            alignments: [.none, .right, .center], header: [[.text("Quantile")], [.text("Rows")], [.text("Note")]],
            rows: [
              [[.text("0.5")], [.text("1")], [.text("half wrote once")]],
              [[.text("0.99")], [.text("42")], [.text("–")]],
            ]))),
      b.block(.quote([b.paragraph(.text("All models are wrong, but some are useful."))])),
      b.block(.code(language: "lab", "train fm on: train target: star_rating factors: 64 as model")),
      b.block(.code(language: "sh", "matinee run notebooks # <not run>")),
      b.block(.html("<iframe src=\"https://example.org\"></iframe>")),
      b.block(.thematicBreak),
      b.cell("dedupe reviews by: [customer_id, product_id]"),
      b.block(
        .footnotes([
          Footnote(name: "n", number: 1, blocks: [b.paragraph(.text("Counted through the whole folder."))])
        ])),
    ]
    let notebook = b.notebook(
      "01-explore", title: [.text("Look before you learn <script>alert(1)</script>")], blocks
    ) {
      $0.subtitle = [.text("Loading, counting and drawing the reviews")]
      $0.date = "2026"
      $0.abstract = [b.paragraph(.text("We load "), b.value("200,000"), .text(" reviews & see that most are fives."))]
    }
    return ReportPage(
      notebook: notebook, state: .done,
      cells: [
        .done(
          "tbl-head",
          [
            .sentence([.strong("200,000"), " rows and ", .strong("15"), " columns from ", .code("sample:reviews"), "."]
            ),
            .remark(["Left out ", .strong("3 lines"), " with 22 fields: 104, 2,210 and 90,112."]), .table(head),
          ]),
        .done(
          "fig-stars",
          [.sentence(["Most reviews have ", .strong("5"), " stars."]), .figure(FigureBlock(charts: [stars]))],
          folds: true),
        .done("fig-tail", [.figure(FigureBlock(charts: [tail])), .figure(FigureBlock(charts: [matrix]))], folds: true),
        .done(
          "01-explore-4",
          [
            .facts([
              Fact("Rows", "199,412"), Fact("Repeats", "588", note: "0.3 % of all rows"), Fact("Customers", "140,344"),
              Fact("Videos", "38,385"),
            ])
          ]),
      ], values: b.values, parameters: [("data", "sample:reviews"), ("min-customer", "5"), ("min-product", "10")])
  }

  private static func short(_ name: String, _ title: String) -> ReportPage {
    let b = NotebookBuilder("notebooks/\(name).md")
    let blocks = [b.heading(1, "The model", "sec-model"), b.paragraph(.text("Here it is."))]
    let notebook = b.notebook(name, title: [.text(title)], blocks) { $0.toc = false }
    return ReportPage(notebook: notebook, state: .done, cells: [], values: b.values, parameters: [])
  }

  private static func failed() -> ReportPage {
    let b = NotebookBuilder(
      "notebooks/02-train.md",
      source: "load \"sample:reviews\" as reviews\nplot bar reviews x: star_ratings\n"
        + String(repeating: " \n", count: 200))
    let blocks = [
      b.heading(1, "The model", "sec-model"),
      b.paragraph(
        .text("The model's error is "), b.value(nil), .text(", as "), b.reference("fig-stars"),
        .text(" let us expect; see "), b.reference("fig-curve"), .text(".")
      ),
      b.cell("plot bar reviews x: star_ratings"),
      b.cell("train fm on: train target: star_rating as model", label: "fig-curve") {
        $0.figureCaption = [.text("The learning curve")]
      },
    ]
    let notebook = b.notebook("02-train", title: [.text("Train and evaluate")], blocks)
    let diagnostic = Diagnostic(
      DiagnosticCode("unknown-column", "A column that is not there."), "reviews has no column \"star_ratings\"",
      at: b.file.span(53..<65), label: "not a column of reviews",
      related: [SpanLabel(b.file.span(0..<32), "its columns come from here")],
      notes: ["the columns are customer_id and star_rating"], help: ["did you mean star_rating?"])
    return ReportPage(
      notebook: notebook, state: .failed,
      cells: [
        CellReport(
          state: .failed([diagnostic]), label: "02-train-1", showsCode: true, foldsCode: false, showsOutput: true,
          blocks: []),
        CellReport(
          state: .notRun(.failed("plot bar", at: "03-models.md:4")), label: "fig-curve", showsCode: true,
          foldsCode: true, showsOutput: true,
          blocks: []),
      ], values: b.values, parameters: [])
  }

  private static func japanese(failing: Bool) -> ReportPage {
    let b = NotebookBuilder("notebooks/03-neighbours.md")
    let blocks = [
      b.paragraph(.text("利用者の近傍を調べます。"), b.reference("fig-stars"), .text("と"), b.reference("sec-model"), .text("を参照。")),
      b.heading(2, "近いもの", "chikai"), b.heading(2, "遠いもの", "tooi"),
    ]
    let notebook = b.notebook("03-neighbours", title: [.text("近傍と推薦")], blocks) { $0.lang = "ja" }
    return ReportPage(
      notebook: notebook, state: failing ? .notRun : .done, cells: [], values: b.values, parameters: [])
  }
}
