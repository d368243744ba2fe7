import Foundation
import Reports

/// A report's page as a preview shows it: the same page, with a script and a style that published pages do not have.
enum PreviewPage {
  static let script = String(decoding: PackageResources.preview_js + PackageResources.exercises_js, as: UTF8.self)
  static let style = String(decoding: PackageResources.preview_css, as: UTF8.self)

  /// The page and the policy that it is served with. O(bytes).
  static func dressed(_ html: String, version: Int) -> (page: [UInt8], policy: String) {
    let bytes = Array(html.utf8)
    var page: [UInt8] = []
    page.reserveCapacity(bytes.count + 256)
    var written = 0
    func insert(_ html: HTML, at place: Int) {
      page += bytes[written..<place]
      page += Array(html.source.utf8)
      written = place
    }
    if let end = find("</head>", in: bytes, from: 0) {
      let version: HTML = .void("meta", with: ["name": "matinee-version", "content": version])
      let style: HTML = .void("link", with: ["rel": "stylesheet", "href": "/_matinee/preview.css"])
      insert("\(version)\n\(style)\n", at: end.lowerBound)
    }
    // The text has been parsed where the script stands, and no script has changed it yet.
    if let end = find("</main>", in: bytes, from: written) {
      insert("\n\(HTML.element("script", with: ["src": "/_matinee/preview.js"]))", at: end.upperBound)
    }
    page += bytes[written...]
    return (page, PagePolicy.page(scripts: inlineScripts(bytes)))
  }

  /// The contents of `<script>` elements: only the frame of a page has any, as everything that comes from notebooks is escaped.
  private static func inlineScripts(_ html: [UInt8]) -> [ArraySlice<UInt8>] {
    var found: [ArraySlice<UInt8>] = []
    var at = 0
    while let start = find("<script", in: html, from: at), let open = find(">", in: html, from: start.upperBound),
      let end = find("</script>", in: html, from: open.upperBound)
    {
      found.append(html[open.upperBound..<end.lowerBound])
      at = end.upperBound
    }
    return found
  }

  /// The first place of a text. O(bytes), a byte that cannot begin it being skipped by the library's search.
  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Range<Int>? {
    let wanted = Array(text.utf8)
    return bytes.withUnsafeBytes { buffer -> Range<Int>? in
      guard let base = buffer.baseAddress, let first = wanted.first else { return nil }
      var at = start
      while at + wanted.count <= buffer.count, let found = memchr(base + at, Int32(first), buffer.count - at) {
        let place = UnsafeRawPointer(found) - base
        if place + wanted.count > buffer.count { return nil }
        if memcmp(base + place, wanted, wanted.count) == 0 { return place..<place + wanted.count }
        at = place + 1
      }
      return nil
    }
  }
}
