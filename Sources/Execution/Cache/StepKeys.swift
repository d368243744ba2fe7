import Diagnostics
import Files
import Notebooks
import Steps
import Tables
import WrittenTexts

/// Finds the ingredients of steps, one after another in the order they run.
struct StepKeys {
  private let program: Program
  private let implementation: String
  private let contentOf: (PathArgument, ProgramStep) throws -> SourceFinding
  /// The keys of the steps so far; a step without one cannot be known again, nor can what comes after it.
  private(set) var keys: [Int: String] = [:]
  /// What each step so far goes by, in the order of its sources.
  private(set) var sources: [Int: [SourceFinding]] = [:]
  /// What steps have written, or a cache says that they write, by step and path as the notebook has it.
  private var written: [Int: [ExactText: FileDigest]] = [:]
  private var longList = LongList()

  init(_ program: Program, implementation: String, files: FileDigests) {
    self.init(program, implementation: implementation) { source, step in
      switch try source.content(at: step.statement.span) {
      case .file(let path): .file(FileDigest(path: path, digest: try files.digest(path)))
      case .generated(let text): .stated(text)
      }
    }
  }

  /// - Parameter contentOf: what tells the contents of a source from others; throws when it is not known.
  init(
    _ program: Program, implementation: String,
    contentOf: @escaping (PathArgument, ProgramStep) throws -> SourceFinding
  ) {
    self.program = program
    self.implementation = implementation
    self.contentOf = contentOf
  }

  /// The step that gives a value, its key so far, and the value's place among the step's results.
  private func origin(of id: ValueID) -> (step: ProgramStep, key: String, position: Int)? {
    guard let step = program.producers[id].map({ program.steps[$0] }), let key = keys[step.index],
      let position = step.outputs.firstIndex(of: id)
    else { return nil }
    return (step, key, position)
  }

  /// The ingredients of a step whose producers have been asked for before; nil when they cannot all be known (a file that
  /// cannot be read). Reads the files of `load` unless they are known.
  mutating func ingredients(of step: ProgramStep) -> StepIngredients? {
    var inputs: [StepIngredients.Input] = []
    for input in step.inputs {
      guard let (step, key, position) = origin(of: input) else { return nil }
      inputs.append(.init(name: input.name, producer: step.identity, position: position, key: key))
    }
    var quotes: [StepIngredients.Pair] = []
    for path in step.quoted.keys.sorted() {
      guard let source = step.quoted[path], let value = text(of: source) else { return nil }
      quotes.append(.init(name: path, value: value))
    }
    var sources: [StepIngredients.Pair] = []
    var findings: [SourceFinding] = []
    for source in step.effect.sources {
      guard let content = content(of: source, step) else { return nil }
      findings.append(content)
      sources.append(.init(name: source.text, value: content.text))
    }
    let declared = program.parameters[step.cell.notebook]
    let parameters = ParameterUses.names(in: step.statement).compactMap { name in
      declared.last { $0.name == name }.map {
        StepIngredients.Pair(name: name, value: Self.recorded($0.parameter.value.canonicalText))
      }
    }
    let statement = Self.recorded(step.statement.canonicalText(), isSealed: step.statement.span.file.isSealed)
    var results: [String] = []
    for output in step.effect.outputs { results.append(text(of: output)) }
    let ingredients = StepIngredients(
      implementation: implementation, revision: step.signature.revision, statement: statement,
      parameters: parameters, seed: step.randomSeed, inputs: inputs,
      quotes: quotes, sources: sources, results: results)
    keys[step.index] = ingredients.key
    self.sources[step.index] = findings
    return ingredients
  }

  /// A text as a record that can be read may hold it: what is sealed, and what holds a name and a password, is told from others by a digest.
  private static func recorded(_ text: String, isSealed: Bool = false) -> String {
    let shown = isSealed ? "" : Credentials.masked(text)
    if shown == text { return text }
    return shown + Array(text.utf8).withUnsafeBytes { ContentDigest($0).hexadecimal }
  }

  /// Takes down what a step has written.
  mutating func note(_ files: [FileDigest], writtenBy step: ProgramStep) {
    written[step.index] = Dictionary(
      zip(step.effect.writes.map { ExactText($0.resolved) }, files), uniquingKeysWith: { _, last in last })
  }

  /// What tells the contents of a source from others: of a file that a step above writes the key of that step and what it wrote,
  /// so that the file need not be there when somebody only asks; nil when it is not known.
  private func content(of source: PathArgument, _ step: ProgramStep) -> SourceFinding? {
    if let writer = step.effect.writer {
      return keys[writer].map { .written(by: $0, written[writer]?[source.resolved]) }
    }
    return try? contentOf(source, step)
  }

  private func text(of source: ScalarSource) -> String? {
    func of(_ id: ValueID) -> String? { origin(of: id).map { "\($0.key) \($0.position)" } }
    switch source {
    case .constant(let count): return "constant \(count)"
    case .published(let step, let path): return keys[step].map { "value \($0) \(path)" }
    case .rows(let id): return of(id).map { "rows \($0)" }
    case .statistic(let id, let column, let statistic):
      return of(id).map { "statistic \($0) \(statistic.rawValue) \(column)" }
    }
  }

  /// Columns of which a record has the names: a longer list for each of thousands of steps would be more than all else that is kept
  /// (empirical).
  private static let mostNames = 100

  private mutating func fields(_ fields: [Schema.Field]) -> String {
    if fields.count > Self.mostNames {
      return "\(fields.count) columns \(longList.digest(of: fields).hexadecimal)"
    }
    return fields.map { "\($0.name.quotedForSource): \($0.type.rawValue)" }.joined(separator: ", ")
  }

  private mutating func text(of type: ValueType) -> String {
    switch type {
    case .table(let schema): return "table " + fields(schema.fields)
    case .model(let model):
      return "model \(model.task.rawValue) from \(fields(model.features)) for \(fields(model.targetColumns)) "
        + "label \(model.label?.quotedForSource ?? "none")"
    case .embedding(let embedding):
      let lengths = embedding.subwords.map { "\($0.lowerBound)..\($0.upperBound)" } ?? "none"
      return "embedding of \(embedding.dimensions) dimensions, subwords \(lengths)"
    }
  }
}

/// Digests of long lists of columns. What a list has in common with the one before, as where a step adds a column to a thousand, is not
/// written down again.
private struct LongList {
  private var fields: [Schema.Field] = []
  /// Each field's name and type, and where that of a field ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func digest(of next: [Schema.Field]) -> ContentDigest {
    let most = min(fields.count, next.count)
    var shared = 0
    while shared < most, fields[shared] == next[shared] { shared += 1 }
    ends.removeLast(ends.count - shared)
    bytes.removeLast(bytes.count - (ends.last ?? 0))
    for field in next[shared...] {
      var encoder = ByteEncoder()
      encoder.append(field.name)
      encoder.append(field.type.rawValue)
      bytes += encoder.bytes
      ends.append(bytes.count)
    }
    fields = next
    return bytes.withUnsafeBytes { ContentDigest($0) }
  }
}
