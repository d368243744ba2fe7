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

  init(_ grid: TileGrid, _ row: (UInt32) -> PairRow) {
    var (rows, tileStarts, runStarts): ([PairRow], [Int], [Int]) = ([], [], [])
    rows.reserveCapacity(grid.order.count)
    for tile in 0..<grid.side * grid.side {
      tileStarts.append(runStarts.count)
      for number in grid.order[grid.starts[tile]..<grid.starts[tile + 1]] {
        let row = row(number)
        if runStarts.count == tileStarts[tile] || rows.last?.first != row.first { runStarts.append(rows.count) }
        rows.append(row)
      }
    }
    tileStarts.append(runStarts.count)
    runStarts.append(rows.count)
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
            if end - start == 1 {
              out[place] = rows[start]
            } else if random.word(at: UInt64(1 << 32) + UInt64(run)) & 1 == 0 {
              for row in 0..<end - start { out[place + row] = rows[start + row] }
            } else {
              for row in 0..<end - start { out[place + row] = rows[end - 1 - row] }
            }
            place += end - start
          }
        }
      }
    }
  }
}
