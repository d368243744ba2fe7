import Languages

/// A chart as a value: made from plain arrays, written as SVG, described in words and as a table.
///
/// The same chart gives the same bytes on every machine. Text from data is measured by a table of widths and escaped.
public struct Chart: Sendable {
  /// What the ids inside the SVG begin with, such as `fig-stars`; unique within a page.
  public var label: String
  /// The chart's name for readers who do not see it; also drawn above the chart when `showsTitle` is set.
  public var title: String
  public var showsTitle = false
  /// The size offered to the chart in px; it may take more where names need room, or less where it has few cells.
  public var size: Size

  /// The language of the words that are the chart's own; titles and names are its maker's.
  public var language: Language {
    get { form.language }
    set { form.language = newValue }
  }

  private(set) var form: any ChartForm

  /// The chart that `spec` describes.
  ///
  /// - Parameters:
  ///   - titles: what its axes show.
  ///   - size: the size offered to it.
  public init(
    _ spec: some ChartSpec, titles: AxisTitles = AxisTitles(), title: String = "", label: String,
    size: Size = Chart.defaultSize
  ) {
    form = spec.drawing(titles).form
    self.label = label
    self.title = title
    self.size = size
  }

  /// A chart's size unless another is given: the width of a report's text.
  public static let defaultSize = Size(width: 640, height: 400)

  /// The chart as SVG text.
  public func svg(_ style: SVGStyle) -> String {
    let (canvas, size) = drawn(style)
    let name = title.isEmpty ? summary : title
    return SVGDocument.text(of: canvas, size: size, title: name, description: title.isEmpty ? noteText : summary)
  }

  /// One or two sentences made from the data: the alternative text.
  public var summary: String { form.summary }

  /// What is not drawn and why, one sentence each; empty when everything is.
  public var notes: [String] { form.notes(in: offered) + remarks }

  /// What its maker has to say beside the notes, such as how many categories it was given no rows of.
  public var remarks: [String] = []

  /// The numbers behind the chart.
  public var dataTable: DataTable { form.dataTable }

  private var noteText: String { notes.joined(separator: " ") }

  /// The elements and the final size.
  func drawn(_ style: SVGStyle) -> (canvas: Canvas, size: Size) {
    var canvas = Canvas(style: style, prefix: label.asIdentifier)
    let offered = offered
    let taken = form.isEmpty ? offered : form.size(within: offered)
    let lines =
      showsTitle && !title.isEmpty
      ? LineBreaking.lines(title, width: taken.width / TextMetrics.boldFactor, size: 15, limit: 3) : []
    let top = lines.isEmpty ? 0 : Double(lines.count) * 19 + 8
    for (row, line) in lines.enumerated() {
      canvas.text(line, at: Point(x: 0, y: 15 + Double(row) * 19), size: 15, bold: true)
    }
    let area = Rect(x: 0, y: top, width: taken.width, height: taken.height)
    let marks = form.isEmpty ? [EmptyFrame(area: area, language: language)] : form.marks(in: area)
    for mark in marks { mark.draw(on: &canvas) }
    return (canvas, Size(width: taken.width, height: taken.height + top))
  }

  private var offered: Size { Size(width: bounded(size.width, 80), height: bounded(size.height, 60)) }

  /// A length that a drawing can have: sizes come from options of notebooks.
  private func bounded(_ length: Double, _ least: Double) -> Double {
    length.isNaN ? least : min(max(length, least), 10_000)
  }
}
