/// Lines under their title.
struct CodeBlock: BlockContent {
  let text: String
  let title: String

  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML {
    .line(
      "div", class: "code", .line("p", class: "shown-title", with: ["aria-hidden": "true"], .text(title)),
      .element(
        "pre", class: "shown", with: ["role": "region", "aria-label": title, "tabindex": 0],
        .element("code", .text(text))))
  }

  var slide: SlideShare { .nothing }
  /// Code is the same in every language; its title is not.
  var texts: [BlockText] { [.words(title)] }
}
