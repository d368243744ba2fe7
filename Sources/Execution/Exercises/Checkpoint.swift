import Diagnostics
import Files
import Foundation
import Notebooks
import Steps
import Tables

/// What the exercises of the notebooks so far give, as the source computed it: where the next notebook goes on while a learner has
/// not solved them all.
///
///     checkpoints/03-clean           a sealed list of values, their types, and what was published
///     checkpoints/buffers/AB/ABCD…   contents of columns and models, named by their digest
///
/// Every part has a checksum and is believed only when it is right.
struct Checkpoint: Sendable {
  static let folderName = "checkpoints"

  struct Bound: Sendable {
    var name: String
    var type: StoredType
    var output: CacheEntry.Output
  }

  struct Published: Sendable {
    var path: String
    var type: ColumnType
    var value: Value
  }

  var values: [Bound] = []
  var published: [Published] = []

  static func buffers(in folder: String) -> BufferFolder { BufferFolder(path: "\(folder)/\(folderName)/buffers") }
  static func path(_ notebook: String, in folder: String) -> String { "\(folder)/\(folderName)/\(notebook)" }

  /// The checkpoint at the end of a notebook, with the digest of its file; nil when there is none.
  static func read(_ notebook: String, in folder: String) throws(StorageDamage) -> (Checkpoint, digest: String)? {
    guard let bytes = try SealedFile.read(path(notebook, in: folder)) else { return nil }
    do {
      return (try Checkpoint(Seal.mixed(bytes)), bytes.withUnsafeBytes { ContentDigest($0) }.hexadecimal)
    } catch {
      throw (error as? StorageDamage) ?? StorageDamage("it cannot be read")
    }
  }

  /// Its contents are mixed as those of a seal, so that nobody reads a solution by accident.
  func write(_ notebook: String, in folder: String) throws {
    var encoder = ByteEncoder()
    encoder.append(values) { encoder, value in
      encoder.append(value.name)
      value.type.encode(&encoder)
      value.output.encode(&encoder)
    }
    encoder.append(published) { encoder, published in
      encoder.append(published.path)
      encoder.append(published.type.rawValue)
      encoder.append(published.value)
    }
    try SealedFile.write(Seal.mixed(encoder.bytes), to: Self.path(notebook, in: folder))
  }

  init() {}

  private init(_ bytes: [UInt8]) throws {
    var decoder = ByteDecoder(bytes)
    values = try decoder.list { decoder in
      Bound(name: try decoder.text(), type: try StoredType(&decoder), output: try CacheEntry.Output(&decoder))
    }
    published = try decoder.list { (decoder: inout ByteDecoder) -> Published in
      let published = Published(path: try decoder.text(), type: try decoder.columnType(), value: try decoder.value())
      guard published.value.fits(published.type) else { throw StorageDamage("a value is of another type") }
      return published
    }
    guard decoder.isAtEnd else { throw StorageDamage("it is too long") }
  }
}

/// The type of a value in a checkpoint: what the check of the next notebooks knows of it.
enum StoredType: Sendable {
  case table([Schema.Field])
  /// With the text of the target.
  case model(ModelType, target: String)
  case embedding(EmbeddingType)

  init?(_ type: ValueType, columns: Set<String>) {
    switch type {
    case .table(let schema): self = .table(schema.fields.filter { columns.contains($0.name) })
    case .model(let model):
      guard let target = model.target else { return nil }
      var bare = model
      bare.target = nil
      self = .model(bare, target: target.text)
    case .embedding(let embedding): self = .embedding(embedding)
    }
  }

  /// The type as the checker takes it. Throws what is wrong with a model's target.
  func opened(_ context: CheckContext, at span: SourceSpan) throws -> ValueType {
    switch self {
    case .table(let fields): return .table(Schema(fields))
    case .embedding(let embedding): return .embedding(embedding)
    case .model(let bare, let target):
      var model = bare
      model.target = try bare.restoredTarget(target, in: context, at: span)
      return .model(model)
    }
  }

  func encode(_ encoder: inout ByteEncoder) {
    switch self {
    case .table(let fields):
      encoder.append(UInt8(0))
      encoder.append(fields)
    case .model(let model, let target):
      encoder.append(UInt8(1))
      model.encode(&encoder)
      encoder.append(target)
    case .embedding(let embedding):
      encoder.append(UInt8(2))
      embedding.encode(&encoder)
    }
  }

  init(_ decoder: inout ByteDecoder) throws {
    switch try decoder.byte() {
    case 0: self = .table(try decoder.fields())
    case 1: self = .model(try ModelType(&decoder), target: try decoder.text())
    case 2: self = .embedding(try EmbeddingType(&decoder))
    default: throw StorageDamage("it holds something unknown")
    }
  }
}
