/// The coloured cells of a heatmap with their numbers.
struct CellMark: Mark {
  var heatmap: Heatmap
  var columns: BandScale
  var rows: BandScale
  /// The font size of the numbers; nil where the cells are too small for them.
  var numberSize: Double?

  func draw(on canvas: inout Canvas) {
    let size = numberSize
    let gap = min(columns.step, rows.step) > 14 ? 1.0 : 0
    // A cell that shows its number needs no tooltip.
    let hasTips = size == nil && canvas.grantsTips(heatmap.rows.count * heatmap.columns.count)
    for row in heatmap.rows.indices {
      for column in heatmap.columns.indices {
        let value = heatmap.values[row][column]
        let rect = Rect(
          x: columns.side(column) + gap / 2, y: rows.side(row) + gap / 2, width: columns.step - gap,
          height: rows.step - gap)
        if value.isNaN {
          canvas.rect(rect, fill: Paint.none, stroke: Stroke(.grid))
        } else {
          let place = [heatmap.rows[row], heatmap.columns[column]]
          canvas.rect(
            rect, fill: .ramp(heatmap.ramp, step: heatmap.step(value)),
            tip: hasTips ? Phrases.tip(place, heatmap.format.string(value), in: heatmap.language) : nil)
        }
      }
    }
    guard let size else { return }
    for row in heatmap.rows.indices {
      for column in heatmap.columns.indices {
        let value = heatmap.values[row][column]
        let point = Point(x: columns.center(column), y: rows.center(row) + 0.36 * size)
        if value.isNaN {
          canvas.text("–", at: point, anchor: .middle, size: size, fill: .quietInk)
          continue
        }
        canvas.text(
          heatmap.format.string(value), at: point, anchor: .middle, size: size,
          fill: .rampInk(heatmap.ramp, step: heatmap.step(value)))
      }
    }
  }
}
