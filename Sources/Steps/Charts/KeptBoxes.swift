import Plotting
import Tables

/// Boxes as a cache keeps them: the values beyond their whiskers, of which there can be many, are one column.
struct KeptBoxes: Codable, Sendable {
  /// Without what lies beyond their whiskers; nil where a box has no value.
  private var boxes: [BoxStatistics?] = []
  /// Of all boxes, one after another.
  private let outliers: Column
  /// How many of them each box has.
  private var lengths: [Int] = []
  private(set) var leftOut = LeftOut()

  var count: Int { boxes.count }

  /// Whether the lengths are those of all boxes and of all values beyond whiskers.
  var isSound: Bool {
    let most = outliers.count
    guard lengths.count == boxes.count, lengths.allSatisfy({ (0...most).contains($0) }) else { return false }
    return lengths.reduce(0, +) == most
  }

  /// `values` by box; on a log axis negatives are counted, not drawn.
  init(_ values: [[Double]], isLog: Bool) {
    for value in values.joined() {
      if leftOut.admits(value), isLog, value < 0 { leftOut.negatives += 1 }
    }
    var beyond: [Double] = []
    for own in values {
      var box = BoxStatistics(isLog ? own.filter { $0 >= 0 } : own)
      beyond += box?.outliers ?? []
      lengths.append(box?.outliers.count ?? 0)
      box?.outliers = []
      boxes.append(box)
    }
    outliers = Column(decimals: beyond)
  }

  /// The boxes, whole.
  var statistics: [BoxStatistics?] {
    var start = 0
    return zip(boxes, lengths).map { kept, length in
      var box = kept
      box?.outliers = (start..<start + length).map { outliers.number($0) ?? .nan }
      start += length
      return box
    }
  }
}
