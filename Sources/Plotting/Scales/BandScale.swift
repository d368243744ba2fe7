/// Gives every category of a list an equal band of px.
struct BandScale: Sendable, Equatable {
  var count: Int
  var start: Double
  var end: Double
  /// The part of each step that is left free between bands, 0 to 1.
  var padding: Double

  var step: Double { count == 0 ? 0 : (end - start) / Double(count) }
  var bandwidth: Double { step * (1 - padding) }

  /// The near side of the band of category `index`.
  func side(_ index: Int) -> Double { start + (Double(index) + padding / 2) * step }

  func center(_ index: Int) -> Double { start + (Double(index) + 0.5) * step }
}
