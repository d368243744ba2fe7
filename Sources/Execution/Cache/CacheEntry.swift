import Files
import Languages
import Reports
import Steps
import Tables

/// What one step gave, on disk: all that reports show of it, and the names of the buffers that its tables consist of.
struct CacheEntry: Sendable {
  enum Output: Sendable {
    case table(StoredTable)
    case model(StoredModel)
    case embedding(StoredEmbedding)
  }

  /// The name it was written under: an entry that was moved is not believed.
  var name: String
  var outputs: [Output]
  var values: [String: Value]
  /// What its report tells beside: JSON, and the tables that it names.
  var details: (json: [UInt8], tables: [StoredTable])
  var remarks: [Localized]
  var losses: [LostValues]
  var sources: [ReportInput]
  /// Files the step wrote, as the notebook names them, with the XXH3 digests of what it wrote.
  var written: [(name: String, digest: String)]

  init(_ outcome: StepOutcome, name: String, written: [(name: String, digest: String)], in folder: BufferFolder) throws
  {
    let folder = EntryBuffers(folder)
    self.name = name
    self.written = written
    outputs = try outcome.outputs.map { output in
      switch output {
      case .table(let table): .table(try StoredTable(table, in: folder))
      case .model(let model): .model(try StoredModel(model, in: folder))
      case .embedding(let embedding): .embedding(try StoredEmbedding(embedding, in: folder))
      }
    }
    values = outcome.values
    let kept = try KeptDetails(outcome.details)
    details = (kept.json, try kept.tables.map { try StoredTable($0, in: folder) })
    remarks = outcome.remarks
    losses = outcome.losses
    sources = outcome.sources
  }

  /// The files that a step wrote, where they lie now.
  func files(of step: ProgramStep) -> [FileDigest] {
    zip(step.effect.writes, written).map { FileDigest(path: $0.resolved, digest: $1.digest) }
  }

  /// What reports need, without the outputs.
  func outcome(of step: any Step, in folder: BufferFolder) throws(StorageDamage) -> StepOutcome {
    let tables = try details.tables.map { table throws(StorageDamage) in try table.open(in: folder) }
    let found = try step.details(KeptDetails(json: details.json, tables: tables))
    var outcome = StepOutcome(values: values, details: found, remarks: remarks, sources: sources)
    outcome.losses = losses
    return outcome
  }

  func encoded() -> [UInt8] {
    var encoder = ByteEncoder()
    encoder.append(name)
    encoder.append(outputs) { $1.encode(&$0) }
    encoder.append(values.keys.sorted()) { encoder, path in
      encoder.append(path)
      encoder.append(values[path] ?? .null)
    }
    encoder.append(raw: details.json)
    encoder.append(details.tables) { $1.encode(&$0) }
    encoder.append(remarks) { encoder, remark in
      encoder.append(remark.en)
      encoder.append(remark.ja)
    }
    encoder.append(losses) { $1.encode(&$0) }
    encoder.append(sources) { encoder, source in
      encoder.append(source.name)
      encoder.append(optional: source.identity) { $1.encode(&$0) }
    }
    encoder.append(written) { encoder, file in
      encoder.append(file.name)
      encoder.append(file.digest)
    }
    return encoder.bytes
  }

  init(_ bytes: [UInt8]) throws {
    var decoder = ByteDecoder(bytes)
    name = try decoder.text()
    outputs = try decoder.list { try Output(&$0) }
    values = Dictionary(try decoder.list { (try $0.text(), try $0.value()) }, uniquingKeysWith: { first, _ in first })
    details = (try decoder.raw(), try decoder.list { try StoredTable(&$0) })
    remarks = try decoder.list { Localized(en: try $0.text(), ja: try $0.text()) }
    losses = try decoder.list { try LostValues(&$0) }
    sources = try decoder.list { ReportInput(try $0.text(), try $0.optional { try InputIdentity(&$0) }) }
    written = try decoder.list { (try $0.text(), try $0.text()) }
    guard decoder.isAtEnd else { throw StorageDamage("it is too long") }
  }

