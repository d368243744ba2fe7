import Diagnostics
import Reports
import Tables

/// Writes a table, a model or an embedding to a file.
struct Save: Step {
  static let table = TypedParameter("table", .modelOrTable, "The table, the model or the embedding to write.")
  static let to = TypedParameter("to", .path(.write), "The file to write.")
  static let columns = TypedParameter(
    "columns", .columns(of: table, repeats: .refused), otherwise: "all", "The columns of a table to write.")

  static let signature = Signature(
    "save", group: .reading,
    summary:
      "Writes a table as \(TableFormat.all.names("or")), plain or as gzip, or a model or an embedding to be loaded again.",
    details: [
      "The ending of the file says the format: \(TableFormat.all.endings("or")), each also with .gz. Numbers are written in the fewest digits "
        + "that read back as the same number, dates as 2015-08-31, a missing value as nothing (null in jsonl, which has no "
        + "word for an infinite number either). The file appears whole or not at all. A relative path starts at the folder of the "
        + "outputs, where the file appears together with the report; a run that is stopped or fails leaves what was there.",
      "An embedding is written as a table, or, where the ending is .txt, as text in word2vec's format, which gensim and others "
        + "read: a line with the numbers of words and of dimensions, then for each word a line of the word and its vector.",
      "A model is written whole to a file that ends in .model, with a checksum: its parameters, with solver: \(Solvers.samplers) all its draws, its "
        + "learning curve, the categories of its text features, the range of its target, and of the training rows users, items and "
        + "labels, by which recommend leaves out what somebody has rated. Where the table it was trained on still has the columns that "
        + "index numbered, their values are in it, too: with customer_id in it, whoever has the file knows who rated what. An "
        + "embedding is written so to a file that ends in .vectors. load reads both in any notebook, and the same model gives the same "
        + "bytes.",
    ],
    operands: [table], options: [to, columns],
    examples: [
      Example(
        "Three columns, compressed",
        "save reviews to: \"ratings.csv.gz\" columns: [customer_id, product_id, star_rating]"),
      Example("Every column, a line of JSON for each row", "save reviews to: \"reviews.jsonl\""),
      Example("A model for another notebook", after: .models, "save model to: \"stars.model\""),
    ])

  private enum Work {
    case table(TableSaving)
    case value(SavedValueWriting)
  }

  private let work: Work

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let path = try arguments[Self.to]
    let span = arguments.span(Self.to)
    let table: TableArgument
    switch try arguments[Self.table] {
    case .model(let model):
      work = .value(try SavedValueWriting(model, to: path, at: span))
      return
    case .table(let argument): table = argument
    }
    if SavedValueWriting.isNamed(path.text) {
      guard case .embedding(let type)? = context.bindings[table.name]?.type,
        path.text.hasSuffix(SavedValueWriting.endings.embedding)
      else {
        throw Diagnostic(
          .unknownEnding,
          "\"\(path.text)\" is the name of a saved \(path.text.hasSuffix(".model") ? "model" : "embedding")",
          at: span, label: "\"\(table.name)\" is \(table.isEmbedding ? "an embedding" : "a table")",
          help: [table.isEmbedding ? "end it in .vectors" : "end it in \(TableFormat.all.endings("or"))"])
      }
      if arguments.isGiven(Self.columns) {
        throw Diagnostic(
          .conflictingOptions, "a saved embedding has all of its elements", at: arguments.span(Self.columns),
          label: "columns: is for tables", related: [SpanLabel(span, "an embedding by its ending")],
          help: ["leave columns: out, or end the file in .csv"])
      }
      work = .value(SavedValueWriting(table, type, to: path, at: span))
      return
    }
    work = .table(try TableSaving(table, to: path, arguments))
  }

  enum Details: OutcomeDetails {
    case table(TableSaving.Details)
    case value(SavedValueWriting.Details)
  }

  var effect: Effect {
    switch work {
    case .table(let saving): saving.effect
    case .value(let writing): writing.effect
    }
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    switch work {
    case .table(let saving):
      let outcome = try saving.run(context)
      return outcome.with(.table(outcome.details))
    case .value(let writing):
      let outcome = try writing.run(context)
      return outcome.with(.value(outcome.details))
    }
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) throws -> [ReportBlock] {
    switch (work, outcome.details) {
    case (.table(let saving), .table(let details)): saving.render(outcome.with(details), context)
    case (.value(let writing), .value(let details)): writing.render(outcome.with(details), context)
    case (.table, .value), (.value, .table): throw Self.unfitDetails
    }
  }
}
