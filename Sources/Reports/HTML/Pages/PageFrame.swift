/// What a page of a report has around its text.
struct PageFrame {
  enum Kind: String { case notebook, index, making }

  let kind: Kind
  let lang: String
  let provenance: Provenance
  /// What the footer lists as read; pages that tell of it themselves leave it out.
  var inputs: [ReportInput] = []
  var license: HTML?
  /// The page that tells how this one was made.
  var madeLink: String?
  var title = ""
  /// For search results and previews of links.
  var description = ""
  /// The line over the page, and what leads on from its end.
  var top = HTML()
  var bottom = HTML()
  var header = HTML()
  var banner = HTML()
  /// The entries under "Contents"; empty when there are none.
  var contents = HTML()
  var body = HTML()

  var wording: Wording { Wording(lang: lang) }

  /// The page as the text of its file.
  func page() -> String {
    let about: [HTML] = [
      .meta("color-scheme", "light dark"), .meta("generator", "Matinee " + provenance.version),
      .meta("description", description), Self.property("og:type", "article"), Self.property("og:title", title),
      Self.property("og:description", description),
    ]
    let style: String =
      switch kind {
      case .notebook: StyleSheet.notebook
      case .index: StyleSheet.index
      case .making: StyleSheet.making
      }
    var body: HTML = .line("a", class: "skip", with: ["href": "#main"], .text(wording[.skip]))
    body += "\(top)\n\(wideContents)\(main)\(bottom)\n\(footer)"
    body += .script(StyleSheet.script, with: ["data-copy": wording[.copy], "data-copied": wording[.copied]])
    let classes = kind.rawValue + (contents.isEmpty ? "" : " has-contents")
    return HTML.document(lang: lang, title: title, style: style, about: about, kind: classes, body).source
  }

  private static func property(_ name: String, _ content: String) -> HTML {
    .void("meta", with: ["property": name, "content": content])
  }

  private var main: HTML {
    .block("main", with: ["id": "main", "tabindex": -1], "\(header)\n\(banner)\n\(narrowContents)\(body)\n")
  }

  /// The contents beside the text.
  private var wideContents: HTML {
    if contents.isEmpty { return HTML() }
    let word = wording[.contents]
    return .block(
      "nav", class: "contents wide", with: ["aria-label": word],
      .line("p", class: "contents-title", .text(word)), "\(contents)\n")
  }

  /// The contents above the text, for narrow screens.
  private var narrowContents: HTML {
    if contents.isEmpty { return HTML() }
    let word = wording[.contents]
    return .fold(
      class: "contents narrow", word, .element("nav", with: ["aria-label": word], "\n\(contents)\n"))
  }

  private var footer: HTML {
    var list: HTML = .entry("Matinee", .text(provenance.version))
    list += .entry(.text(wording[.seed]), "\(provenance.seed)")
    list += .entry(.text(wording[.steps]), .text(Phrase.integer(provenance.stepCount)))
    for input in inputs {
      let digest = input.identity?.text(in: wording.say) ?? ""
      list += .entry(class: "input", .text(input.name), .element("code", .text(digest)))
    }
    if let license { list += .entry(class: "input", .text(wording[.license]), license) }
    let made = madeLink.map { link -> HTML in
      .line("p", class: "made", .element("a", with: ["href": link], .text(wording[.madeLink])))
    }
    return .block(
      "footer",
      .block("div", class: "provenance", .line("h2", .text(wording[.provenance])), .block("dl", list), made))
  }
}
