import Languages
import Notebooks

extension ReportWriter {
  /// The block that a page begins with.
  ///
  /// - Parameter more: what else stands in it.
  static func header(
    kicker: String? = nil, title: HTML, subtitle: HTML? = nil, byline: HTML? = nil, abstract: HTML? = nil,
    more: HTML? = nil
  ) -> HTML {
    .block(
      "header", class: "title-block", kicker.map { .line("p", class: "kicker", .text($0)) }, .line("h1", title),
      subtitle.map { .line("p", class: "subtitle", $0) }, byline.map { .line("p", class: "byline", $0) },
      abstract.map { .block("div", class: "abstract", $0) }, more)
  }

  /// "Ada & Grace · 30 November"; nil when nothing is known.
  static func byline(_ authors: [String], _ date: String?, in language: Language = .english) -> HTML? {
    let parts = [Phrase.list(authors, conjunction: "&", in: language), date ?? ""].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : .text(parts.joined(separator: " · "))
  }

  /// The title of a notebook's page with what is known of it, and the parameters that it ran with.
  func header(of page: ReportPage, _ position: Int, _ wording: Wording, _ writer: inout PageWriter) -> HTML {
    let (front, source) = (page.notebook.frontMatter, folder.folder)
    let title = front.title.map { writer.write($0) } ?? .text(page.notebook.name)
    let subtitle = front.subtitle.map { writer.write($0) }
    return Self.header(
      kicker: "\(position + 1) / \(folder.pages.count)" + (folderTitle.map { " · \($0)" } ?? ""), title: title,
      subtitle: subtitle,
      byline: Self.byline(
        source.authors(of: page.notebook), source.setting(\.date, of: page.notebook), in: wording.say),
      abstract: front.abstract.isEmpty ? nil : writer.write(front.abstract), more: parameters(of: page, wording))
  }

  /// What a reader would not expect stands open, what is as declared behind a fold.
  private func parameters(of page: ReportPage, _ wording: Wording) -> HTML {
    var changed = HTML()
    var rest = HTML()
    for (name, value) in page.parameters {
      if let declared = page.defaults[name] {
        let note = wording.declared(declared)
        changed += .entry(.text(name), "\(HTML.element("strong", .text(value)))\(note)")
      } else {
        rest += .entry(.text(name), .text(value))
      }
    }
    var html = HTML()
    if !changed.isEmpty { html += .block("dl", class: "changed", changed) }
    if !rest.isEmpty {
      html += .fold(
        class: "parameters", isOpen: page.parameters.count <= 4 && changed.isEmpty, wording[.parameters],
        .element("dl", "\n\(rest)"))
    }
    return html
  }
}

extension Wording {
  /// After the value of a parameter: what it would have been.
  func declared(_ value: String) -> HTML {
    " \(HTML.element("span", class: "quiet", "(\(self[.defaultValue]): \(value))"))"
  }
}
