import Diagnostics
import Files
import Foundation
import MachineLearning
import Notebooks
import Reports
import Tables

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
    for option in Load.signature.options.map(\.name) where option != Load.sha256.name && arguments.values[option] != nil
    {
      throw Diagnostic(
        .conflictingOptions, "\(option): is for tables, and \"\(argument.text)\" is a saved model or embedding",
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
    if context.awaitedFiles.contains(argument.text) { throw WaitsForTable() }
    guard case .file(let file, _) = try DataSource(argument, at: span) else {
      throw Diagnostic(.wrongValue, "a model is loaded from a file", at: span, label: "not a file")
    }
    path = argument
    writer = nil
    do {
      let held = try DataSource.placed(at: span) { try SavedFile(file).type }
      type = Self.numbered(held, by: arguments.statement)
    } catch var fault as Diagnostic where fault.code == .missingFile && !argument.text.hasPrefix("/") {
      // What an earlier run saved lies with the outputs.
      let other = context.outputHome + "/" + argument.text
      if (try? SavedFile(other)) != nil {
        fault.help = ["relative paths of load start at the notebooks; the outputs have such a file: \"\(other)\""]
      }
      throw fault
    }
  }

  /// A type with what is known of the numbers of its features: nothing but that no step here gave them.
  private static func numbered(_ type: ValueType, by statement: Statement) -> ValueType {
    guard case .model(var model) = type else { return type }
    let name = statement.bindings.first?.text ?? "model"
    for position in model.features.indices {
      guard let column = model.keyColumns[model.features[position].name] else { continue }
      model.features[position].numbering = .ofFile(column: column, name: name, place: statement.span)
    }
    return .model(model)
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

  func run(_ context: RunContext) throws -> Outcome {
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
    var outcome = Outcome(
      outputs: [value], sources: [ReportInput(path.text, sha256.map { .sha256($0) } ?? .xxh128(read.digest))],
      filesRead: [read])
    switch value {
    case .model(let model):
      let rows = model.trainingRows.rowCount
      outcome.values = TrainingSetup.values(of: model, rows: rows, as: name)
      outcome.values["\(name).best-epoch"] = model.curve.map { .integer($0.bestEpoch) } ?? .null
      outcome.values["\(name).draws"] = .integer(model.machine.draws.count)
      outcome.details["widths"] = model.widths
      outcome.details["counts"] = .row(["rows": .integer(rows)])
    case .embedding(let embedding):
      outcome.details["counts"] = .row(["words": .integer(embedding.model.vectors.words.count)])
    case .table: break
    }
    return outcome
  }

  func render(_ outcome: Outcome, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    switch type {
    case .model(let type):
      let rows = outcome.detail("counts", "rows")
      let target = type.target?.text ?? ""
      let features = type.phrase(widths: outcome.details["widths"], in: say)
      let sentence: [Run] = say(
        en: [
          "A model of ", .code(target), " from \(features), trained on ", .strong(Phrase.count(rows, "row")),
          ", read from ", .code(path.text), ".",
        ],
        ja: [
          .strong("\(Phrase.integer(rows))行"), "で訓練した、", .code(target), "のモデルを", .code(path.text),
          "から読み込みました。特徴量は\(features)です。",
        ])
      return [.sentence(sentence + SavedValueWriting.keys(type.keyColumns, in: say))]
    case .embedding(let type):
      let words = outcome.detail("counts", "words")
      return [
        .sentence(
          say,
          en: [
            .strong(Phrase.count(words, "word")),
            " with vectors of \(Phrase.count(type.dimensions, "dimension")) read from ",
            .code(path.text), ".",
          ],
          ja: [
            .strong("\(Phrase.integer(words))語"), "の\(type.dimensions)次元のベクトルを", .code(path.text),
            "から読み込みました。",
          ])
      ]
    case .table: return []
    }
  }
}

extension SavedAbove {
  /// Whether `load` means this file: named as `save` named it, or by a path that leads to it.
  fileprivate func isNamed(_ argument: PathArgument, in context: CheckContext) -> Bool {
    func standard(_ path: String) -> URL { URL(fileURLWithPath: path).standardizedFileURL }
    let home = path.text.hasPrefix("/") ? path.text : context.outputHome + "/" + path.text
    return path.text == argument.text || standard(home) == standard(argument.resolved)
  }
}
