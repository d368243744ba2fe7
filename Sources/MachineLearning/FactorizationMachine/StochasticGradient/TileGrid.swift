/// Training rows sorted into a square grid of tiles: a block of the first field's codes by a block of the second's.
///
/// Tiles that share neither a row nor a column of the grid touch different parameters, so that they can be trained at the same
/// time without changing a bit of the result (Gemulla et al. 2011). The grid depends on the rows alone, never on the number
/// of threads. Any other data is one tile.
struct TileGrid: Sendable {
  /// Blocks on each side.
  let side: Int
  /// Row numbers, tile after tile; in a tile those of the same first code one after the other.
  let order: [UInt32]
  /// Where each of the side² tiles begins in `order`; one more for the end.
  let starts: [Int]

  /// Rows that a tile should have at least, so that starting it costs little (empirical).
  private static let rowsPerTile = 512
  /// Blocks at most: enough to keep eight threads busy; more would cut the runs of rows with the same first code shorter, which
  /// is what spares memory (empirical).
  private static let longestSide = 8

  init(_ layout: FeatureLayout) {
    let count = layout.rows.count
    guard let pair = layout.pair, pair.first.allSatisfy({ $0 >= 0 }), pair.second.allSatisfy({ $0 >= 0 }) else {
      side = 1
      order = (0..<count).map(UInt32.init)
      starts = [0, count]
      return
    }
    var side = 1
    while side < Self.longestSide, count / (4 * side * side) >= Self.rowsPerTile { side *= 2 }
    self.side = side
    let first = Self.blocks(of: pair.first, cardinality: layout.fields[0].width, side: side)
    let second = Self.blocks(of: pair.second, cardinality: layout.fields[1].width, side: side)
    // At most 64 tiles.
    let tiles = zip(pair.first, pair.second).map { first[Int($0)] * UInt8(side) + second[Int($1)] }
    var sizes = [Int](repeating: 0, count: side * side + 1)
    for tile in tiles { sizes[Int(tile) + 1] += 1 }
    for tile in 0..<side * side { sizes[tile + 1] += sizes[tile] }
    starts = sizes
    var next = sizes
    order = [UInt32](unsafeUninitializedCapacity: count) { order, initialized in
      for row in Self.sorted(by: pair.first, cardinality: layout.fields[0].width) {
        let tile = Int(tiles[Int(row)])
        order[next[tile]] = row
        next[tile] += 1
      }
      initialized = count
    }
  }

  /// The places of codes in their order, equal ones in their own. O(places + codes).
  private static func sorted(by codes: [Int32], cardinality: Int) -> [UInt32] {
    var next = [Int](repeating: 0, count: cardinality + 1)
    for code in codes { next[Int(code) + 1] += 1 }
    for code in 0..<cardinality { next[code + 1] += next[code] }
    return [UInt32](unsafeUninitializedCapacity: codes.count) { places, initialized in
      for (place, code) in codes.enumerated() {
        places[next[Int(code)]] = UInt32(place)
        next[Int(code)] += 1
      }
      initialized = codes.count
    }
  }

  /// Deals codes out to blocks by falling frequency, there and back again, so that blocks have nearly equal numbers of rows.
  private static func blocks(of codes: [Int32], cardinality: Int, side: Int) -> [UInt8] {
    var frequency = [Int32](repeating: 0, count: cardinality)
    for code in codes { frequency[Int(code)] += 1 }
    let most = frequency.max() ?? 0
    let byFrequency = sorted(by: frequency.map { most - $0 }, cardinality: Int(most) + 1)
    var block = [UInt8](repeating: 0, count: cardinality)
    for (rank, code) in byFrequency.enumerated() {
      let place = rank % (2 * side)
      block[Int(code)] = UInt8(place < side ? place : 2 * side - 1 - place)
    }
    return block
  }

  /// The rows of the tile in block `first` of the first field and block `second` of the second.
  func range(first: Int, second: Int) -> Range<Int> {
    starts[first * side + second]..<starts[first * side + second + 1]
  }
}
