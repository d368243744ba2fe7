import Diagnostics
import Notebooks

/// Writes a folder's presentation: one self-contained HTML file, a slide for everything that its notebooks present.
///
/// Without a script it is a page to read, slide below slide with the speaker's notes; printed, every slide is a page. Nothing
/// in it leads elsewhere, so that the file can be sent alone. The same folder gives the same bytes.
public struct DeckWriter {
  let report: ReportWriter
  let slides: [SlideSource]

  /// - Parameter slides: of `SlideOutline`, all or some of them.
  public init(_ report: ReportWriter, slides: [SlideSource]) {
    self.report = report
    self.slides = slides
  }

  /// The file's text, and what its slides had no room for. O(size of what is shown).
  public func deck() -> (text: String, cuts: [SlideCut]) {
    var cuts: [SlideCut] = []
    let lang = report.folder.folder.lang
    let wording = Wording(lang: lang)
    var identifiers = IdentifierSet()
    // Drawings bear their labels with an ending; a slide bears the label itself.
    for id in ["deck", "keys", "said"] { _ = identifiers.claim(id) }
    var html = title(wording, id: identifiers.claim("title"))
    for (position, source) in slides.enumerated() {
      let page = report.folder.pages[source.notebook]
      let id = identifiers.claim(source.label.isEmpty ? "slide" : source.label)
      var writer = SlideWriter(
        report.writer(at: source.notebook), source: source, chapter: chapter(source.notebook), number: position + 2,
        id: id,
        lang: report.language(of: page.notebook))
      html += writer.html()
      cuts += writer.cuts
    }
    var values: [String: Any] = ["lang": lang, "documentTitle": "\(folderTitle) · \(wording.presentation)"]
    values["version"] = report.folder.provenance.version
    values["style"] = DeckTheme.style
    values["script"] = DeckTheme.script
    values["slides"] = html.source
    values["presentationWord"] = wording.presentation
    values["nextWord"] = wording.nextSlide
    values["previousWord"] = wording.previousSlide
    values["notesWord"] = wording.speakerNotes
    values["lastWord"] = wording.lastSlide
    values["keys"] = wording.deckKeys.map { ["key": $0.key, "words": $0.words] as [String: Any] }
    return (Theme.shared.render(values, with: "deck").source, cuts)
  }

  private var folderTitle: String {
    report.folderTitle ?? (report.folder.pages.isEmpty ? "" : report.title(at: 0))
  }

  /// "3 · Cleaning"; nothing where there is one notebook only.
  private func chapter(_ position: Int) -> String {
    report.folder.pages.count > 1 ? "\(position + 1) · \(report.title(at: position))" : ""
  }

  private func title(_ wording: Wording, id: String) -> HTML {
    let settings = report.folder.folder.settings
    let first = report.folder.pages.first?.notebook.frontMatter
    var html: HTML = "<section class=\"slide title on\" id=\"\(id)\" aria-label=\"1\"><div class=\"face\">\n"
    let title = folderTitle
    let sheet = SlideSheet(headline: title, support: "")
    html += "<div class=\"opening\">\n<h1 style=\"--size:\(String(Int(sheet.headlineSize * 1.5)))\">\(title)</h1>\n"
    guard !report.folder.pages.isEmpty else { return html + "</div>\n</div></section>\n" }
    var writer = report.writer(at: 0)
    writer.isInsideLink = true
    if let subtitle = settings.subtitle ?? (settings.title == nil ? first?.subtitle : nil) {
      html += "<p class=\"subtitle\">\(writer.write(subtitle.onSlide))</p>\n"
    }
    let authors = settings.author.isEmpty ? first?.author ?? [] : settings.author
    let byline = [Phrase.list(authors, conjunction: "&"), settings.date ?? first?.date ?? ""].filter { !$0.isEmpty }
    if !byline.isEmpty { html += "<p class=\"byline\">\(byline.joined(separator: " · "))</p>\n" }
    html += "</div>\n</div>\n"
    let abstract = settings.abstract.isEmpty ? first?.abstract ?? [] : settings.abstract
    return html + SlideWriter.notes(abstract, &writer, wording) + "</section>\n"
  }
}

extension [Inline] {
  /// The text without its footnotes, for which a slide has no place, and in lines of the slide's own.
  var onSlide: [Inline] {
    compactMap { inline in
      switch inline {
      case .footnoteReference: nil
      case .emphasis(let inner): .emphasis(inner.onSlide)
      case .strong(let inner): .strong(inner.onSlide)
      case .softBreak: .text(" ")
      case .text, .strikethrough, .code, .link, .image, .value, .crossReference, .math, .html, .lineBreak: inline
      }
    }
  }
}

/// The style and the script of a deck, which are part of the program.
enum DeckTheme {
  static let style = Theme.compact(String(decoding: PackageResources.deck_css, as: UTF8.self), comment: "/*")
  static let script = Theme.compact(String(decoding: PackageResources.deck_js, as: UTF8.self), comment: "//")
}
