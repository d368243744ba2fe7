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
    let document = HTML.document(
      lang: lang, title: "\(folderTitle) · \(wording.presentation)", style: StyleSheet.deck,
      about: [.meta("color-scheme", "light"), .meta("generator", "Matinee " + report.folder.provenance.version)],
      frame(html, wording))
    return (document.source, cuts)
  }

  /// The slides with what shows one of them at a time.
  private func frame(_ slides: HTML, _ wording: Wording) -> HTML {
    func button(_ style: String, _ words: String, _ sign: HTML) -> HTML {
      .line("button", with: ["type": "button", "class": style, "aria-label": words], sign)
    }
    let keys = wording.deckKeys.map { HTML.entry(.text($0.key), .text($0.words)) }
    var html: HTML = .block("main", with: ["id": "deck", "aria-label": wording.presentation], slides)
    html += .line("div", class: "bar", with: ["aria-hidden": "true"], .element("i"))
    html += .block(
      "nav", class: "controls", with: ["aria-label": wording.presentation, "hidden": true],
      button("back", wording.previousSlide, "←"), button("on-to", wording.nextSlide, "→"), button("help", "?", "?"))
    html += .line("p", with: ["id": "said", "class": "hidden", "aria-live": "polite"])
    html += .line("dialog", with: ["id": "keys"], .element("dl", "\n", keys.joined()))
    return html
      + .script(
        StyleSheet.deckScript,
        with: ["data-notes": wording.speakerNotes, "data-next": wording.nextSlide, "data-last": wording.lastSlide])
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
    let sheet = SlideSheet(headline: folderTitle, support: "")
    var opening: HTML = .line(
      "h1", with: ["style": "--size:\(Int(sheet.headlineSize * 1.5))"], .text(folderTitle))
    var notes = HTML()
    if !report.folder.pages.isEmpty {
      var writer = report.writer(at: 0)
      writer.isInsideLink = true
      if let subtitle = settings.subtitle ?? (settings.title == nil ? first?.subtitle : nil) {
        opening += .line("p", class: "subtitle", writer.write(subtitle.onSlide))
      }
      let authors = settings.author.isEmpty ? first?.author ?? [] : settings.author
      if let byline = ReportWriter.byline(authors, settings.date ?? first?.date) {
        opening += .line("p", class: "byline", byline)
      }
      let abstract = settings.abstract.isEmpty ? first?.abstract ?? [] : settings.abstract
      notes = SlideWriter.notes(abstract, &writer, wording)
    }
    return .line(
      "section", class: "slide title on", with: ["id": id, "aria-label": 1],
      .block("div", class: "face", .block("div", class: "opening", opening)), notes)
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
