import Diagnostics
import Files
import Notebooks
import Reports
import Tables

/// Reads a table, or what `save` has kept of a model or an embedding.
struct Load: Step {
  static let source = TypedParameter("source", .path(.read), "A file, an https or file address, or sample:reviews.")
  static let columns = TypedParameter(
    "columns", .newNames(repeats: .refused), otherwise: "all", "The columns to read; others are not even parsed.")
  static let types = TypedParameter<[String: DeclaredType]>(
    "types", .entries(repeats: .refused), default: [:], words: "recognised",
    "Types of columns, by their names here or in the file; seconds, milliseconds and microseconds count from 1970 and become datetime."
  )
  static let separator = TypedParameter(
    "separator", .separator, otherwise: "recognised", "What stands between fields; a space means any number of spaces.")
  static let header = TypedParameter(
    "header", .boolean, otherwise: "recognised", "Whether the first line names the columns.")
  static let names = TypedParameter(
    "names", .newNames(repeats: .distinct), otherwise: "those of the header",
    "New names for the columns, in the order of the file, in place of what its header says.")
  static let skip = TypedParameter(
    "skip", .integer(0...1_000_000), otherwise: "lines that begin with #, and a line sep=;",
    "How many lines stand above the table and are passed over.")
  static let quoting = TypedParameter(
    "quoting", .boolean, otherwise: TableFormat.quotingInWords, "Whether double quotes enclose fields.")
  static let encoding = TypedParameter<TextEncoding>("encoding", .word, default: .utf8, "What the bytes mean.")
  static let onBadLines = TypedParameter<BadLineRule>(
    "on-bad-lines", .word, default: .skip, "What becomes of lines of a wrong length.")
  static let nulls = TypedParameter(
    "nulls", .strings(repeats: .refused), otherwise: "the empty field and what pandas takes for missing",
    "Texts that mean a missing value.")
  static let sha256 = TypedParameter(
    "sha256", .string, otherwise: "not checked", "The SHA-256 that the file must have.")
  static let lookup = TypedParameter(
    "lookup", .path(.read), otherwise: "none", "A second file, whose columns are added.")
  static let on = TypedParameter(
    "on", .newNames(repeats: .refused), otherwise: "the only column that both files have",
    "The columns, in both files, by which rows are looked up.")
  static let lookupNames = TypedParameter(
    "lookup-names", .newNames(repeats: .distinct), otherwise: "those of its header",
    "Names for the columns of the second file, in its order.")

  static let signature = Signature(
    "load", group: .reading,
    summary:
      "Reads a table from \(TableFormat.all.names("or")), plain or as gzip, or from the built-in sample, or a saved model.",
    details: [
      "The separator, the header and the types of the columns are recognised from the beginning of the file; options override "
        + "them. A value further down that does not fit its column's type stops the run with its place, so that a column never "
        + "changes its type in silence.",
      "Quotes have a meaning only where the format has it: a csv is read as RFC 4180 says, a tsv without quoting. A line with more or "
        + "fewer fields than the header is a bad line: it is left out, counted and listed, or stops the run with on-bad-lines: error.",
      "What pandas does otherwise: whole numbers beside missing values stay whole numbers (there they become decimals); digits that "
        + "begin with a zero, such as 007, and telephone numbers with their plus stay text, and so do numbers that would lose digits: "
        + "whole ones beyond 64 bits, and decimals that would be written otherwise; days and times as ISO 8601 writes them, to the microsecond, become dates, and a time without a zone is one in UTC; a line with too few fields is left out and not filled up with missing values.",
      "sample:reviews makes reviews of digital videos in the 15 columns of the Amazon Customer Reviews data, the same on every "
        + "machine; sample:reviews?rows=4060000&seed=1 says how many and which.",
      "What was recognised and could be otherwise (a separator that the name of the file does not promise, a first line that is a row, "
        + "lines with # above the table, carriage returns for line ends) is said in the report, with the option that overrides it; what "
        + "is as likely wrong as right is a warning, too. A line sep=; at the top is read as Excel means it. What is no table (a page of "
        + "HTML, a pointer of Git LFS, an image) is refused by its name.",
      "lookup: names a second file, whose columns are added as join with how: left would: a ratings.csv gets the titles of its "
        + "movies.csv. Rows find each other by the column that both files have, or by those of on:. types:, nulls: and encoding: are of "
        + "both files. A row without a partner gets nulls; of several partners the first counts; the report counts both.",
      "The report states the digest of the file: 128 bits of XXH3, which xxh128sum prints, too; with sha256: that one instead, which "
        + "is checked and which nobody can forge, at 0.7 seconds a gigabyte.",
      "A name that ends in .model is a model that save wrote, one in .vectors an embedding; of the options only sha256: is for them. "
        + "The model is the one that was saved, to the last bit: every step that takes a model takes it, and gives the same. What it was "
        + "trained on need not be there. Its features must have the numbers in a table that they had in training: a table indexed anew "
        + "may number its customers otherwise. A name that a step above has given to save means the file that this step writes; any "
        + "other path starts at the notebooks.",
      "Published under the table's name T: T.skipped, the number of lines left out; under a model's name what its training published, "
        + "M.rows being the rows that it was trained on.",
    ],
    operands: [source],
    options: [
      columns, types, separator, header, names, skip, quoting, encoding, onBadLines, nulls, sha256, lookup, on,
      lookupNames,
    ],
    result: .required(["reviews"]),
    examples: [
      Example("The built-in sample", after: .nothing, "load \"sample:reviews?rows=2000\" as reviews"),
      Example(
        "Five columns of it", after: .nothing,
        "load \"sample:reviews?rows=2000\"\n  columns: [customer_id, product_id, product_title, star_rating, review_date]\n  as reviews"
      ),
      Example(
        "A model that was saved before", after: .models,
        "save model to: \"stars.model\"\nload \"stars.model\" as stars\nevaluate stars on: test"),
    ],
    revision: 2)

