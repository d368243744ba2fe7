import Notebooks

/// The pages that tell how the others were made: every step with what it took and gave, and the flow of data as a drawing.
extension ReportWriter {
  /// More boxes than this make no drawing that anybody reads, and take long to place (empirical).
  private static let greatestDrawing = 300

  /// The page `made/index.html`: the flow from notebook to notebook, the data, the parameters and how to run it again.
  public func makingIndex() -> String {
    var frame = frame(.making, lang: folder.folder.lang)
    let wording = frame.wording
    let title = folderTitle ?? wording[.overview]
    frame.title = "\(wording[.provenance]) · \(title)"
    frame.description = wording[.folderFlowNote]
    frame.top = makingTop(-1, home: "../index.html", wording)
    frame.header = makingHeader(title, steps: folder.steps.count, back: "../index.html", wording)
    let graph = FlowGraph.between(
      notebooks: folder.pages.indices.map { (self.title(at: $0), folder.pages[$0].state) },
      steps: folder.steps, link: { folder.pages[$0].link }, wording: wording)
    let items = folder.pages.enumerated().map { position, page -> HTML in
      let link: HTML = .element("a", with: ["href": page.link], .text(self.title(at: position)))
      let count = folder.steps.filter { $0.notebook == position }.count
      return .line("li", "\(link) \(HTML.element("span", class: "quiet", .text(wording.steps(count))))")
    }
    frame.body = drawing(graph, heading: wording[.folderFlow], note: wording[.folderFlowNote])
    frame.body += Self.heading("notebooks", wording[.sortedPages])
    frame.body += .block("ol", class: "notebooks", items.joined())
    frame.body += dataSection(wording) + runAgainSection(wording)
    return frame.page()
  }

  /// The page of a notebook at a place in `folder.pages`, to be written to its `madeFileName`.
  public func making(at position: Int) -> String {
    let page = folder.pages[position]
    let title = title(at: position)
    var frame = frame(.making, lang: language(of: page.notebook))
    let wording = frame.wording
    frame.title = "\(wording[.provenance]) · \(title)"
    frame.description = "\(title): \(wording[.dataFlow]), \(wording[.eachStep])"
    frame.top = makingTop(position, home: "index.html", wording)
    let own = folder.steps.filter { $0.notebook == position }
    frame.header = makingHeader(title, steps: own.count, back: "../" + page.link, wording)
    let graph = FlowGraph.of(
      notebook: position, steps: folder.steps, title: { self.title(at: $0) }, link: { folder.pages[$0].link },
      wording: wording)
    if own.isEmpty {
      frame.body += .line("p", .text(wording[.noSteps]))
    } else {
      frame.body += drawing(graph, heading: wording[.dataFlow], note: wording[.dataFlowNote])
      let writer = StepRecordWriter(folder: folder, position: position, wording: wording)
      frame.body += Self.heading("steps", wording[.eachStep])
      frame.body += .line("p", class: "quiet", .text(wording[.recipeNote]))
      frame.body += .block("ol", class: "step-list", own.map { writer.write($0) }.joined())
    }
    frame.body += dataSection(wording, of: own) + parameterSection(page, own, wording) + runAgainSection(wording)
    return frame.page()
  }

  /// What a reader types to have these pages again.
  func runAgainSection(_ wording: Wording) -> HTML {
    let command = folder.provenance.command
    guard !command.isEmpty else { return HTML() }
    let note =
      "\(wording[.runAgainNote]) Matinee \(folder.provenance.version), \(wording[.seed]) \(folder.provenance.seed)."
    var html = Self.heading("run-again", wording[.runAgain])
    html += .line("div", class: "code", PageWriter.listing(.text(command), class: "shown"))
    return html + .line("p", class: "quiet", .text(note))
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
      return .entry(.text(wording[.license]), writer.write(text))
    }
    guard !inputs.isEmpty || license != nil else { return HTML() }
    let list = inputs.map { input -> HTML in
      let note: HTML = input.name.hasPrefix("sample:") ? HTML.void("br") + .text(wording[.sampleNote]) : HTML()
      return .entry(
        .element("code", .text(input.name)), "\(input.identity?.text(in: wording.say) ?? "")\(note)")
    }
    return Self.heading("data", wording[.inputData]) + .block("dl", class: "inputs", list.joined(), license)
  }

  private static func heading(_ id: String, _ words: String) -> HTML { .line("h2", with: ["id": id], .text(words)) }

  /// The parameters that the steps of a page use; others have no part in it.
  private func parameterSection(_ page: ReportPage, _ steps: [StepRecord], _ wording: Wording) -> HTML {
    let used = Set(steps.flatMap(\.quotes).map(\.name))
    let parameters = page.parameters.filter { used.contains(StepRecord.parameterPrefix + $0.name) }
    guard !parameters.isEmpty else { return HTML() }
    let items = parameters.map { parameter -> HTML in
      .entry(
        .text(parameter.name), "\(parameter.value)\(page.defaults[parameter.name].map(wording.declared) ?? HTML())")
    }
    return Self.heading("parameters", wording[.parameters])
      + .block("dl", class: "inputs code-names", items.joined())
  }

  private func drawing(_ graph: FlowGraph, heading: String, note: String) -> HTML {
    guard !graph.nodes.isEmpty, graph.nodes.count <= Self.greatestDrawing else { return HTML() }
    var html = Self.heading("flow", heading)
    html += .line("p", class: "quiet", .text(note))
    return html + .block("figure", class: "flow-figure", drawing(graph, name: heading))
  }

  /// The drawing in a box that scrolls; for phones a second one that is as narrow as they are, and longer.
  private func drawing(_ graph: FlowGraph, name: String) -> HTML {
    func scrolling(_ drawing: FlowDrawing, _ id: String) -> HTML {
      .scrolling(name, drawing.svg(id: id, title: name))
    }
    let wide = FlowDrawing(graph, limit: FlowDrawing.pageWidth)
    guard wide.width > FlowDrawing.phoneWidth else { return "\(scrolling(wide, "flow-drawing"))\n" }
    let narrow = FlowDrawing(graph, limit: FlowDrawing.phoneWidth)
    return .widths(wide: scrolling(wide, "flow-drawing"), narrow: scrolling(narrow, "flow-drawing-narrow"))
  }

  private func makingHeader(_ title: String, steps: Int, back: String, _ wording: Wording) -> HTML {
    let link: HTML = .element("a", with: ["href": back], .text(wording[.backToReport]))
    return Self.header(
      kicker: wording[.provenance], title: .text(title), byline: "\(wording.steps(steps)) · \(link)")
  }

  private func makingTop(_ position: Int, home: String, _ wording: Wording) -> HTML {
    topBar(wording[.provenance], home: home, arrows(around: position, colon: ": ", wording), wording)
  }
}