  /// Everything that it has in files of their own.
  var buffers: [(digest: ContentDigest, byteCount: Int)] {
    let ofOutputs = outputs.flatMap { output in
      switch output {
      case .table(let table): table.buffers
      case .model(let model): model.buffers
      case .embedding(let embedding): embedding.buffers
      }
    }
    return (ofOutputs + details.tables.flatMap(\.buffers)).compactMap(\.file)
  }
}

extension InputIdentity {
  func encode(_ encoder: inout ByteEncoder) {
    switch self {
    case .xxh128(let digest):
      encoder.append(UInt8(0))
      encoder.append(digest)
    case .sha256(let digest):
      encoder.append(UInt8(1))
      encoder.append(digest)
    case .sample(let rows, let seed):
      encoder.append(UInt8(2))
      encoder.append(rows)
      encoder.append(seed)
    }
  }

  init(_ decoder: inout ByteDecoder) throws {
    switch try decoder.byte() {
    case 0: self = .xxh128(try decoder.text())
    case 1: self = .sha256(try decoder.text())
    case 2: self = .sample(rows: try decoder.integer(), seed: try decoder.word())
    default: throw StorageDamage("it holds something unknown")
    }
  }
}

extension LostValues {
  func encode(_ encoder: inout ByteEncoder) {
    encoder.append(part)
    encoder.append(reason.rawValue)
    for count in [lost, tried, firstRow] { encoder.append(count) }
    encoder.append(firstOperands) { $0.append($1) }
    encoder.append(isOfGroups)
  }

  init(_ decoder: inout ByteDecoder) throws {
    let part = try decoder.text()
    guard let reason = ExpressionLoss.Reason(rawValue: try decoder.byte()) else {
      throw StorageDamage("it holds something unknown")
    }
    let (lost, tried, firstRow) = (try decoder.integer(), try decoder.integer(), try decoder.integer())
    self.init(
      part: part, reason: reason, lost: lost, tried: tried, firstRow: firstRow,
      firstOperands: try decoder.list { try $0.value() }, isOfGroups: try decoder.truth())
  }
}

extension CacheEntry.Output {
  func encode(_ encoder: inout ByteEncoder) {
    switch self {
    case .table(let table):
      encoder.append(UInt8(0))
      table.encode(&encoder)
    case .model(let model):
      encoder.append(UInt8(1))
      model.encode(&encoder)
    case .embedding(let embedding):
      encoder.append(UInt8(2))
      embedding.encode(&encoder)
    }
  }

  init(_ decoder: inout ByteDecoder) throws {
    switch try decoder.byte() {
    case 0: self = .table(try StoredTable(&decoder))
    case 1: self = .model(try StoredModel(&decoder))
    case 2: self = .embedding(try StoredEmbedding(&decoder))
    default: throw StorageDamage("it holds something unknown")
    }
  }
}

extension ByteEncoder {
  mutating func append(_ value: Value) {
    switch value {
    case .null: append(UInt8(0))
    case .integer(let number):
      append(UInt8(1))
      append(number)
    case .decimal(let number):
      append(UInt8(2))
      append(number)
    case .string(let text):
      append(UInt8(3))
      append(text)
    case .date(let days):
      append(UInt8(4))
      append(days)
    case .datetime(let microseconds):
      append(UInt8(7))
      append(microseconds)
    case .boolean(let truth):
      append(UInt8(6))
      append(truth)
    }
  }
}

extension ByteDecoder {
  mutating func value() throws -> Value {
    switch try byte() {
    case 0: .null
    case 1: .integer(try integer())
    case 2: .decimal(try decimal())
    case 3: .string(try text())
    case 4: .date(try integer())
    case 6: .boolean(try truth())
    case 7: .datetime(try integer())
    default: throw StorageDamage("it holds something unknown")
    }
  }
}
