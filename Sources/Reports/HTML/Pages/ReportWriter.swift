import Notebooks

/// Writes the pages of a folder: one self-contained HTML file a notebook, and an index over them.
///
/// Everything that came from a notebook or from data is escaped. A page asks for nothing over the network, and everything
/// in it can be read without scripts. The same folder gives the same bytes. O(size of what is shown).
public struct ReportWriter: Sendable {
  public let folder: ReportFolder
  public let labels: LabelIndex
  /// One for each page, as it is before anything is written: pages name each other, and a slide begins where its page does.
  private let writers: [PageWriter]

  /// - Parameter images: data URIs of local pictures by the source that the notebooks name them with.
  public init(folder: ReportFolder, labels: LabelIndex, images: [String: String] = [:]) {
    self.folder = folder
    self.labels = labels
    let names = Set(folder.pages.map(\.notebook.name))
    var writers = folder.pages.enumerated().map { position, page in
      PageWriter(
        page: page, ordinal: position + 1, labels: labels,
        wording: Wording(lang: folder.folder.lang(of: page.notebook)),
        notebookNames: names, images: images)
    }
    var texts: [String: String] = [:]
    for writer in writers { texts.merge(writer.captions()) { first, _ in first } }
    for position in writers.indices { writers[position].labelledTexts = texts }
    self.writers = writers
  }

  /// The page of the notebook at a place in `folder.pages`, to be written to its `fileName`.
  public func page(at position: Int) -> String {
    let page = folder.pages[position]
    let front = page.notebook.frontMatter
    var writer = writer(at: position)
    var frame = frame(.notebook, lang: language(of: page.notebook))
    frame.inputs = folder.provenance.inputs
    frame.header = header(of: page, position, frame.wording, &writer)
    frame.body = writer.body()
    let title = writer.plainText(front.title ?? [.text(page.notebook.name)])
    frame.title = folderTitle.map { "\(title) · \($0)" } ?? title
    frame.description = description(page, writer)
    if folder.folder.setting(\.toc, of: page.notebook) ?? true { frame.contents = writer.contents() }
    frame.banner = banner(page, frame.wording)
    frame.top = topBar(position, frame.wording)
    frame.bottom = neighbours(position, frame.wording)
    frame.madeLink = ReportFolder.madeFolder + "/" + page.link
    if let license = front.license { frame.license = writer.write(license) }
    return frame.page()
  }

  func writer(at position: Int) -> PageWriter { writers[position] }

  func language(of notebook: Notebook) -> String { folder.folder.lang(of: notebook) }

  /// The folder's title as text; inline values have no notebook to be computed in there.
  var folderTitle: String? {
    folder.folder.settings.title.map { title in folder.pages.isEmpty ? "" : writer(at: 0).plainText(title) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What every page has around its text.
  func frame(_ kind: PageFrame.Kind, lang: String) -> PageFrame {
    var frame = PageFrame(kind: kind, lang: lang, provenance: folder.provenance)
    if let license = folder.folder.settings.license, !folder.pages.isEmpty {
      var writer = writer(at: 0)
      frame.license = writer.write(license)
    }
    return frame
  }

  /// For search results and previews of links: the abstract's first paragraph, or else the subtitle, or the text's beginning.
  private func description(_ page: ReportPage, _ writer: PageWriter) -> String {
    let front = page.notebook.frontMatter
    let text =
      front.abstract.firstParagraph ?? front.subtitle ?? page.notebook.blocks.firstParagraph ?? front.title
    return writer.summary(text ?? [.text(page.notebook.name)])
  }
}
