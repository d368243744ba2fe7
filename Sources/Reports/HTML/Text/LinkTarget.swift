/// Where a link of a notebook leads in its report, if a report may lead there.
struct LinkTarget: Equatable {
  var text: String

  /// nil for schemes other than http, https and mailto: `javascript:` and the like never become links.
  ///
  /// A link to a notebook of the folder, written `02-explore.md` as GitHub wants it, leads to its page.
  init?(_ destination: String, notebookNames: Set<String>) {
    let cleaned = String(destination.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }.map(Character.init))
    let head = cleaned.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let colon = head.firstIndex(of: ":") {
      guard ["http", "https", "mailto"].contains(head[..<colon].lowercased()) else { return nil }
      text = cleaned
      return
    }
    let path = cleaned.prefix { $0 != "#" }
    let relative = path.hasPrefix("./") ? path.dropFirst(2) : path
    let name = String(relative.dropLast(3))
    if relative.hasSuffix(".md"), notebookNames.contains(name) {
      text = ReportPage.link(to: name) + cleaned.dropFirst(path.count)
    } else {
      text = cleaned
    }
  }
}
