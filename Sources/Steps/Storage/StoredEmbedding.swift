import MachineLearning
import Tables

/// An embedding as what is stored knows it: its words and counts as a table, its numbers in buffers.
package struct StoredEmbedding: Sendable {
  private var words: StoredTable
  private var dimensions: Int
  private var vectors: StoredBuffer
  private var shifts: StoredBuffer
  private var subwords: ClosedRange<Int>?
  private var buckets: Int?
  private var losses: [Double]

  /// Its rows as a table.
  package var rowCount: Int { words.rowCount }

  package init(_ embedding: Embedding, in keeper: any BufferKeeper) throws {
    let model = embedding.model
    words = try StoredTable(
      Table([("word", Column(strings: model.vectors.words)), ("count", Column(integers: model.counts))]), in: keeper)
    dimensions = model.vectors.vectors.dimensions
    vectors = try model.vectors.vectors.elements.withUnsafeBufferPointer { try StoredBuffer($0, in: keeper) }
    shifts = try model.shifts.withUnsafeBufferPointer { try StoredBuffer($0, in: keeper) }
    subwords = model.subwordLengths
    buckets = model.buckets
    losses = model.losses
  }

  /// The embedding, its parts checked.
  package func open(in keeper: any BufferKeeper) throws(StorageDamage) -> Embedding {
    let table = try words.open(in: keeper)
    guard let word = table["word"], let count = table["count"], word.nullCount == 0, count.nullCount == 0,
      case .strings(let codes, let pool) = word.storage, case .integers(let counts) = count.storage,
      codes.count == rowCount, counts.count == rowCount
    else { throw StorageDamage("it holds something unknown") }
    var total: Int64 = 0
    for count in counts.elements {
      let (sum, overflows) = total.addingReportingOverflow(count)
      guard count >= 0, !overflows else { throw StorageDamage("its counts are none") }
      total = sum
    }
    let names = codes.elements.map { pool.string(Int($0)) }
    let elements = try Self.array(vectors, in: keeper)
    let shifts = try Self.array(shifts, in: keeper)
    guard elements.allSatisfy(\.isFinite), shifts.allSatisfy(\.isFinite), losses.allSatisfy(\.isFinite) else {
      throw StorageDamage("it has numbers that are none")
    }
    do {
      return Embedding(
        try SkipGramModel(
          vectors: try WordVectors(
            words: names, vectors: try Vectors(count: names.count, dimensions: dimensions, elements: elements)),
          counts: counts.elements.map { Int($0) }, shifts: shifts, subwordLengths: subwords, buckets: buckets,
          losses: losses))
    } catch {
      throw StorageDamage("its vectors do not fit together")
    }
  }

  package func encode(_ encoder: inout ByteEncoder) {
    words.encode(&encoder)
    encoder.append(dimensions)
    vectors.encode(&encoder)
    shifts.encode(&encoder)
    encoder.append(subwords: subwords)
    encoder.append(optional: buckets) { $0.append($1) }
    encoder.append(losses) { $0.append($1) }
  }

  package init(_ decoder: inout ByteDecoder) throws {
    words = try StoredTable(&decoder)
    dimensions = try decoder.integer()
    vectors = try StoredBuffer(&decoder)
    shifts = try StoredBuffer(&decoder)
    subwords = try decoder.subwords()
    buckets = try decoder.optional { try $0.integer() }
    losses = try decoder.list { try $0.decimal() }
    // Without a limit, the product of both would overflow.
    guard (1...1_000_000).contains(dimensions), (buckets ?? 1) >= 1 else {
      throw StorageDamage("it holds something unknown")
    }
  }

  package var buffers: [StoredBuffer] { words.buffers + [vectors, shifts] }

  private static func array(_ stored: StoredBuffer, in keeper: any BufferKeeper) throws(StorageDamage) -> [Float] {
    let buffer = try stored.open(Float.self, in: keeper)
    // The elements are only there as long as the buffer is.
    return withExtendedLifetime(buffer) { Array(buffer.elements) }
  }
}
