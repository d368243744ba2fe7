import Foundation

/// Writes two results side by side as one self-contained HTML page: values that differ, and figures that do.
public struct DifferencePage {
  /// A figure in both results, or in one of them; as the text of its file.
  public struct Figure: Sendable {
    public var label: String
    public var old: String?
    public var new: String?

    public init(label: String, old: String?, new: String?) {
      self.label = label
      self.old = old
      self.new = new
    }
  }

  /// What the two are called, as they were given.
  let names: (old: String, new: String)
  let difference: ResultsDifference
  /// Figures that differ.
  let figures: [Figure]
  /// How many figures are the same.
  let sameFigures: Int

  public init(
    names: (old: String, new: String), difference: ResultsDifference, figures: [Figure], sameFigures: Int
  ) {
    self.names = names
    self.difference = difference
    self.figures = figures
    self.sameFigures = sameFigures
  }

  public func text() -> String {
    var html: HTML = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    html += "<title>\(names.old) and \(names.new)</title>\n<link rel=\"icon\" href=\"data:,\">\n"
    html += "<style>\(HTML(markup: Self.style))</style>\n</head>\n<body>\n<main>\n"
    html += "<h1><code>\(names.old)</code> and <code>\(names.new)</code></h1>\n<p>\(summary)</p>\n"
    html += values() + only(difference.removed, in: names.old) + only(difference.added, in: names.new) + tables()
    html += drawings()
    return (html + "</main>\n</body>\n</html>\n").source
  }

  private var summary: String {
    "\(Phrase.count(difference.common, "value")) in both, of which \(Phrase.integer(difference.changes.count)) differ; "
      + "\(Phrase.integer(difference.removed.count)) only in \(names.old), \(Phrase.integer(difference.added.count)) only in "
      + "\(names.new). \(Phrase.count(figures.count + sameFigures, "figure")), of which \(Phrase.integer(figures.count)) differ."
  }

  private func values() -> HTML {
    guard !difference.changes.isEmpty else { return HTML() }
    var html: HTML =
      "<h2>Values that differ</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Values\">\n"
    html += "<table>\n<thead><tr><th scope=\"col\">value</th><th scope=\"col\" class=\"n\">\(names.old)</th>"
    html +=
      "<th scope=\"col\" class=\"n\">\(names.new)</th><th scope=\"col\" class=\"n\">change</th></tr></thead>\n<tbody>\n"
    for change in difference.changes {
      html += "<tr><th scope=\"row\"><code>\(change.path)</code></th><td class=\"n\">\(change.old.words)</td>"
      html += "<td class=\"n\">\(change.new.words)</td><td class=\"n\">\(change.relativeWords)</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func only(_ values: [(path: String, value: RecordedResults.Recorded)], in name: String) -> HTML {
    guard !values.isEmpty else { return HTML() }
    let items = values.map { "<li><code>\($0.path)</code> = \($0.value.words)</li>\n" as HTML }.joined()
    return "<h2>Only in \(name)</h2>\n<ul>\n\(items)</ul>\n"
  }

  private func tables() -> HTML {
    guard !difference.tables.isEmpty else { return HTML() }
    var html: HTML =
      "<h2>Tables that differ</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tables\">\n"
    html += "<table>\n<thead><tr><th scope=\"col\">table</th><th scope=\"col\">\(names.old)</th>"
    html += "<th scope=\"col\">\(names.new)</th></tr></thead>\n<tbody>\n"
    for table in difference.tables {
      html += "<tr><th scope=\"row\"><code>\(table.name)</code></th><td>\(table.old)</td><td>\(table.new)</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func drawings() -> HTML {
    guard !figures.isEmpty else { return HTML() }
    var html: HTML = "<h2>Figures that differ</h2>\n"
    for figure in figures {
      html += "<section aria-label=\"\(figure.label)\">\n<h3><code>\(figure.label)</code></h3>\n<div class=\"pair\">\n"
      html += drawing(figure.old, figure.label, in: names.old) + drawing(figure.new, figure.label, in: names.new)
      html += "</div>\n</section>\n"
    }
    return html
  }

  /// A picture of its own each, so that the ids inside of two versions of one figure do not meet.
  private func drawing(_ svg: String?, _ label: String, in name: String) -> HTML {
    guard let svg else { return "<figure><p class=\"none\">not there</p><figcaption>\(name)</figcaption></figure>\n" }
    let data = Data(svg.utf8).base64EncodedString()
    return
      "<figure><img src=\"data:image/svg+xml;base64,\(data)\" alt=\"\(label) of \(name)\"><figcaption>\(name)</figcaption></figure>\n"
  }

  private static let style = """
    :root{color-scheme:light}body{margin:0;background:#fdfdfb;color:#1d2024;font:16px/1.5 system-ui,sans-serif}\
    main{max-width:76rem;margin:0 auto;padding:2rem 1.25rem}h1{font-size:26px;line-height:1.25}h2{margin:2.4rem 0 .6rem;font-size:21px}\
    h3{margin:1.6rem 0 .4rem;font-size:16px}code{font:14px ui-monospace,Consolas,"DejaVu Sans Mono",monospace}\
    h1 code{font-size:22px}.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:15px;font-variant-numeric:tabular-nums}\
    th,td{padding:.3rem .8rem;text-align:left;vertical-align:top;border-bottom:1px solid #e2e2db}th{font-weight:600}\
    tbody th{font-weight:400}tr>:first-child{padding-left:0}.n{text-align:right;white-space:nowrap}.pair{display:grid;\
    grid-template-columns:repeat(auto-fit,minmax(20rem,1fr));gap:20px}figure{margin:0}img{max-width:100%;height:auto;\
    border:1px solid #e2e2db;background:#fff}figcaption,.none{color:#5a6069;font-size:14px}
    """
}
