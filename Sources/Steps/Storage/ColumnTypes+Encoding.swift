import Tables

extension ByteEncoder {
  /// Names and types of columns.
  package mutating func append(_ fields: [Schema.Field]) {
    append(fields) { encoder, field in
      encoder.append(field.name)
      encoder.append(field.type.rawValue)
    }
  }

  /// Characters of the shortest and the longest subword of an embedding.
  mutating func append(subwords lengths: ClosedRange<Int>?) {
    append(optional: lengths) { encoder, lengths in
      encoder.append(lengths.lowerBound)
      encoder.append(lengths.upperBound)
    }
  }
}

extension ByteDecoder {
  mutating func subwords() throws -> ClosedRange<Int>? {
    try optional { decoder in
      let (least, most) = (try decoder.integer(), try decoder.integer())
      guard 1 <= least, least <= most, most <= EmbeddingType.longestSubword else {
        throw StorageDamage("it holds something unknown")
      }
      return least...most
    }
  }

  package mutating func fields() throws -> [Schema.Field] {
    try list { Schema.Field(try $0.text(), try $0.columnType()) }
  }

  package mutating func columnType() throws -> ColumnType {
    guard let type = ColumnType(rawValue: try text()) else { throw StorageDamage("it holds something unknown") }
    return type
  }
}

extension EmbeddingType {
  /// Characters that a stored embedding's subwords may have: far more than any that is trained; a larger number is none.
  static let longestSubword = 10_000

  package func encode(_ encoder: inout ByteEncoder) {
    encoder.append(subwords: subwords)
    encoder.append(dimensions)
  }

  package init(_ decoder: inout ByteDecoder) throws {
    let lengths = try decoder.subwords()
    let dimensions = try decoder.integer()
    // More than a million would ask for columns without end.
    guard (1...1_000_000).contains(dimensions) else { throw StorageDamage("it holds something unknown") }
    self.init(dimensions: dimensions, subwords: lengths)
  }
}
