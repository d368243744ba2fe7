import ParallelPieces
import RandomStreams

/// The rows of a tile, those with the same first feature one after the other: a run of rows reads its first feature's parameters
/// from memory once.
///
/// An epoch takes the runs in a random order, each in its own order forwards or backwards, so that no epoch is like another.
struct TileRuns: Sendable {
  /// Rows, tile after tile, run after run.
  let rows: [PairRow]
  /// Where each tile's runs begin in `runStarts`; one more for the end.
  private let tileStarts: [Int]
  /// Where each run begins in `rows`; one more for the end.
  private let runStarts: [Int]

  init(_ grid: TileGrid, threads: Int, _ row: @Sendable (UInt32) -> PairRow) {
    let count = grid.order.count
    let rows = [PairRow](unsafeUninitializedCapacity: count) { buffer, initialized in
      nonisolated(unsafe) let buffer = buffer
      Pieces.forEach(grid.side * grid.side, threads: threads) { tile in
        for place in grid.starts[tile]..<grid.starts[tile + 1] { buffer[place] = row(grid.order[place]) }
      }
      initialized = count
    }
    var (tileStarts, runStarts): ([Int], [Int]) = ([], [])
    runStarts.reserveCapacity(count + 1)
    for tile in 0..<grid.side * grid.side {
      tileStarts.append(runStarts.count)
      var last: UInt32?
      for place in grid.starts[tile]..<grid.starts[tile + 1] where rows[place].first != last {
        last = rows[place].first
        runStarts.append(place)
      }
    }
    tileStarts.append(runStarts.count)
    runStarts.append(count)
    (self.rows, self.tileStarts, self.runStarts) = (rows, tileStarts, runStarts)
  }

  /// Writes the rows of a tile to `out` in a random order of its runs.
  func write(tile: Int, random: RandomStream, to out: UnsafeMutableBufferPointer<PairRow>) {
    let first = tileStarts[tile]
    let count = tileStarts[tile + 1] - first
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, count)) { order in
      for run in 0..<count { order[run] = UInt32(first + run) }
      random.shuffle(UnsafeMutableBufferPointer(rebasing: order[..<count]))
      rows.withUnsafeBufferPointer { rows in
        runStarts.withUnsafeBufferPointer { runStarts in
          var place = 0
          for run in order[..<count] {
            let (start, end) = (runStarts[Int(run)], runStarts[Int(run) + 1])
            // Without a branch for the direction, which nothing could foresee.
            let isBackwards = Int(truncatingIfNeeded: random.word(at: UInt64(1 << 32) + UInt64(run)) & 1)
            var source = start + isBackwards * (end - 1 - start)
            let stride = 1 - 2 * isBackwards
            for _ in start..<end {
              out[place] = rows[source]
              place += 1
              source += stride
            }
          }
        }
      }
    }
  }
}
