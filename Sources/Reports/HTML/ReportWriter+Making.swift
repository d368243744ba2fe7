import Notebooks

/// The pages that tell how the others were made: every step with what it took and gave, and the flow of data as a drawing.
extension ReportWriter {
  /// More boxes than this make no drawing that anybody reads, and take long to place (empirical).
  private static let greatestDrawing = 300

  /// The page `made/index.html`: the flow from notebook to notebook, the data, the parameters and how to run it again.
  public func makingIndex() -> String {
    let lang = folder.folder.lang
    let wording = Wording(lang: lang)
    var values = makingFrame(lang: lang, wording)
    let title = folderTitle ?? wording[.overview]
    values["documentTitle"] = "\(wording[.provenance]) · \(title)"
    values["description"] = wording[.folderFlowNote]
    values["top"] =
      makingTop(
        wording, home: "../index.html", links: folder.pages.isEmpty ? [] : [("next", 0, wording[.next], "→")]
      ).source
    values["header"] = makingHeader(title, steps: folder.steps.count, back: "../index.html", wording).source
    let graph = FlowGraph.between(
      notebooks: folder.pages.indices.map { (self.title(at: $0), recordState(folder.pages[$0].state)) },
      steps: folder.steps, link: { folder.pages[$0].fileName }, wording: wording)
    var body = drawing(graph, heading: wording[.folderFlow], note: wording[.folderFlowNote], wording)
    body += "<h2 id=\"notebooks\">\(wording[.sortedPages])</h2>\n<ol class=\"notebooks\">\n"
    for (position, page) in folder.pages.enumerated() {
      let count = folder.steps.filter { $0.notebook == position }.count
      body += """
        <li><a href="\(page.fileName)">\(self.title(at: position))</a> <span class="quiet">\(wording.steps(count))</span></li>\n
        """
    }
    body += "</ol>\n" + dataSection(wording) + runAgainSection(wording)
    values["body"] = body.source
    return Theme.shared.render(values, with: "page").source
  }

  /// The page of a notebook at a place in `folder.pages`, to be written to its `madeFileName`.
  public func making(at position: Int) -> String {
    let page = folder.pages[position]
    let lang = language(of: page.notebook)
    let wording = Wording(lang: lang)
    let title = title(at: position)
    var values = makingFrame(lang: lang, wording)
    values["documentTitle"] = "\(wording[.provenance]) · \(title)"
    values["description"] = "\(title): \(wording[.dataFlow]), \(wording[.eachStep])"
    var links: [(String, Int, String, String)] = []
    if position > 0 { links.append(("prev", position - 1, wording[.previous], "←")) }
    if position + 1 < folder.pages.count { links.append(("next", position + 1, wording[.next], "→")) }
    values["top"] = makingTop(wording, home: "index.html", links: links).source
    let own = folder.steps.filter { $0.notebook == position }
    values["header"] = makingHeader(title, steps: own.count, back: "../" + page.fileName, wording).source
    let graph = FlowGraph.of(
      notebook: position, steps: folder.steps, title: { self.title(at: $0) }, link: { folder.pages[$0].fileName },
      wording: wording)
    var body = HTML()
    if own.isEmpty {
      body += "<p>\(wording[.noSteps])</p>\n"
    } else {
      body += drawing(graph, heading: wording[.dataFlow], note: wording[.dataFlowNote], wording)
      var writer = StepRecordWriter(folder: folder, position: position, wording: wording)
      body += "<h2 id=\"steps\">\(wording[.eachStep])</h2>\n<p class=\"quiet\">\(wording[.recipeNote])</p>\n"
      body += "<ol class=\"step-list\">\n"
      for step in own { body += writer.write(step) }
      body += "</ol>\n"
    }
    body += dataSection(wording, of: own) + parameterSection(page, own, wording) + runAgainSection(wording)
    values["body"] = body.source
    return Theme.shared.render(values, with: "page").source
  }

  /// What a reader types to have these pages again.
  func runAgainSection(_ wording: Wording) -> HTML {
    let command = folder.provenance.command
    guard !command.isEmpty else { return HTML() }
    return """
      <h2 id="run-again">\(wording[.runAgain])</h2>
      <div class="code"><pre class="shown" tabindex="0"><code>\(command)</code></pre></div>
      <p class="quiet">\(wording[.runAgainNote]) Matinee \(folder.provenance.version), \
      \(wording[.seed]) \(folder.provenance.seed).</p>\n
      """
  }

