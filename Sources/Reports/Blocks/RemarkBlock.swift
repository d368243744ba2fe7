/// A sentence with a sign before it that the reader should not miss.
struct RemarkBlock: BlockContent {
  let runs: [Run]

  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML {
    let wording = writer.wording
    let lead: HTML = .element("strong", .text(wording[.remark] + wording.colon))
    return .line("p", class: "remark", Icon.warning, .element("span", "\(lead)\(wording.gap)\(runs.html)"))
  }

  var slide: SlideShare { .sentence(runs) }
  var texts: [BlockText] { [.sentence(runs)] }
}
