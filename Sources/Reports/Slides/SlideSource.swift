import Diagnostics
import Notebooks

/// A slide before anything is run: what of a notebook it shows.
public struct SlideSource: Sendable {
  public enum Content: Sendable {
    /// What a cell shows, by its place in its notebook.
    case cell(Int)
    /// A table, a list, a formula or a quote of the text; nil for a headline with its first sentence alone.
    case block(Block?)
    /// What somebody wrote as their answer to a question.
    case answer([Block])
  }

  /// Its place in the folder.
  public var notebook: Int
  /// What the slide is called in addresses: the label of the cell, the heading or the formula; "" for none.
  public var label: String
  public var headline: [Inline]
  /// Under the headline: the first paragraph of a section. A cell has its caption there.
  public var support: [Inline]
  public var content: Content
  /// What the speaker says.
  public var notes: [Block]

  /// The heading, the formula, the cell or the question that is presented.
  public var anchor: SourceSpan

  /// All text of a slide that may quote values, the captions of its cell apart.
  public var texts: [Block] {
    var blocks = [headline, support].filter { !$0.isEmpty }.map { Block(.paragraph($0), span: anchor) } + notes
    switch content {
    case .block(let block?): blocks.append(block)
    case .answer(let words): blocks += words
    case .block(nil), .cell: break
    }
    return blocks
  }
}
