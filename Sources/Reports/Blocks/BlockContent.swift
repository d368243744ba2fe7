import Notebooks
import Plotting

/// What a block of a kind is: how a page shows it, what a slide shows of it, and what it says.
protocol BlockContent: Sendable {
  /// The block on the page of its cell.
  func html(_ writer: inout PageWriter, at place: BlockPlace) -> HTML
  /// What of it the slide of its cell can show.
  var slide: SlideShare { get }
  var texts: [BlockText] { get }
}

/// Where a block stands on its page.
struct BlockPlace {
  let cell: Cell
  let report: CellReport
  /// Among the blocks of the cell.
  let index: Int
}

/// What a slide can show of a block. A slide is read from afar: it shows one thing of a cell, and the sentence beside it says what
/// matters.
enum SlideShare {
  case charts([Chart])
  /// The one that the cell is about.
  case table(TableBlock)
  case facts([Fact])
  case sentence([Run])
  case nothing
}

/// A text of a report, by what it is.
public enum BlockText: Sendable {
  case sentence([Run])
  /// A title, a footnote, a name: words of the program.
  case words(String)
  /// An entry of a table, which often comes from data.
  case entry(String)
  /// All that a chart says.
  case chart(Chart)
}
