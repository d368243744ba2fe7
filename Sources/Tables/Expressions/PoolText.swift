import Synchronization

/// Text computed once for each distinct string of a pool that a column uses.
enum PoolText {
  /// A flag for every code; 0 for codes that no row uses.
  static func flags(
    _ pool: StringPool, _ codes: Buffer<UInt32>, _ validity: Bitmap?, threads: Int,
    _ compute: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Buffer<UInt8> {
    numbers(pool, codes, validity, threads: threads) { compute($0) ? 1 as UInt8 : 0 }
  }

  /// A number for every code; 0 for codes that no row uses.
  static func numbers<Number: BitwiseCopyable & Numeric>(
    _ pool: StringPool, _ codes: Buffer<UInt32>, _ validity: Bitmap?, threads: Int,
    _ compute: (UnsafeBufferPointer<UInt8>) -> Number
  ) -> Buffer<Number> {
    let used = isLarge(pool, codes) ? pool.used(by: codes, validity: validity) : nil
    return Buffer(count: pool.count) { memory in
      let base = memory
      RowPieces.forEach(pool.count, of: pieceSize, threads: threads) { _, range in
        for code in range { base[code] = used?[code] ?? true ? compute(pool.utf8(code)) : 0 }
      }
    }
  }

  /// A string for every code, as a pool of distinct strings and the new code of each old one; nil when they are longer than `budget`
  /// allows, which is noticed while they are made.
  static func strings(
    _ pool: StringPool, _ codes: Buffer<UInt32>, _ validity: Bitmap?, within budget: TextBudget, threads: Int,
    _ compute: (String) -> String?
  ) -> (pool: StringPool, codes: Buffer<UInt32>)? {
    let used = pool.used(by: codes, validity: validity)
    // Computed in pieces, then numbered in the order of the codes.
    let pieces = RowPieces.count(pool.count, of: pieceSize)
    var results = [[String?]](repeating: [], count: pieces)
    results.withUnsafeMutableBufferPointer { results in
      let base = results
      RowPieces.forEach(pool.count, of: pieceSize, threads: threads) { piece, range in
        var own = 0
        base[piece] = range.map { code -> String? in
          guard used[code], !budget.isSpent, let text = compute(pool.string(code)) else { return nil }
          own += text.utf8.count
          if own >= TextBudget.grain {
            budget.take(own)
            own = 0
          }
          return text
        }
        budget.take(own)
      }
    }
    if budget.isSpent { return nil }
    let interner = StringPoolBuilder(capacity: pool.count)
    let newCodes = Buffer<UInt32>(count: pool.count) { memory in
      var code = 0
      for piece in results {
        for text in piece {
          memory[code] = text.map { interner.intern($0) } ?? .max
          code += 1
        }
      }
    }
    return (interner.finish(), newCodes)
  }

  /// The bytes of a constant vector of strings.
  static func constant(_ vector: Vector) -> [UInt8] {
    guard case .strings(let codes, let pool) = vector.column.storage, !vector.isNull(0) else { return [] }
    return Array(pool.utf8(Int(codes[0])))
  }

  /// Whether `part` occurs in `text`. O(text × part) at worst.
  static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == first {
      var length = 1
      while length < part.count, text[start + length] == part[length] { length += 1 }
      if length == part.count { return true }
    }
    return false
  }

  /// Strings of a piece: functions of text cost about a microsecond each; empirical.
  static let pieceSize = 4096

  private static func isLarge(_ pool: StringPool, _ codes: Buffer<UInt32>) -> Bool { pool.count > codes.count }
}

/// How many bytes the texts that a part of an expression makes may have: concat and replace, of what they have made before, grow a
/// text beyond any memory in a few lines.
final class TextBudget: Sendable {
  let limit: Int
  private let taken = Atomic<Int>(0)

  init(limit: Int) { self.limit = limit }

  /// Whether more was taken than there is; what is made from then on is not kept.
  var isSpent: Bool { taken.load(ordering: .relaxed) > limit }

  func take(_ bytes: Int) { taken.wrappingAdd(bytes, ordering: .relaxed) }

  /// Texts of this size together are taken at once, so that threads seldom wait for each other.
  static let grain = 1 << 20
}
