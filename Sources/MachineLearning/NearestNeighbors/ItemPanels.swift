import CKernels

/// Items in panels of 32, element by element, so that a register holds the same element of many items.
///
/// The items come in parts, a panel belongs to one part, and the items of a part come in the order of falling length, so that a
/// panel's items have nearly the same length, which bounds their scores.
final class ItemPanels: Sendable {
  static let items = matinee_panel_items

  let count: Int
  let dimensions: Int
  /// The panels of each part.
  let parts: [Range<Int>]
  /// Item ids in the order of the panels, 32 each; −1 in the places that fill up the last panel of a part.
  let ids: [Int32]
  /// |x| of each panel's longest item.
  let longest: [Double]
  /// |x| of each panel's shortest item.
  let shortest: [Double]
  private let elements: [Float]

  /// All items in one part.
  convenience init(_ items: Vectors) {
    self.init(items, parts: [Array(0..<items.count)])
  }

  /// `parts` name each item at most once.
  init(_ items: Vectors, parts: [[Int]]) {
    count = parts.reduce(0) { $0 + $1.count }
    dimensions = items.dimensions
    let squares = items.squaredLengths
    var places: [Int?] = []
    self.parts = parts.map { part in
      let first = places.count / Self.items
      places += part.sorted { squares[$0] != squares[$1] ? squares[$0] > squares[$1] : $0 < $1 }
      while places.count % Self.items != 0 { places.append(nil) }
      return first..<places.count / Self.items
    }
    ids = places.map { $0.map { Int32($0) } ?? -1 }
    let firsts = stride(from: 0, to: places.count, by: Self.items)
    let lengths = places.map { $0.map { squares[$0].squareRoot() } }
    longest = firsts.map { lengths[$0] ?? 0 }
    shortest = firsts.map { first in lengths[first..<first + Self.items].lazy.compactMap { $0 }.last ?? 0 }
    // One element at least, so that there is memory to point to.
    var elements = [Float](repeating: 0, count: max(1, places.count * items.dimensions))
    for (place, item) in places.enumerated() {
      guard let item else { continue }
      let start = place / Self.items * Self.items * items.dimensions + place % Self.items
      for d in 0..<items.dimensions {
        elements[start + d * Self.items] = items.elements[item * items.dimensions + d]
      }
    }
    self.elements = elements
  }

  /// The panels in plain memory, for the innermost loops.
  struct View {
    let elements: UnsafePointer<Float>
    /// Elements of a panel.
    let stride: Int
    let ids: UnsafePointer<Int32>
    let longest: UnsafePointer<Double>
    let shortest: UnsafePointer<Double>
  }

  func withPanels(_ body: (View) -> Void) {
    elements.withUnsafeBufferPointer { elements in
      ids.withUnsafeBufferPointer { ids in
        longest.withUnsafeBufferPointer { longest in
          shortest.withUnsafeBufferPointer { shortest in
            guard let ids = ids.baseAddress, let longest = longest.baseAddress, let shortest = shortest.baseAddress,
              let elements = elements.baseAddress
            else { return }
            body(
              View(
                elements: elements, stride: Self.items * dimensions, ids: ids, longest: longest, shortest: shortest))
          }
        }
      }
    }
  }

  /// The panels of a part in the order in which their lengths lie ever farther from `length`.
  func order(of part: Int, around length: Double) -> [Int] {
    let panels = parts[part]
    var after = panels.first { longest[$0] < length } ?? panels.upperBound
    var before = after - 1
    var order: [Int] = []
    order.reserveCapacity(panels.count)
    while before >= panels.lowerBound || after < panels.upperBound {
      let takesBefore =
        after == panels.upperBound
        || (before >= panels.lowerBound && shortest[before] - length <= length - longest[after])
      order.append(takesBefore ? before : after)
      if takesBefore { before -= 1 } else { after += 1 }
    }
    return order
  }
}
