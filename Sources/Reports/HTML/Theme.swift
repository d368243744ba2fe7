import Mustache
import Plotting

/// The templates and the style that are part of the program.
struct Theme: Sendable {
  let library: MustacheLibrary
  /// The style of a notebook's page, of the index, and of the pages "How this report was made".
  let reportStyle: String
  let frontStyle: String
  let makingStyle: String
  let script: String

  /// Read once: parsing takes well under a millisecond a template.
  static let shared = Theme()

  private init() {
    let sources: [(String, [UInt8])] = [
      ("page", PackageResources.page_mustache), ("title", PackageResources.title_mustache),
      ("card", PackageResources.card_mustache), ("deck", PackageResources.deck_mustache),
    ]
    var library = MustacheLibrary()
    for (name, bytes) in sources {
      // The templates are constants of the program; a test renders each, so a fault in one never ships.
      guard let template = try? MustacheTemplate(string: String(decoding: bytes, as: UTF8.self)) else {
        assertionFailure("the template \(name) does not parse")
        continue
      }
      library.register(template, named: name)
    }
    self.library = library
    // The theme comes last: on paper everything is light, whatever the screen is.
    let charts = "@media screen {\n" + SVGStyle.pageStyleSheet() + "}\n"
    let theme = String(decoding: PackageResources.theme_css, as: UTF8.self)
    let making = String(decoding: PackageResources.making_css, as: UTF8.self)
    frontStyle = Self.compactStyle(charts + theme)
    reportStyle = Self.compactStyle(charts + Self.sections(of: theme, without: ["The front page"]))
    makingStyle = Self.compactStyle(
      Self.sections(of: theme, without: ["Callouts, errors", "Formulas, footnotes", "The front page"]) + making)
    script = Self.compact(String(decoding: PackageResources.script_js, as: UTF8.self), comment: "//")
  }

  func render(_ values: [String: Any], with template: String) -> HTML {
    HTML(markup: library.render(values, withTemplate: template) ?? "")
  }

  /// A style sheet without the parts that begin with these comments, each up to the next comment at a line's beginning.
  private static func sections(of style: String, without names: Set<String>) -> String {
    var isKept = true
    var kept = ""
    for line in style.split(separator: "\n") {
      if line.hasPrefix("/* "), line.hasSuffix(" */") {
        isKept = !names.contains(String(line.dropFirst(3).dropLast(3)))
      }
      if isKept { kept += line + "\n" }
    }
    return kept
  }

  /// A style sheet without comments and without the spaces that only its authors need.
  private static func compactStyle(_ style: String) -> String {
    var out: [UInt8] = []
    let tight = Set(" {};,:\n".utf8)
    let blank = Set(" \n".utf8)
    for byte in compact(style, comment: "/*").utf8 {
      // After these a blank says nothing; before a colon it may (a :hover).
      if blank.contains(byte), out.last.map({ tight.contains($0) }) ?? true { continue }
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), let last = out.last, blank.contains(last) {
        out.removeLast()
      }
      if byte == UInt8(ascii: "}"), out.last == UInt8(ascii: ";") { out.removeLast() }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Lines without their indentation, empty lines and lines that are a comment. Over bytes: it runs at every start.
  static func compact(_ text: String, comment: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for line in Array(text.utf8).split(separator: UInt8(ascii: "\n")) {
      let trimmed = line.drop { $0 == UInt8(ascii: " ") }
      if trimmed.isEmpty || trimmed.starts(with: comment.utf8) { continue }
      out.append(contentsOf: trimmed)
      out.append(UInt8(ascii: "\n"))
    }
    return String(decoding: out, as: UTF8.self)
  }
}
