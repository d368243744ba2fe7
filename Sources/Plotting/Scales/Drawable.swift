extension Double {
  /// Whether a value has a place on an axis: finite, small enough that spans of two of them stay finite, and 0 or far enough from it.
  var isDrawable: Bool { isFinite && abs(self) <= 1e150 && !isMinute }

  /// Whether a value is next to 0 without being it: parts of a span of such values, and powers of ten of their size, would be too
  /// small for a number to divide by.
  var isMinute: Bool { self != 0 && abs(self) < 1e-290 }
}
