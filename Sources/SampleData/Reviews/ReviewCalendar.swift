import CivilCalendar

/// The days on which reviews are written: 1 August 2000 to 31 August 2015, more every year, most in January.
struct ReviewCalendar: Sendable {
  /// Days from 1970-01-01 to 2000-08-01.
  static let firstDay = 11_170
  static let dayCount = 5_509
  /// The mark of a review without a date.
  static let missing = UInt16.max

  /// Share of the reviews by year, 2000 to 2015, in millionths. Empirical: the growth of digital video at the time.
  private static let years = [
    200, 700, 1_100, 1_600, 2_200, 3_000, 4_600, 8_000, 12_500, 18_500, 27_000, 53_000, 112_000, 215_000, 312_000,
    228_600,
  ]
  /// Weight of each month: long evenings and new devices under the tree. Empirical.
  private static let months = [1.38, 1.06, 1.00, 0.92, 0.88, 0.90, 0.98, 0.97, 0.84, 0.90, 1.00, 1.28]

  /// cumulated[d] = share of the reviews before day d.
  private let cumulated: [Double]
  private let guide: [UInt16]
  /// "2000-08-01" and so on, ten bytes a day.
  let text: [UInt8]

  init() {
    var weights: [Double] = []
    var text: [UInt8] = []
    for year in 2000...2015 {
      let months = year == 2000 ? 8...12 : year == 2015 ? 1...8 : 1...12
      var ofYear: [Double] = []
      for month in months {
        let days = CivilDay.length(ofMonth: month, in: year)
        // Within a year the rate grows by half.
        let rate = Self.months[month - 1] * (0.8 + 0.4 * Double(month) / 12)
        for day in 1...days {
          // The first days of a year are the strongest, for the gifts' sake.
          ofYear.append(rate / Double(days) * (month == 1 && day <= 7 ? 1.15 : 1))
          text += CivilDay(year: year, month: month, day: day).description.utf8
        }
      }
      let scale = Double(Self.years[year - 2000]) / ofYear.reduce(0, +)
      weights.append(contentsOf: ofYear.map { $0 * scale })
    }
    let total = weights.reduce(0, +)
    var cumulated = [0.0]
    for weight in weights { cumulated.append(cumulated[cumulated.count - 1] + weight / total) }
    var guide: [UInt16] = []
    var day = 0
    for cell in 0..<4096 {
      while day + 1 < weights.count, cumulated[day + 1] <= Double(cell) / 4096 { day += 1 }
      guide.append(UInt16(day))
    }
    self.cumulated = cumulated
    self.guide = guide
    self.text = text
  }

  /// The day, counted from `firstDay`, at which the share `unit` (0...1) of all reviews is written.
  func day(at unit: Double) -> UInt16 {
    var day = Int(guide[min(4095, Int(unit * 4096))])
    while day + 1 < Self.dayCount, cumulated[day + 1] <= unit { day += 1 }
    return UInt16(day)
  }
}
