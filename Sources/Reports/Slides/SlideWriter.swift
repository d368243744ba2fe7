import Diagnostics
import Notebooks

/// Writes one slide: headline, what supports it, what is shown, and the speaker's notes.
struct SlideWriter {
  var writer: PageWriter
  let source: SlideSource
  let chapter: String
  let number: Int
  let id: String
  let lang: String

  init(_ writer: PageWriter, source: SlideSource, chapter: String, number: Int, id: String, lang: String) {
    self.writer = writer
    self.source = source
    self.chapter = chapter
    self.number = number
    self.id = id
    self.lang = lang
    // A slide leads nowhere: references and links are text.
    self.writer.isInsideLink = true
  }

  var wording: Wording { writer.wording }

  /// What the slide had no room for, once it is written.
  var cuts: [SlideCut] {
    writer.cuts.map { cut in
      var cut = cut
      cut.anchor = source.anchor
      return cut
    }
  }

  mutating func html() -> HTML {
    let headline = source.headline.onSlide
    var support = source.support.onSlide
    var notes = source.notes
    var shown = HTML()
    var kind = "text"
    var caption = HTML()
    var captionText = ""
    var part: SlidePart?
    if case .cell(let index) = source.content { part = SlidePart(of: index, in: writer.page) }
    if let part {
      support = part.caption
      (caption, captionText) = (part.numbered(&writer), part.numberedText(writer))
      kind = part.kind
    }
    let headlineText = writer.plainText(headline)
    var text = captionText.isEmpty ? writer.plainText(support) : captionText
    if captionText.isEmpty, !support.isEmpty {
      // A paragraph that is longer than a support can be is for the speaker.
      if SlideSheet.lines(text, SlideSheet.inner, 22) > 3, !isAlone {
        notes.insert(Block(.paragraph(support), span: source.anchor), at: 0)
        (support, text) = ([], "")
      } else {
        caption = writer.write(support)
      }
    }
    if SlideSheet.lines(text, SlideSheet.inner, 18) > 4, !isAlone {
      // What is cut off on the slide is for the speaker.
      notes.insert(Block(.paragraph(support), span: source.anchor), at: 0)
    }
    let sheet = SlideSheet(headline: headlineText, support: isAlone ? "" : text)
    switch source.content {
    case .cell: shown = part?.html(&writer, sheet) ?? HTML()
    case .answer(let blocks):
      let answer = SlideText.answer(blocks, &writer, sheet)
      shown = answer.html
      // What the slide has no room for is for the speaker.
      if !answer.isWhole { notes = blocks }
    case .block(let block?): shown = SlideText(block).html(&writer, sheet)
    case .block(nil):
      shown = SlideText(Block(.paragraph(support), span: source.anchor)).html(&writer, sheet)
      caption = HTML()
    }
    var header: HTML = .line("h2", with: ["style": "--size:\(Int(sheet.headlineSize))"], writer.write(headline))
    if !caption.isEmpty {
      let style = "--size:\(Int(sheet.supportSize));--lines:\(sheet.supportLines)"
      header += .line("p", class: "support", with: ["style": style], caption)
    }
    let face: HTML = .block(
      "div", class: "face", .block("header", header), .block("div", class: "body", shown),
      .line("footer", .element("span", .text(chapter)), .element("span", "\(number)")))
    return .line(
      "section", class: "slide " + kind, with: ["id": id, "lang": lang, "aria-label": number], face,
      Self.notes(notes, &writer, wording))
  }

  /// Whether the slide has nothing but its headline and a paragraph.
  private var isAlone: Bool { if case .block(nil) = source.content { true } else { false } }

  /// What the speaker says, below the slide.
  static func notes(_ blocks: [Block], _ writer: inout PageWriter, _ wording: Wording) -> HTML {
    guard !blocks.isEmpty else { return HTML() }
    let text = writer.write(blocks.map { $0.mapProse(\.onSlide) })
    return .block("aside", class: "notes", with: ["aria-label": wording.speakerNotes], text)
  }
}
