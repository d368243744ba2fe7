import Diagnostics
import MachineLearning
import Reports
import Tables

/// The neighbours of every query, one query after the other; lists may differ in length.
struct NeighborLists: Sendable {
  private(set) var ids: [Int32] = []
  private(set) var scores: [Float] = []
  /// Where each list begins; one more for the end.
  private(set) var starts = [0]
  /// Lists that end among items that are equally near.
  private(set) var tied = 0

  var queries: Int { starts.count - 1 }
  var longest: Int { zip(starts.dropFirst(), starts).lazy.map { $0 - $1 }.max() ?? 0 }
  /// Lists that are shorter than the longest.
  var shorter: Int {
    let longest = longest
    return zip(starts.dropFirst(), starts).count { $0 - $1 < longest }
  }
  var lists: [ArraySlice<Int32>] { (0..<queries).map { ids[starts[$0]..<starts[$0 + 1]] } }

  /// The first `count` of what a search found for each query, without the query itself where it is one of the items.
  init(_ found: Neighbors, first count: Int, withoutSelf: Bool = false) {
    let length = min(count, found.count)
    ids.reserveCapacity(found.queries * length)
    scores.reserveCapacity(found.queries * length)
    starts.reserveCapacity(found.queries + 1)
    for query in 0..<found.queries {
      append(found.ids(of: query), found.values(of: query), first: count, without: withoutSelf ? Int32(query) : nil)
    }
  }

  /// The first `count` of each query's candidates.
  init(_ found: [CandidateSearch.Found], first count: Int) {
    for query in found { append(query.ids[...], query.values[...], first: count, without: nil) }
  }

  /// Bytes of a row of the lists: while they are searched for, and as columns of a table.
  private static let rowBytes = 48.0

  /// That lists of `count` fit the memory that there is; otherwise a fault, before any is taken.
  static func requireRoom(queries: Int, items: Int, count: Int, at span: SourceSpan) throws {
    let rows = Double(queries) * Double(min(count, items))
    if rows * rowBytes <= Double(MemoryBudget.tried) { return }
    let room = MemoryBudget.bytes
    let most = min(Double(room) / rowBytes, Double(UInt32.max - 1))
    if rows <= most { return }
    let size = Int(rows * rowBytes)
    throw Diagnostic(
      .tooManyRows,
      "the lists would have \(Phrase.integer(Int(rows))) rows and take about \(TableFaults.gigabytes(size)) of memory, of "
        + "which \(TableFaults.gigabytes(room)) are left", at: span,
      label: "\(Phrase.integer(min(count, items))) for each",
      help: [
        "ask for at most k: \(max(1, Int(most / 2 / Double(max(1, queries)))))",
        "transform … k: writes lists of any length to a file, piece by piece",
      ])
  }

  private mutating func append(
    _ found: ArraySlice<Int32>, _ values: ArraySlice<Float>, first count: Int, without own: Int32?
  ) {
    let start = ids.count
    for (id, value) in zip(found, values) where id != own {
      if ids.count - start == count {
        if value == scores.last { tied += 1 }
        break
      }
      ids.append(id)
      scores.append(value)
    }
    starts.append(ids.count)
  }
}
