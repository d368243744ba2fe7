import RandomStreams
import Tables

/// Makes the column of bodies: written in parallel, then brought together into one pool of distinct strings.
struct SampleBodyColumn {
  private static let rowsPerPiece = 1 << 14

  let plan: ReviewPlan
  let text: SampleText
  let threads: Int

  /// The bodies of one piece of rows, one after the other.
  private struct Piece {
    var bytes: [UInt8] = []
    /// ends[i] = end of the piece's body i.
    var ends: [Int] = []
    var hashes: [UInt64] = []
  }

  func column() -> Column {
    let rows = plan.reviews.count
    let count = RowPieces.count(rows, of: Self.rowsPerPiece)
    var pieces = [Piece](repeating: Piece(), count: count)
    pieces.withUnsafeMutableBufferPointer { pieces in
      let pieces = pieces
      RowPieces.perform(count, threads: threads) { pieces[$0] = piece($0) }
    }
    let pool = StringPoolBuilder(capacity: rows)
    let codes = Buffer<UInt32>(count: rows) { memory in
      var row = 0
      for number in pieces.indices {
        var start = 0
        pieces[number].bytes.withUnsafeBufferPointer { bytes in
          for (end, hash) in zip(pieces[number].ends, pieces[number].hashes) {
            if end > start, let base = bytes.baseAddress {
              memory[row] = pool.insert(base + start, end - start, hash: hash).code
            } else {
              memory[row] = .max
            }
            start = end
            row += 1
          }
        }
        pieces[number] = Piece()
      }
    }
    let validity = Bitmap(count: rows) { codes.base[$0] != .max }
    return Column(.strings(codes: codes, pool: pool.finish()), validity: validity)
  }

  private func piece(_ number: Int) -> Piece {
    let range = RowPieces.rows(of: number, size: Self.rowsPerPiece, count: plan.reviews.count)
    var piece = Piece()
    piece.ends.reserveCapacity(range.count)
    piece.hashes.reserveCapacity(range.count)
    // Empirical: a body has 130 bytes on average.
    piece.bytes.reserveCapacity(range.count * 160)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ReviewBodies.capacity) { memory in
      guard let base = memory.baseAddress else { return }
      for row in range {
        let review = plan.reviews.base[row]
        let product = Int(review.product)
        var writer = ByteWriter(base)
        text.bodies.write(
          Int(review.number), stars: Int(review.opinion), genre: plan.catalogue.genres[product],
          title: text.titles[product], to: &writer)
        let body = UnsafeBufferPointer(start: base, count: writer.count)
        piece.bytes.append(contentsOf: body)
        piece.ends.append(piece.bytes.count)
        piece.hashes.append(StableHash.of(body))
      }
    }
    return piece
  }
}
