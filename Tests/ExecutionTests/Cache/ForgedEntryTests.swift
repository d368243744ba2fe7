import Foundation
import Steps
import Tables
import Testing

@testable import Execution

/// Entries that were made to be wrong, with seals that fit, never lead out of memory, and never ask for memory without end.
@Suite struct ForgedEntryTests {
  /// The same every time.
  private struct Dice {
    var state: UInt64

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, limit)))
    }
  }

  /// Reads everything that an entry says it has.
  private func readAll(_ entry: CacheEntry, _ lab: TemporaryLab) throws {
    let buffers = lab.store.buffers
    let types = lab.program().types
    for output in entry.outputs {
      switch output {
      case .table(let stored): read(try stored.open(in: buffers))
      case .embedding(let stored): read(try stored.open(in: buffers).table)
      case .model(let stored):
        for case .model(let type) in types.values { _ = try? stored.open(type, in: buffers) }
      }
    }
    for table in entry.details.tables { read(try table.open(in: buffers)) }
  }

  private func read(_ table: Table) {
    for (_, column) in table.named {
      for row in 0..<column.count { _ = column[row] }
      _ = column.nullCount
      _ = try? ColumnStatistic.unique.value(of: column)
    }
  }

  @Test func bytesBehindARightSealAreReadWithinTheirBounds() throws {
    let lab = try TemporaryLab(rows: 300)
    _ = try lab.run()
    var dice = Dice(state: 7)
    for file in lab.cacheFiles("entries") where !file.hasSuffix(".statistics") {
      let bytes = try #require(try SealedFile.read(file))
      for _ in 0..<60 {
        var forged = bytes
        for _ in 0..<1 + dice.next(below: 3) {
          let place = dice.next(below: forged.count)
          if dice.next(below: 2) == 0 || place + 8 > forged.count {
            forged[place] = UInt8(dice.next(below: 256))
          } else {
            let number: UInt64 = [1 << 62, 1 << 40, .max, 1 << 31, 0, 1_000_000_000_000_000_000][dice.next(below: 6)]
            withUnsafeBytes(of: number.littleEndian) { forged.replaceSubrange(place..<place + 8, with: $0) }
          }
        }
        if let entry = try? CacheEntry(forged) { try? readAll(entry, lab) }
      }
    }
  }

  @Test func aRunOnForgedEntriesEnds() throws {
    let lab = try TemporaryLab(rows: 300)
    _ = try lab.run()
    let originals = try Dictionary(
      uniqueKeysWithValues: lab.cacheFiles("entries").map { ($0, try #require(try SealedFile.read($0))) })
    var dice = Dice(state: 11)
    for round in 0..<12 {
      for (file, bytes) in originals.sorted(by: { $0.key < $1.key }) {
        var forged = bytes
        forged[dice.next(below: forged.count)] ^= UInt8(1 + dice.next(below: 255))
        try SealedFile.write(forged, to: file)
      }
      // Some steps have to read what the others hold.
      try lab.write(
        TemporaryLab.notebook.replacingOccurrences(of: "rows: 4", with: "rows: \(5 + round)"), to: "01-lab.md")
      _ = try? lab.run()
    }
  }

  @Test func aStatisticThatCannotBeIsNotBelieved() throws {
    let lab = try TemporaryLab()
    let clean = try lab.run(cached: false)
    _ = try lab.run()
    for file in lab.cacheFiles("entries") where file.hasSuffix(".statistics") {
      let name = String(try #require(file.split(separator: "/").last).dropLast(".statistics".count))
      let taken = try TakenStatistic.decode(try #require(try SealedFile.read(file)), of: name)
      let forged = taken.map {
        TakenStatistic(position: $0.position, column: $0.column, statistic: $0.statistic, value: .string("many"))
      }
      try SealedFile.write(TakenStatistic.encode(forged, of: name), to: file)
    }
    #expect(try lab.run().files == clean.files)
  }

  @Test func aSparseFileIsNoEntry() throws {
    let lab = try TemporaryLab()
    let path = lab.root + "/sealed"
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(truncate(path, 1 << 42) == 0)
    #expect(throws: StorageDamage.self) { try SealedFile.read(path) }
  }
}
