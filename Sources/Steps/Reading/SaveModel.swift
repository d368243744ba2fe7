import Diagnostics
import Languages
import Reports
import Tables

/// What `save` does with a model, or with an embedding whose file ends in .vectors.
struct SavedValueWriting: Sendable {
  /// What a file of each ending holds.
  static let endings = (model: ".model", embedding: ".vectors")

  private let id: ValueID
  private let type: ValueType
  private let path: PathArgument
  private let span: SourceSpan
  /// The table that a model was trained on with its columns of original values, where it is still known.
  private let trainedOn: ValueID?
  private let keyReads: Set<String>
  private let keyColumns: [String: String]

  static func isNamed(_ path: String) -> Bool { path.hasSuffix(endings.model) || path.hasSuffix(endings.embedding) }

  init(_ model: ModelArgument, to path: PathArgument, at span: SourceSpan) throws {
    guard path.text.hasSuffix(Self.endings.model) else {
      throw Diagnostic(
        .unknownEnding, "a model is saved in a file whose name ends in .model", at: span, label: "another ending",
        help: [
          "end it in .model, as in to: \"\(model.name).model\"",
          "export writes its parameters for other programs: export \(model.name) to: \"\(model.name).npz\"",
        ])
    }
    if let path = model.type.target?.paths.keys.sorted().first {
      throw Diagnostic(
        .wrongValue, "the target of \"\(model.name)\" quotes \(path), which no other notebook knows", at: model.span,
        label: "cannot be saved", help: ["write the number itself into target: when you train it"])
    }
    id = model.id
    do {
      type = .model(try model.type.saved())
    } catch {
      throw Diagnostic(
        .internalFault, "the type of \"\(model.name)\" cannot be read back from a file", at: model.span,
        help: ["this is a fault of Matinee: please report the statement that trained it"])
    }
    self.path = path
    self.span = span
    trainedOn = model.type.keyColumns.isEmpty ? nil : model.type.trainedOn
    keyColumns = model.type.keyColumns
    keyReads = model.type.keyReads
  }

  init(_ embedding: TableArgument, _ type: EmbeddingType, to path: PathArgument, at span: SourceSpan) {
    id = embedding.id
    self.type = .embedding(type)
    self.path = path
    self.span = span
    trainedOn = nil
    keyColumns = [:]
    keyReads = []
  }

  var effect: Effect {
    var effect = Effect(writes: [path])
    effect.saves = type
    if let trainedOn { effect.reads[trainedOn] = .some(keyReads) }
    return effect
  }

  enum Details: OutcomeDetails {
    case model(parameters: Int, draws: Int)
    case embedding(words: Int, dimensions: Int)
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    guard let value = context.inputs[id] else {
      throw Diagnostic(.internalFault, "what is to be saved is not there", at: span)
    }
    var prepared = value
    let details: Details
    switch value {
    case .model(var model):
      if let trainedOn, let table = context.inputs[trainedOn]?.table {
        model.learnKeys(keyColumns, from: table)
      }
      model.trainingRows = model.trainingRows.settled()
      prepared = .model(model)
      let machine = model.machine
      details = .model(parameters: 1 + machine.linear.count + machine.latent.count, draws: machine.draws.count)
    case .embedding(let embedding):
      let vectors = embedding.model.vectors
      details = .embedding(words: vectors.words.count, dimensions: vectors.vectors.dimensions)
    case .table: throw Save.unfitDetails
    }
    if context.progress.isCancelled() { throw Cancelled() }
    let written = try DataSource.placed(at: span, label: "written here") {
      try SavedFile.write(prepared, of: type, to: path.resolved)
    }
    return Outcome(details: details, filesWritten: [written].compactMap { $0 })
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let say = context.language
    switch outcome.details {
    case .embedding(let words, let dimensions):
      return .sentence(
        say, en: "\(strong: words, "word") with vectors of \(dimensions, "dimension") saved to \(code: path.text).",
        ja: "\(strong: words, counter: "語")の\(dimensions)次元のベクトルを\(code: path.text)に保存しました。")
    case .model(let parameters, let draws):
      let sentence: Sentence = say(
        en: "The model with its \(strong: parameters, "parameter")"
          + "\(draws > 0 ? ", in \(Phrase.count(draws, "draw"))," : "") saved to \(code: path.text).",
        ja: "\(strong: parameters, counter: "個のパラメータ")\(draws > 0 ? "（標本\(Phrase.integer(draws))個）" : "")を持つモデルを"
          + "\(code: path.text)に保存しました。")
      return .sentence(sentence + Self.keys(keyColumns, in: say))
    }
  }

  /// Which original values a file knows.
  static func keys(_ columns: [String: String], in say: Language) -> Sentence {
    if columns.isEmpty { return "" }
    let names = Phrase.list(columns.values.sorted(), in: say)
    return say(en: " It knows the original values of \(names).", ja: "\(names)の元の値も入っています。")
  }
}
