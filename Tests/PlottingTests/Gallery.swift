import CivilCalendar
import RandomStreams

@testable import Plotting

/// Every kind of chart with ordinary data and with its edge cases: what the golden files hold.
enum Gallery {
  static let charts: [Chart] = kinds.flatMap(\.charts)

  static let kinds: [(name: String, charts: [Chart])] = [
    ("Bars", bars + edges("bar")), ("Bars on an axis of time", periods + edges("period")),
    ("Histograms", histograms + edges("histogram")), ("Boxes", boxes), ("Lines", lines + edges("line")),
    ("Points", scatters + edges("scatter")), ("Heatmaps", heatmaps + edges("heatmap")), ("Small multiples", facets),
  ]

  private static func edges(_ kind: String) -> [Chart] { edges.filter { $0.label.hasPrefix(kind + "-") } }

  /// Numbers that look random and are the same everywhere: SplitMix64's order of a shuffle, as parts of one.
  static func noise(_ count: Int, seed: UInt64) -> [Double] {
    RandomStream(state: seed &- SplitMix64.increment).permutation(of: count).map { (Double($0) + 0.5) / Double(count) }
  }

  /// Sums of three uniform numbers: bell-shaped around 0, from -1.5 to 1.5.
  static func bell(_ count: Int, seed: UInt64) -> [Double] {
    let parts = (0..<3).map { noise(count, seed: seed &* 7 &+ UInt64($0)) }
    return (0..<count).map { index in parts.reduce(-1.5) { $0 + $1[index] } }
  }

  /// `count` numbers by a rule; a typed closure, so that the lists below stay quick to compile.
  static func numbers(_ count: Int, _ rule: (Int) -> Double) -> [Double] { (0..<count).map { rule($0) } }

  static let stars = ["1", "2", "3", "4", "5"]
  static let starCounts: [Double] = [12_345, 6_120, 11_873, 28_904, 98_761]

  static let japanese = [
    "となりのトトロ（スタジオジブリ作品・デジタルリマスター版）", "千と千尋の神隠し", "ドラゴンボール超 シーズン1 第1話「平和の報酬はいくら?」",
    "君の名は。", "進撃の巨人 The Final Season 完結編（前編）", "孤独のグルメ Season 8 神奈川県横浜市中華街の釜飯と海老雲呑麺",
  ]

  static let titles = [
    "The Long Winter", "A Very Long Film Title That Somebody Thought Was Funny Enough", "Up", "Sherlock: Season 1",
    "<script>alert(\"x\")</script>", "Tom & Jerry\u{0}\u{202E} reversed", "Supercalifragilisticexpialidocious", "Yes",
  ]

  static let sixty = (1...60).map { "Category number \($0)" }

  /// The first days of consecutive months from January 2012.
  static func months(_ count: Int) -> [Int] {
    (0..<count).map { CivilDay(year: 2012 + $0 / 12, month: $0 % 12 + 1, day: 1).days }
  }
}
