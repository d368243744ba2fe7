/// What a review is about, before its columns are written.
struct PlannedReview: BitwiseCopyable {
  var customer: UInt32
  var product: UInt32
  /// Of the review itself, in the order in which the customers are drawn.
  var number: UInt32
  /// Days since `ReviewCalendar.firstDay`, or `ReviewCalendar.missing`.
  var day: UInt16
  /// The score times `scale` while stars are not given yet; then the stars.
  var opinion: Int16

  static let scale: Float = 2_000
}
