import Diagnostics
import Files
import Foundation
import MachineLearning
import Notebooks
import Reports
import Tables
import WrittenTexts

/// What `load` does with a file that a model or an embedding was saved to.
struct SavedValueReading: Sendable {
  private let path: PathArgument
  private let type: ValueType
  private let digest: String?
  private let name: String
  private let span: SourceSpan
  /// The step above that writes the file, if one does.
  private let writer: Int?

  init(_ argument: PathArgument, _ arguments: Arguments, _ context: CheckContext) throws {
    for option in Load.signature.options where option.name != Load.sha256.name && arguments.isGiven(option) {
      throw Diagnostic(
        .conflictingOptions, "\(option.name): is for tables, and \"\(argument.text)\" is a saved model or embedding",
        at: arguments.span(option), label: "leave it out",
        related: [SpanLabel(arguments.span(Load.source), "by its ending")])
    }
    span = arguments.span(Load.source)
    digest = try arguments[Load.sha256]?.lowercased()
    name = arguments.statement.bindings.first?.text ?? "model"
    if let above = context.saved.last(where: { $0.isNamed(argument, in: context) }) {
      path = PathArgument(text: argument.text, resolved: above.path.resolved)
      type = above.type
      writer = above.step
      return
    }
    // What is wrong with the step that saves it, or the exercise that it waits for, is told there.
    if context.awaitedFiles.contains(argument.text) { throw AlreadyReported() }
    guard case .file(let file, _) = try DataSource(argument, at: span) else {
      throw Diagnostic(.wrongValue, "a model is loaded from a file", at: span, label: "not a file")
    }
    path = argument
    writer = nil
    do {
      type = try DataSource.placed(at: span) {
        try Self.numbered(SavedFile(file), file, by: arguments.statement, beside: context)
      }
    } catch var fault as Diagnostic where fault.code == .missingFile && !argument.text.isAbsolutePath {
      // What an earlier run saved lies with the outputs.
      let other = context.outputHome + "/" + argument.text
      if (try? SavedFile(other)) != nil {
        fault.help = ["relative paths of load start at the notebooks; the outputs have such a file: \"\(other)\""]
      }
      throw fault
    }
  }

  /// The type of what a file holds, with what is known of the numbers of its features: not which step gave them, but whether they
  /// are those of a file that was loaded above.
  private static func numbered(
    _ saved: SavedFile, _ path: String, by statement: Statement, beside context: CheckContext
  ) throws -> ValueType {
    guard case .model(let model) = saved.type else { return saved.type }
    let above = context.numberingsOfFiles
    let name = statement.bindings.first?.text ?? "model"
    var keys: [String: Tables.Column]?
    return .model(
      try model.numbered(named: name, place: statement.span) { feature, column in
        for file in Set(above.filter { $0.column == column }.compactMap(\.file)).sorted() where file != path {
          // Read only where two files number the same column.
          let own = try keys ?? saved.keys()
          keys = own
          // What is wrong with the other file is told where it is loaded.
          guard let other = try? SavedFile(file), case .model(let type) = other.type, let values = own[feature],
            let twin = type.keyColumns.first(where: { $0.value == column })?.key,
            let others = (try? other.keys())?[twin]
          else { continue }
          if NumberingFaults.firstDifference(values, others) == nil { return file }
        }
        return path
      })
  }

  /// The index features whose original values the file does not hold, so that nobody can tell what their numbers mean.
  private var unknownFeatures: [String] {
    guard case .model(let model) = type, writer == nil else { return [] }
    return model.features.filter { $0.type == .index && model.keyColumns[$0.name] == nil }.map(\.name)
  }

  var warnings: [Diagnostic] {
    let unknown = unknownFeatures
    if unknown.isEmpty { return [] }
    return [
      Diagnostic(
        .numbersUnknown,
        "\"\(path.text)\" does not hold the original values of \(Phrase.list(unknown)): whether a table numbers them alike cannot be "
          + "told", at: span, label: "read here", severity: .warning,
        help: ["train it on a table that still has the columns that index numbered, and save it again"])
    ]
  }

  var effect: Effect {
    var effect = Effect(outputs: [type], sources: [path])
    effect.writer = writer
    if case .model = type {
      effect.values =
        TrainingSetup.published(as: name) + ["best-epoch", "draws"].map { ("\(name).\($0)", ColumnType.integer) }
    }
    return effect
  }

