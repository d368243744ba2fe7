/// Puts the pieces of one column together, in the order of the file.
final class ColumnAssembler {
  private enum Storage {
    case words(GrowingMemory<Int64>)
    case doubles(GrowingMemory<Double>)
    case days(GrowingMemory<Int32>)
    case flags(GrowingMemory<UInt8>)
    case strings(GrowingMemory<UInt32>, StringPoolBuilder)
  }

  let column: PlannedColumn
  private let storage: Storage
  private var validity: BitmapBuilder?
  private var rows = 0
  private(set) var nullCount = 0
  private(set) var zones = TimeText.Zones()
  private let translation = GrowingMemory<UInt32>()
  private var warmth = 0

  init(_ column: PlannedColumn) {
    self.column = column
    switch column.type {
    case .integer, .datetime, .seconds, .milliseconds, .microseconds: storage = .words(GrowingMemory())
    case .decimal: storage = .doubles(GrowingMemory())
    case .date: storage = .days(GrowingMemory())
    case .boolean: storage = .flags(GrowingMemory())
    case .string: storage = .strings(GrowingMemory(), StringPoolBuilder())
    }
  }

  func append(_ piece: ParsedColumn) {
    switch (storage, piece.storage) {
    case (.words(let all), .words(let new)): all.append(new, count: piece.count)
    case (.doubles(let all), .doubles(let new)): all.append(new, count: piece.count)
    case (.days(let all), .days(let new)): all.append(new, count: piece.count)
    case (.flags(let all), .flags(let new)): all.append(new, count: piece.count)
    case (.strings(let all, let pool), .strings(let new, let piecePool)):
      appendStrings(all, pool, new, piecePool, count: piece.count)
    default: preconditionFailure("the pieces of a column have its type")
    }
    if let bits = piece.validity {
      let validity = validity ?? allValid()
      validity.append(bits, count: piece.count)
    } else {
      validity?.appendSet(piece.count)
    }
    rows += piece.count
    nullCount += piece.nullCount
    zones.stated += piece.zones.stated
    zones.assumed += piece.zones.assumed
  }

  private func allValid() -> BitmapBuilder {
    let builder = BitmapBuilder()
    builder.appendSet(rows)
    validity = builder
    return builder
  }

  /// Distinct strings of the piece get codes of the whole, in order of appearance, so that codes are those of one pass.
  private func appendStrings(
    _ all: GrowingMemory<UInt32>, _ pool: StringPoolBuilder, _ codes: UnsafeMutablePointer<UInt32>,
    _ piece: StringPoolBuilder, count: Int
  ) {
    translation.removeAll()
    translation.append(count: max(1, piece.count)) { target in
      target[0] = 0
      // Thirty-two at a time: enough to overlap the misses of a pool larger than the caches (empirical).
      for code in 0..<piece.count {
        if code & 31 == 0 { warmth &+= pool.warm(piece.hashes.base + code, count: min(32, piece.count - code)) }
        let start = piece.offsets.base[code]
        let length = piece.offsets.base[code + 1] - start
        target[code] = pool.insert(piece.bytes.base + start, length, hash: piece.hashes.base[code]).code
      }
    }
    let target = translation.base
    all.append(count: count) { memory in
      for row in 0..<count { memory[row] = target[Int(codes[row])] }
    }
  }

  func finish() -> Column {
    let bits = validity?.finish()
    switch storage {
    case .words(let all):
      return Column(column.type == .integer ? .integers(all.finish()) : .datetimes(all.finish()), validity: bits)
    case .doubles(let all): return Column(.decimals(all.finish()), validity: bits)
    case .days(let all): return Column(.dates(all.finish()), validity: bits)
    case .flags(let all): return Column(.booleans(all.finish()), validity: bits)
    case .strings(let all, let pool): return Column(.strings(codes: all.finish(), pool: pool.finish()), validity: bits)
    }
  }
}