  private enum Work {
    case table(TableLoading)
    case saved(SavedValueReading)
  }

  private let work: Work

  enum Details: OutcomeDetails {
    case table(TableLoading.Details)
    case saved(SavedValueReading.Details)
  }

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let path = try arguments[Self.source]
    work =
      SavedValueWriting.isNamed(path.text)
      ? .saved(try SavedValueReading(path, arguments, context)) : .table(try TableLoading(arguments))
  }

  var effect: Effect {
    switch work {
    case .table(let loading): loading.effect
    case .saved(let reading): reading.effect
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    switch work {
    case .table(let loading):
      let outcome = try loading.run(context)
      return outcome.with(.table(outcome.details))
    case .saved(let reading):
      let outcome = try reading.run(context)
      return outcome.with(.saved(outcome.details))
    }
  }

  func warnings(_ outcome: Outcome<Details>) -> [Diagnostic] {
    switch (work, outcome.details) {
    case (.table(let loading), .table(let details)): loading.warnings(outcome.with(details))
    case (.saved(let reading), .saved): reading.warnings
    case (.table, .saved), (.saved, .table): []
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) throws -> [ReportBlock] {
    switch (work, outcome.details) {
    case (.table(let loading), .table(let details)): loading.render(outcome.with(details), context)
    case (.saved(let reading), .saved(let details)): try reading.render(outcome.with(details), context)
    case (.table, .saved), (.saved, .table): throw Self.unfitDetails
    }
  }
}

extension DataSource {
  /// Throws a `Diagnostic` when a file has other columns than it had when the notebooks were checked.
  func require(_ schema: Schema, found: Schema?, at span: SourceSpan) throws {
    guard case .file(let path, _) = self, let found, found != schema else { return }
    throw Self.placed(InputFile.changed(path), at: span)
  }

  /// Throws a `Diagnostic` when the sha256 of what was read is not the one that the notebook says.
  func require(_ digest: String, found: String, at span: SourceSpan) throws {
    if digest == found { return }
    throw Diagnostic(
      .digestDiffers, "\"\(shown)\" is not the file that the notebook was written for", at: span,
      label: "read here",
      notes: ["its sha256 is \(found)", "the notebook says \(digest)"],
      help: ["get the right file, or change sha256: if the new one is meant"])
  }
}

extension DiagnosticCode {
  static let digestDiffers = DiagnosticCode(
    "digest-differs",
    "The file that load reads has another sha256 than the notebook says, so the report would not be the one that was published."
  )
}