  enum Details: OutcomeDetails {
    case model(rows: Int, widths: [Int])
    case embedding(words: Int)
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let source = try DataSource(path, at: span)
    guard case .file(let file, _) = source else {
      throw Diagnostic(.wrongValue, "a model is loaded from a file", at: span, label: "not a file")
    }
    let (value, read, sha256) = try DataSource.placed(at: span) {
      let saved = try SavedFile(file)
      if SavedFile.encoded(saved.type) != SavedFile.encoded(type) {
        throw SavedFileFaults.damaged(file, "it is another file than when the notebooks were checked")
      }
      return try saved.read(digestsSHA256: digest != nil)
    }
    if let digest { try source.require(digest, found: sha256 ?? "", at: span) }
    var values: [String: Value] = [:]
    let details: Details
    switch value {
    case .model(let model):
      let rows = model.trainingRows.rowCount
      values = TrainingSetup.values(of: model, rows: rows, as: name)
      values["\(name).best-epoch"] = model.curve.map { .integer($0.bestEpoch) } ?? .null
      values["\(name).draws"] = .integer(model.machine.draws.count)
      details = .model(rows: rows, widths: model.widths)
    case .embedding(let embedding): details = .embedding(words: embedding.model.vectors.words.count)
    case .table: throw Load.unfitDetails
    }
    return Outcome(
      outputs: [value], values: values, details: details,
      sources: [ReportInput(path.text, sha256.map { .sha256($0) } ?? .xxh128(read.digest))], filesRead: [read])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) throws -> [ReportBlock] {
    let say = context.language
    switch (type, outcome.details) {
    case (.model(let type), .model(let rows, let widths)):
      let target = type.target?.text ?? ""
      let features = type.phrase(widths: widths, in: say)
      let sentence: Sentence = say(
        en: "A model of \(code: target) from \(features), trained on \(strong: rows, "row"), read from "
          + "\(code: path.text).",
        ja: "\(strong: rows, counter: "行")で訓練した、\(code: target)のモデルを\(code: path.text)から読み込みました。特徴量は\(features)です。")
      var blocks: [ReportBlock] = [.sentence(sentence + SavedValueWriting.keys(type.keyColumns, in: say))]
      let unknown = Phrase.list(unknownFeatures, in: say)
      if !unknown.isEmpty {
        blocks.append(
          .sentence(
            say,
            en: "The file does not hold the original values of \(unknown), so whether a table numbers them alike "
              + "cannot be told.", ja: "\(unknown)の元の値がファイルにないため、表の番号が同じものを指すかどうかは確かめられません。"))
      }
      return blocks
    case (.embedding(let type), .embedding(let words)):
      return .sentence(
        say,
        en: "\(strong: words, "word") with vectors of \(type.dimensions, "dimension") read from "
          + "\(code: path.text).",
        ja: "\(strong: words, counter: "語")の\(type.dimensions)次元のベクトルを\(code: path.text)から読み込みました。")
    case (.model, _), (.embedding, _), (.table, _): throw Load.unfitDetails
    }
  }
}

extension SavedAbove {
  /// Whether `load` means this file: named as `save` named it, or by a path that leads to it.
  fileprivate func isNamed(_ argument: PathArgument, in context: CheckContext) -> Bool {
    func standard(_ path: String) -> URL { URL(fileURLWithPath: path).standardizedFileURL }
    let home = path.text.isAbsolutePath ? path.text : context.outputHome + "/" + path.text
    return ExactText(path.text) == ExactText(argument.text) || standard(home) == standard(argument.resolved)
  }
}

extension ModelType {
  /// The type of a model from a file, whose numbers are those of a file: itself, or another that has the same.
  func numbered(
    named name: String, place: SourceSpan?, as source: (_ feature: String, _ column: String) throws -> String
  ) rethrows -> ModelType {
    var type = self
    for position in features.indices {
      let feature = features[position].name
      guard let column = keyColumns[feature] else { continue }
      type.features[position].numbering = .ofFile(
        try source(feature, column), column: column, name: name, place: place)
    }
    return type
  }
}

extension CheckContext {
  /// The numberings of files that values above have.
  fileprivate var numberingsOfFiles: Set<Numbering> {
    Set(
      bindings.values.flatMap { binding -> [Schema.Field] in
        if case .model(let model) = binding.type { return model.features }
        return binding.type.schema?.fields ?? []
      }.compactMap(\.numbering).filter(\.isOfFile))
  }
}

extension DiagnosticCode {
  static let numbersUnknown = DiagnosticCode(
    "numbers-unknown",
    "A model was trained on a table that no longer had the values that its index columns number, and so its file does not hold them. "
      + "Whether another table numbers the same users and items alike cannot be told; if it does not, every prediction is somebody "
      + "else's.")
}
