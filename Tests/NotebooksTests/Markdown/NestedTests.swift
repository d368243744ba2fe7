import Notebooks
import Testing

@Suite("Walks over blocks, words and expressions")
struct NestedTests {
  @Test("words come in the order of the text, whatever holds them")
  func words() {
    let text = """
      # One `{lab} a.rows`

      > [!NOTE] Two
      > - *three* [four](x.md)
      > - $x$

      | six | **seven** |
      |---|---|
      | eight | ![nine](n.png) |

      Ten[^n].

      [^n]: Eleven `{lab} b.rows`.
      """
    let (notebook, _) = NotebookTests.read(text)
    let words = notebook.blocks.texts.map(\.plainText)
    #expect(words == ["One ", "Two", "three four", "x", "six", "seven", "eight", "nine", "Ten.", "Eleven ."])
    #expect(notebook.blocks.values.map(\.expression.canonicalText) == ["a.rows", "b.rows"])
    #expect(notebook.blocks.walk.compactMap(\.identifier) == ["one"])
  }

  @Test("an expression stands before its parts, and these from left to right")
  func expressions() throws {
    let (notebook, faults) = NotebookTests.read(
      "```{lab}\nfilter r where: a not in [1, {b}] and mean(c, by: d) is null\n```\n")
    #expect(faults.isEmpty)
    let statement = try #require(notebook.cells.first?.statements.first)
    let names = statement.expressions.walk.compactMap { part in
      if case .name(let name) = part.kind { name.text } else { nil }
    }
    #expect(names == ["r", "a", "b", "c", "d"])
  }

  /// So deep that a walk which calls itself would not come back.
  private struct Chain: Nested {
    var length: Int
    var children: [Chain] { length > 0 ? [Chain(length: length - 1)] : [] }
  }

  @Test("no depth is too much")
  func depth() {
    #expect(Chain(length: 1_000_000).walk.reduce(0) { sum, _ in sum + 1 } == 1_000_001)
  }
}
