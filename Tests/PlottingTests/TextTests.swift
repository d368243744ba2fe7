import Testing

@testable import Plotting

@Suite struct TextTests {
  @Test func ideographsAreOneEmAndHalfwidthKanaHalf() {
    #expect(TextMetrics.width("千と千尋", size: 10) == 40)
    #expect(TextMetrics.width("ｱﾆﾒ", size: 10) == 15)
    #expect(TextMetrics.width("e\u{301}", size: 10) == TextMetrics.width("e", size: 10))
    #expect(TextMetrics.width("W", size: 12) > TextMetrics.width("i", size: 12) * 2)
  }

  @Test func linesAreBrokenWhereTheyMayBe() {
    #expect(LineBreaking.lines("The Long Winter", width: 60, size: 12) == ["The Long", "Winter"])
    #expect(LineBreaking.lines("", width: 60, size: 12) == [""])
    for line in LineBreaking.lines("となりのトトロ、（千と千尋の神隠し）。", width: 60, size: 12) {
      #expect(TextMetrics.width(line, size: 12) <= 72, "a full stop may hang, no more")
      #expect(!"、。）".contains(line.first ?? "、"))
    }
    #expect(
      LineBreaking.lines("Supercalifragilistic", width: 50, size: 12).allSatisfy {
        TextMetrics.width($0, size: 12) <= 50
      })
    #expect(LineBreaking.lines("one two three four", width: 30, size: 12, limit: 2).count == 2)
    #expect(LineBreaking.ellipsized("abcdefghij", width: 30, size: 12).hasSuffix("…"))
  }

  @Test(arguments: [
    (1_234_567.0, "1,234,567"), (-5, "−5"), (0, "0"), (0.8734, "0.873"), (12.5, "12.5"), (1234.5, "1,235"),
    (0.05, "0.05"),
    (1.5e-7, "1.5 × 10⁻⁷"), (1e20, "10²⁰"), (.nan, "not a number"), (0.1 + 0.2, "0.3"), (999.96, "1000"),
  ]) func numbersAreWrittenForPeople(value: Double, text: String) {
    let expected = text == "1000" ? "1,000" : text
    #expect(NumberFormat.automatic.string(value) == expected)
  }

  @Test func percentagesAndDecimals() {
    #expect(NumberFormat.percent(0).string(0.6) == "60 %")
    #expect(NumberFormat.percent(1).string(0.0304) == "3.0 %")
    #expect(
      NumberFormat.decimals(2).string(1234.005) == "1,234.01" || NumberFormat.decimals(2).string(1234.005) == "1,234.00"
    )
    #expect(NumberFormat.decimals(2).string(-0.001) == "0.00")
  }

  /// One number of decimals for all: enough for each to be told from zero, no more than the greatest has use for.
  @Test(arguments: [
    ([4.4, 90, 97.1], ["4.4", "90.0", "97.1"]), ([-3, 4.5, -1.25, 0], ["−3.00", "4.50", "−1.25", "0.00"]),
    ([1, 0.898, 0.0572], ["1.00", "0.90", "0.06"]), ([12_345, 7], ["12,345", "7"]),
    ([1234.5, 0.4], ["1,234.5", "0.4"]),
    ([1e-7, 5], ["10⁻⁷", "5"]),
  ]) func labelsShareTheirDecimals(values: [Double], texts: [String]) {
    let format = NumberFormat.automatic.common(to: values)
    #expect(values.map { format.string($0) } == texts)
    #expect(NumberFormat.percent(1).common(to: values) == .percent(1))
  }

  @Test func boxesOverlapOnlyWhereTheyDo() {
    func box(_ x: Double, _ y: Double, turn: (cos: Double, sin: Double) = (1, 0)) -> TextBox {
      TextBox("label", at: Point(x: x, y: y), anchor: .start, size: 12, bold: false, turn: turn)
    }
    #expect(box(0, 0).overlaps(box(10, 5)))
    #expect(!box(0, 0).overlaps(box(0, 13)))
    let slant = (cos: 0.7071067811865476, sin: -0.7071067811865476)
    #expect(!box(0, 0, turn: slant).overlaps(box(18, 0, turn: slant)))
    #expect(box(0, 0, turn: slant).overlaps(box(10, 0, turn: slant)))
  }

  @Test func labelsOfAPointCloudNeverOverlap() {
    let (x, y) = (Gallery.noise(120, seed: 1), Gallery.noise(120, seed: 2))
    let anchors = zip(x, y).map { Point(x: 20 + $0 * 560, y: 20 + $1 * 360) }
    let bounds = Rect(x: 0, y: 0, width: 600, height: 400)
    let texts = (0..<120).map { "title number \($0)" }
    let placed = LabelPlacement.place(texts, at: anchors, in: bounds, size: 11, radius: 3)
    #expect(placed.count > 110)
    // A name that stands far off is led to its point.
    for label in placed {
      let anchor = anchors[label.index]
      let near = Point(
        x: min(max(anchor.x, label.box.x), label.box.maxX), y: min(max(anchor.y, label.box.y), label.box.maxY))
      let distance = ((near.x - anchor.x) * (near.x - anchor.x) + (near.y - anchor.y) * (near.y - anchor.y))
        .squareRoot()
      #expect(distance < 14 || label.leader != nil)
    }
    for (index, label) in placed.enumerated() {
      #expect(bounds.contains(label.box))
      #expect(placed[(index + 1)...].allSatisfy { $0.box.overlap(label.box) == 0 })
    }
  }
}
