import Mustache
import Plotting

/// The templates and the style that are part of the program.
struct Theme: Sendable {
  let library: MustacheLibrary
  let style: String
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
    style = Self.compact(charts + String(decoding: PackageResources.theme_css, as: UTF8.self), comment: "/*")
    script = Self.compact(String(decoding: PackageResources.script_js, as: UTF8.self), comment: "//")
  }

  func render(_ values: [String: Any], with template: String) -> HTML {
    HTML(markup: library.render(values, withTemplate: template) ?? "")
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
