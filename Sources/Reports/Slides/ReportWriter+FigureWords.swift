import Notebooks

extension ReportWriter {
  /// "Figure 3: the caption" and the alternative text of a cell's figure, as text.
  public func figureWords(notebook: Int, cell: Int) -> (caption: String, alternative: String) {
    let page = folder.pages[notebook]
    let writer = writer(at: notebook)
    let options = page.notebook.cells[cell].options
    let words = writer.plainText((options.figureCaption ?? []).onSlide)
    let alternative = writer.plainText(options.figureAlternative ?? [])
    guard let label = options.label?.text, let entry = labels[label], entry.kind == .figure else {
      return (words, alternative)
    }
    let name = writer.wording.reference(.figure, entry.number)
    return (words.isEmpty ? name : writer.wording.caption(name) + words, alternative)
  }
}
