/// Gives every category of a list an equal band of px.
struct BandScale: Sendable, Equatable {
  var count: Int
  var start: Double
  var end: Double
  /// The part of each step that is left free between bands, 0 to 1.
  var padding: Double

  var step: Double { count == 0 ? 0 : (end - start) / Double(count) }
  /// The greatest width of a band in px: a bar alone is no wall.
  var widest = Double.infinity

  var bandwidth: Double { min(step * (1 - padding), widest) }

  /// The near side of the band of category `index`.
  func side(_ index: Int) -> Double { center(index) - bandwidth / 2 }

  func center(_ index: Int) -> Double { start + (Double(index) + 0.5) * step }
}

/// Names of categories along an axis: flat, wrapped, slanted or upright, whichever comes first that never overlaps.
enum CategoryLabels {
  /// The longest a slanted or upright label may be before it ends in an ellipsis (empirical).
  static let longestTurned = 150.0
  private static let size = Canvas.fontSize

  /// Whether the names fit below bands of `step` px without being turned.
  static func fitFlat(_ names: [String], step: Double) -> Bool { flat(names, width: step - 6) != nil }

  static func horizontal(_ names: [String], bands: BandScale) -> AxisLayout {
    if let lines = flat(names, width: bands.step - 6) {
      let rows = lines.map(\.count).max() ?? 1
      return layout(bands, lines: lines, turn: 0, room: TextMetrics.height(lines: rows, size: size))
    }
    let short = names.map { [LineBreaking.ellipsized($0, width: longestTurned, size: size)] }
    let longest = short.map { TextMetrics.width($0, size: size) }.max() ?? 0
    let diagonal = 0.7071067811865476
    // Lines at 45° need √2 of their height along the axis.
    if bands.step * diagonal >= TextMetrics.height(lines: 1, size: size) {
      var result = layout(bands, lines: short, turn: -45, room: (longest + size * TextMetrics.ascent) * diagonal + 2)
      for label in result.labels {
        let reach = (TextMetrics.width(label.lines, size: size) + size) * diagonal
        result.overhang.start = max(result.overhang.start, reach - (label.position - bands.start))
      }
      result.overhang.end = max(0, size * diagonal - bands.step / 2)
      return result
    }
    return layout(bands, lines: short, turn: -90, room: longest + 2)
  }

  static func vertical(_ names: [String], bands: BandScale, widest: Double) -> AxisLayout {
    let lines = rows(names, widest: widest, height: bands.step)
    let width = lines.map { TextMetrics.width($0, size: size) }.max() ?? 0
    var result = layout(bands, lines: lines, turn: 0, room: 0)
    result.room = Axis.labelGap + width
    return result
  }

  /// The lines of every name beside rows of `height` px; names are wrapped as far as the height allows.
  static func rows(_ names: [String], widest: Double, height: Double) -> [[String]] {
    let limit = max(1, Int((height + size * (TextMetrics.lineHeight - 1.02)) / (size * TextMetrics.lineHeight)))
    return names.map { LineBreaking.lines($0, width: widest, size: size, limit: min(limit, 3)) }
  }

  /// The height that rows need so that no name is cut within three lines.
  static func rowHeight(_ names: [String], widest: Double) -> Double {
    let lines = names.map { LineBreaking.lines($0, width: widest, size: size, limit: 3).count }.max() ?? 1
    return TextMetrics.height(lines: lines, size: size) + 4
  }

  /// The lines of every name when at most three of them fit into `width` without breaking a word.
  private static func flat(_ names: [String], width: Double) -> [[String]]? {
    var result: [[String]] = []
    for name in names {
      guard LineBreaking.breaksNoWord(name, width: width, size: size) else { return nil }
      let lines = LineBreaking.lines(name, width: width, size: size)
      if lines.count > 3 { return nil }
      result.append(lines)
    }
    return result
  }

  private static func layout(_ bands: BandScale, lines: [[String]], turn: Int, room: Double) -> AxisLayout {
    AxisLayout(
      scale: .linear(LinearScale(low: 0, high: 1)), bands: bands,
      labels: lines.enumerated().map { AxisLabel(position: bands.center($0.offset), lines: $0.element) },
      turn: turn, room: Axis.labelGap + room, overhang: (0, 0), isBand: true)
  }
}
