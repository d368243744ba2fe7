import Notebooks

/// Small pictures beside the words that say the same; drawn in the text's colour on a field of 16 by 16.
enum Icon {
  static func callout(_ kind: Callout) -> HTML {
    switch kind {
    case .note: svg("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"M8 7.5v4M8 4.6v.2\"/>")
    case .tip: svg("<path d=\"M5.5 10.5a4.5 4.5 0 1 1 5 0v1.5h-5zM6.5 14.5h3\"/>")
    case .important: svg("<path d=\"M2 2.5h12v9H8l-3 3v-3H2zM8 4.8v3M8 9.6v.2\"/>")
    case .warning: warning
    case .caution: svg("<path d=\"M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM8 4.6v4M8 11v.2\"/>")
    }
  }

  static let warning = svg("<path d=\"M8 1.8 15 14H1zM8 6.2v3.6M8 11.8v.2\"/>")
  static let failure = svg("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"m5.5 5.5 5 5M10.5 5.5l-5 5\"/>")
  static let success = svg("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"m5 8.2 2.2 2.3L11 5.8\"/>")
  static let pencil = svg("<path d=\"M10.8 2.2 13.8 5.2 5.5 13.5l-3.6.6.6-3.6zM9.2 3.8l3 3\"/>")
  static let pause = svg("<circle cx=\"8\" cy=\"8\" r=\"6.5\"/><path d=\"M6.4 5.5v5M9.6 5.5v5\"/>")

  private static func svg(_ shapes: String) -> HTML {
    .element(
      "svg", class: "icon", with: ["viewBox": "0 0 16 16", "width": 16, "height": 16, "aria-hidden": "true"],
      HTML(markup: shapes))
  }
}
