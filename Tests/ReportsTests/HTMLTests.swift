import Testing

@testable import Reports

@Suite("Pieces of HTML")
struct HTMLTests {
  @Test("text, literals and the values of attributes are escaped, pieces are not")
  func escaping() {
    #expect(HTML.text("<>&\"'\u{0}\r").source == "&lt;&gt;&amp;&quot;&#39;\u{FFFD}\n")
    #expect(("<b>" as HTML).source == "&lt;b&gt;")
    let name = "<i>"
    #expect(("1 < \(name) \(HTML.element("b", .text(name)))" as HTML).source == "1 &lt; &lt;i&gt; <b>&lt;i&gt;</b>")
    #expect(HTML.element("a", with: ["href": "\"><script>"]).source == "<a href=\"&quot;&gt;&lt;script&gt;\"></a>")
    #expect(HTML.text("https://ada:secret@example.org/").source == "https://**********@example.org/")
  }

  @Test("elements end their line or stand on lines of their own, as their kind has it")
  func elements() {
    #expect(HTML.element("em", class: "new", "a").source == "<em class=\"new\">a</em>")
    #expect(HTML.line("p", "a", nil, "b").source == "<p>ab</p>\n")
    #expect(HTML.block("div", .line("p", "a")).source == "<div>\n<p>a</p>\n</div>\n")
    #expect(HTML.void("br").source == "<br>")
    #expect(HTML.selfClosing("path", class: "line", with: ["d": "M0 0"]).source == "<path class=\"line\" d=\"M0 0\"/>")
  }

  @Test("attributes stand in the order in which they are given; those that are nil or false are left out")
  func attributes() {
    let none: String? = nil
    let tag = HTML.element("details", with: ["open": true, "id": none, "hidden": false, "tabindex": -1, "title": ""])
    #expect(tag.source == "<details open tabindex=\"-1\" title=\"\"></details>")
  }

  @Test("a table has a head and rows, a document what every document has")
  func shapes() {
    let table = HTML.table(class: "wide", head: .element("th", "a"), rows: [.element("td", "1"), .element("td", "2")])
    #expect(
      table.source == """
        <table class="wide">
        <thead><tr><th>a</th></tr></thead>
        <tbody>
        <tr><td>1</td></tr>
        <tr><td>2</td></tr>
        </tbody>
        </table>

        """)
    let document = HTML.document(lang: "en", title: "a & b", style: "p{}", kind: "plain", .line("p", "c"))
    #expect(
      document.source == """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>a &amp; b</title>
        <link rel="icon" href="data:,">
        <style>p{}</style>
        </head>
        <body class="plain">
        <p>c</p>
        </body>
        </html>

        """)
  }
}