  /// What was read, with the digests of the contents.
  ///
  /// - Parameter steps: the steps whose inputs are listed; nil for all.
  func dataSection(_ wording: Wording, of steps: [StepRecord]? = nil) -> HTML {
    var inputs = steps == nil ? folder.provenance.inputs : []
    for source in (steps ?? folder.steps).flatMap(\.sources) where !inputs.contains(where: { $0.name == source.name }) {
      inputs.append(source)
    }
    let license = folder.folder.settings.license.map { text -> HTML in
      guard !folder.pages.isEmpty else { return HTML() }
      var writer = writer(at: 0)
      return "<div><dt>\(wording[.license])</dt><dd>\(writer.write(text))</dd></div>\n"
    }
    guard !inputs.isEmpty || license != nil else { return HTML() }
    let list = inputs.map { input -> HTML in
      let note: HTML = input.name.hasPrefix("sample:") ? "<br>\(wording[.sampleNote])" : ""
      return
        "<div><dt><code>\(input.name)</code></dt><dd>\(input.identity?.text(in: wording.say) ?? "")\(note)</dd></div>\n"
    }
    return """
      <h2 id="data">\(wording[.inputData])</h2>
      <dl class="inputs">
      \(list.joined())\(license ?? HTML())</dl>\n
      """
  }

  /// The parameters that the steps of a page use; others have no part in it.
  private func parameterSection(_ page: ReportPage, _ steps: [StepRecord], _ wording: Wording) -> HTML {
    let used = Set(steps.flatMap(\.quotes).map(\.name))
    let parameters = page.parameters.filter { used.contains(StepRecord.parameterPrefix + $0.name) }
    guard !parameters.isEmpty else { return HTML() }
    let items = parameters.map { parameter -> HTML in
      let other: HTML =
        page.defaults[parameter.name].map { " <span class=\"quiet\">(\(wording[.defaultValue]): \($0))</span>" }
        ?? HTML()
      return "<div><dt>\(parameter.name)</dt><dd>\(parameter.value)\(other)</dd></div>\n"
    }
    return """
      <h2 id="parameters">\(wording[.parameters])</h2>
      <dl class="inputs code-names">
      \(items.joined())</dl>\n
      """
  }

  private func drawing(_ graph: FlowGraph, heading: String, note: String, _ wording: Wording) -> HTML {
    guard !graph.nodes.isEmpty, graph.nodes.count <= Self.greatestDrawing else { return HTML() }
    return """
      <h2 id="flow">\(heading)</h2>
      <p class="quiet">\(note)</p>
      <figure class="flow-figure">
      \(drawing(graph, name: heading))
      </figure>\n
      """
  }

  /// The drawing in a box that scrolls; for phones a second one that is as narrow as they are, and longer.
  private func drawing(_ graph: FlowGraph, name: String) -> HTML {
    func scrolling(_ drawing: HTML) -> HTML {
      "<div class=\"scroll\" role=\"region\" aria-label=\"\(name)\" tabindex=\"0\">\n\(drawing)</div>\n"
    }
    let wide = FlowDrawing(graph, limit: FlowDrawing.pageWidth)
    guard wide.width > FlowDrawing.phoneWidth else { return scrolling(wide.svg(id: "flow-drawing", title: name)) }
    let narrow = FlowDrawing(graph, limit: FlowDrawing.phoneWidth)
    return """
      <div class="on-wide">\(scrolling(wide.svg(id: "flow-drawing", title: name)))</div>
      <div class="on-narrow">\(scrolling(narrow.svg(id: "flow-drawing-narrow", title: name)))</div>
      """
  }

  private func makingFrame(lang: String, _ wording: Wording) -> [String: Any] {
    var values = frame(lang: lang, wording, kind: "making")
    values["style"] = Theme.shared.makingStyle
    // The page says all of this itself.
    values["inputs"] = [[String: Any]]()
    return values
  }

  private func makingHeader(
    _ title: String, steps: Int, back: String, _ wording: Wording
  ) -> HTML {
    """
    <header class="title-block">
    <p class="kicker">\(wording[.provenance])</p>
    <h1>\(title)</h1>
    <p class="byline">\(wording.steps(steps)) · <a href="\(back)">\(wording[.backToReport])</a></p>
    </header>\n
    """
  }

  private func makingTop(
    _ wording: Wording, home: String, links: [(relation: String, position: Int, word: String, sign: String)]
  ) -> HTML {
    var html: HTML = "<nav class=\"top\" aria-label=\"\(wording[.provenance])\">"
    html += "<a class=\"home\" href=\"\(home)\">\(folderTitle ?? wording[.overview])</a><span class=\"steps\">"
    for link in links {
      let words = link.word + ": " + title(at: link.position)
      html += """
        <a rel="\(link.relation)" href="\(folder.pages[link.position].fileName)" aria-label="\(words)" title="\(words)">\(link.sign)</a>
        """
    }
    return html + "</span></nav>"
  }

  private func recordState(_ state: ReportPage.State) -> StepRecord.State {
    switch state {
    case .done: .done
    case .failed: .failed
    case .notRun: .notRun
    }
  }
}
