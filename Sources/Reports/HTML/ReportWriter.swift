import Notebooks

/// Writes the pages of a folder: one self-contained HTML file a notebook, and an index over them.
///
/// Everything that came from a notebook or from data is escaped. A page asks for nothing over the network, and everything
/// in it can be read without scripts. The same folder gives the same bytes. O(size of what is shown).
public struct ReportWriter: Sendable {
  public let folder: ReportFolder
  public let labels: LabelIndex
  /// Data URIs of local pictures by the source that the notebooks name them with.
  public let images: [String: String]
  /// What labels stand for, in words: captions, and the texts of headings.
  private(set) var captions: [String: String] = [:]

  public init(folder: ReportFolder, labels: LabelIndex, images: [String: String] = [:]) {
    self.folder = folder
    self.labels = labels
    self.images = images
    for position in folder.pages.indices { captions.merge(writer(at: position).captions()) { first, _ in first } }
  }

  /// The page of the notebook at a place in `folder.pages`, to be written to its `fileName`.
  public func page(at position: Int) -> String {
    let page = folder.pages[position]
    let lang = language(of: page.notebook)
    let wording = Wording(lang: lang)
    var writer = writer(at: position)
    let header = titleBlock(page, position, wording, &writer)
    let body = writer.body()
    var values = frame(lang: lang, wording, kind: "notebook")
    let title = writer.plainText(page.notebook.frontMatter.title ?? [.text(page.notebook.name)])
    values["documentTitle"] = folderTitle.map { "\(title) · \($0)" } ?? title
    values["description"] = description(page, writer)
    let contents = folder.folder.setting(\.toc, of: page.notebook) ?? true ? writer.contents() : HTML()
    if !contents.isEmpty { values["contents"] = contents.source }
    values["header"] = header.source
    values["banner"] = banner(page, wording).source
    values["body"] = body.source
    values["top"] = topBar(position, wording).source
    values["bottom"] = neighbours(position, wording).source
    values["madeLink"] = page.madeFileName
    if let license = page.notebook.frontMatter.license { values["license"] = writer.write(license).source }
    return Theme.shared.render(values, with: "page").source
  }

  func writer(at position: Int) -> PageWriter {
    let page = folder.pages[position]
    return PageWriter(
      page: page, ordinal: position + 1, labels: labels, wording: Wording(lang: language(of: page.notebook)),
      notebookNames: Set(folder.pages.map(\.notebook.name)), images: images, labelledTexts: captions)
  }

  func language(of notebook: Notebook) -> String { folder.folder.lang(of: notebook) }

  /// The folder's title as text; inline values have no notebook to be computed in there.
  var folderTitle: String? {
    folder.folder.settings.title.map { title in folder.pages.isEmpty ? "" : writer(at: 0).plainText(title) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What every page has around its text.
  func frame(lang: String, _ wording: Wording, kind: String) -> [String: Any] {
    let provenance = folder.provenance
    var values: [String: Any] = [
      "lang": lang, "kind": kind, "style": Theme.shared.reportStyle, "script": Theme.shared.script,
      "skip": wording[.skip], "contentsWord": wording[.contents], "copyWord": wording[.copy],
      "copiedWord": wording[.copied], "provenanceWord": wording[.provenance], "seedWord": wording[.seed],
      "stepsWord": wording[.steps], "version": provenance.version, "seed": String(provenance.seed),
      "steps": Phrase.integer(provenance.stepCount),
      "inputs": provenance.inputs.map {
        ["name": $0.name, "digest": $0.identity?.text(in: wording.say) ?? ""] as [String: Any]
      },
      "licenseWord": wording[.license], "madeWord": wording[.madeLink],
    ]
    if let license = folder.folder.settings.license, !folder.pages.isEmpty {
      var writer = writer(at: 0)
      values["license"] = writer.write(license).source
    }
    return values
  }

  private func titleBlock(_ page: ReportPage, _ position: Int, _ wording: Wording, _ writer: inout PageWriter) -> HTML {
    let front = page.notebook.frontMatter
    let title = front.title.map { writer.write($0) } ?? HTML(text: page.notebook.name)
    var values: [String: Any] = ["title": title.source, "parametersWord": wording[.parameters]]
    values["kicker"] = "\(position + 1) / \(folder.pages.count)" + (folderTitle.map { " · \($0)" } ?? "")
    if let subtitle = front.subtitle { values["subtitle"] = writer.write(subtitle).source }
    let byline = [
      Phrase.list(folder.folder.authors(of: page.notebook), conjunction: "&", in: wording.say),
      folder.folder.setting(\.date, of: page.notebook) ?? "",
    ]
    let line = byline.filter { !$0.isEmpty }.joined(separator: " · ")
    if !line.isEmpty { values["byline"] = line }
    if !front.abstract.isEmpty { values["abstract"] = writer.write(front.abstract).source }
    // What a reader would not expect stands open, what is as declared behind a fold.
    let changed = page.parameters.filter { page.defaults[$0.name] != nil }
    let rest = page.parameters.filter { page.defaults[$0.name] == nil }
    values["hasChanged"] = !changed.isEmpty
    values["defaultWord"] = wording[.defaultValue]
    values["changed"] = changed.map {
      ["name": $0.name, "value": $0.value, "default": page.defaults[$0.name] ?? ""] as [String: Any]
    }
    values["hasParameters"] = !rest.isEmpty
    values["opensParameters"] = page.parameters.count <= 4 && changed.isEmpty
    values["parameters"] = rest.map { ["name": $0.name, "value": $0.value] as [String: Any] }
    return Theme.shared.render(values, with: "title")
  }

  /// For search results and previews of links: the abstract's first paragraph, or else the subtitle, or the text's beginning.
  private func description(_ page: ReportPage, _ writer: PageWriter) -> String {
    let front = page.notebook.frontMatter
    for block in front.abstract {
      if case .paragraph(let text) = block.kind { return writer.summary(text) }
    }
    if let subtitle = front.subtitle { return writer.summary(subtitle) }
    for block in page.notebook.blocks {
      if case .paragraph(let text) = block.kind { return writer.summary(text) }
    }
    return writer.summary(front.title ?? [.text(page.notebook.name)])
  }
}
