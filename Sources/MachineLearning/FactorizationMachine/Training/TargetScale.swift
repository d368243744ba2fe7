/// Brings regression targets to mean 0 and variance 1, and trained parameters back to the target's unit.
///
/// With ŷ = center + scale ŷ′ the parameters are w0 = center + scale w0′, w = scale w′ and V = √scale V′: the machine of the scaled
/// targets and that of the targets are the same function.
struct TargetScale: Sendable {
  let center: Double
  let scale: Double

  static let identity = TargetScale(center: 0, scale: 1)

  private init(center: Double, scale: Double) {
    self.center = center
    self.scale = scale
  }

  /// The scale of `targets`; nil when they are all equal.
  init?(_ targets: [Double]) {
    let moments = Moments(targets)
    guard moments.deviation > 0 else { return nil }
    center = moments.mean
    scale = moments.deviation
  }

  func scaled(_ target: Double) -> Float {
    Float((target - center) / scale)
  }
}
