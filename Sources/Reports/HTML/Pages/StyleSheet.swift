import Plotting

/// The style sheets and the scripts that are part of the program: each put together from the files of its subjects, in the order in
/// which they take effect, and read once.
enum StyleSheet {
  /// A notebook's page.
  static let notebook = compactStyle(charts + text(common + notes + media))
  /// The page `index.html`.
  static let index = compactStyle(charts + text(common + notes + [File.front_css] + media))
  /// The pages "How this report was made".
  static let making = compactStyle(
    text(common + [File.exercises_css, File.provenance_css] + media + [File.making_css]))
  /// The page of two results side by side.
  static let difference = compactStyle(text([File.difference_css]))
  static let deck = compact(text([File.deck_css]), comment: "/*")

  static let script = compact(text([File.script_js]), comment: "//")
  static let deckScript = compact(text([File.deck_js]), comment: "//")

  private typealias File = PackageResources

  /// What all pages of a report have.
  private static let common = [
    File.colours_css, File.frame_css, File.text_css, File.code_css, File.cells_css, File.tables_css, File.figures_css,
  ]
  private static let notes = [File.callouts_css, File.exercises_css, File.formulas_css, File.provenance_css]
  /// Other screens and languages, and paper, which comes last: on it everything is light, whatever the screen is.
  private static let media = [File.narrow_css, File.japanese_css, File.paper_css]
  private static var charts: String { "@media screen {\n" + SVGStyle.pageStyleSheet() + "}\n" }

  private static func text(_ files: [[UInt8]]) -> String { String(decoding: files.joined(), as: UTF8.self) }

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
  private static func compact(_ text: String, comment: String) -> String {
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
