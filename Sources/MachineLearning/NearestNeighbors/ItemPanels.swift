/// Items in panels of 16, element by element, so that a register holds the same element of many items.
///
/// The items come in the order of falling length, which lets a search by inner product stop early.
final class ItemPanels: Sendable {
  static let lanes = 16

  let count: Int
  let dimensions: Int
  /// Number of panels; the last one is filled up with zeros.
  let panels: Int
  /// Item ids in the order of the panels.
  let ids: [Int32]
  /// |x| of each panel's longest item, rounded up; of itself and of all later panels.
  let longest: [Double]
  private let elements: [Float]

  init(_ items: Vectors, sorted: Bool) {
    count = items.count
    dimensions = items.dimensions
    panels = (items.count + Self.lanes - 1) / Self.lanes
    let squares = items.squaredLengths
    let order = (0..<items.count).sorted {
      sorted && squares[$0] != squares[$1] ? squares[$0] > squares[$1] : $0 < $1
    }
    ids = order.map(Int32.init)
    longest = stride(from: 0, to: items.count, by: Self.lanes).map { squares[order[$0]].squareRoot() }
    var elements = [Float](repeating: 0, count: panels * Self.lanes * items.dimensions)
    for (place, item) in order.enumerated() {
      let start = place / Self.lanes * Self.lanes * items.dimensions + place % Self.lanes
      for d in 0..<items.dimensions {
        elements[start + d * Self.lanes] = items.elements[item * items.dimensions + d]
      }
    }
    self.elements = elements
  }

  func withElements(_ body: (UnsafePointer<Float>) -> Void) {
    elements.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }
}
