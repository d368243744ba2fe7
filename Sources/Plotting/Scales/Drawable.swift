extension Double {
  /// Whether a value has a place on an axis: finite, and small enough that spans of two of them stay finite.
  var isDrawable: Bool { isFinite && abs(self) <= 1e150 }
}
