/// What became of what: data items as nodes, the steps that made them as lines.
struct FlowGraph {
  struct Node {
    enum Kind: String { case source, table, model, embedding, notebook }

    var kind: Kind
    var name: String
    /// Small, after the name: `@2`.
    var suffix = ""
    /// The step that made it: "11 filter", or where it comes from.
    var heading: String
    /// "110,958 rows"
    var about: String
    /// Steps that took it and made nothing of it, such as charts.
    var looks: [String] = []
    var link: String
    /// Whether it comes from another page.
    var isForeign = false
    var state = StepRecord.State.done
  }

  var nodes: [Node] = []
  var edges: [LayeredLayout.Edge] = []

  /// The flow of one notebook.
  ///
  /// - Parameters:
  ///   - steps: those of the whole folder, in order.
  ///   - link: the page that tells of the steps of a notebook, seen from this one.
  static func of(
    notebook: Int, steps: [StepRecord], title: @escaping (Int) -> String, link: @escaping (Int) -> String,
    wording: Wording
  ) -> FlowGraph {
    var builder = FlowGraphBuilder(notebook: notebook, steps: steps, title: title, link: link, wording: wording)
    for step in steps where step.notebook == notebook { builder.add(step) }
    return builder.graph
  }

  /// The flow between notebooks: what each takes from which.
  static func between(
    notebooks: [(title: String, state: StepRecord.State)], steps: [StepRecord], link: (Int) -> String,
    wording: Wording
  ) -> FlowGraph {
    var graph = FlowGraph()
    var sources: [String: Int] = [:]
    var makers: [DataItem.ID: Int] = [:]
    for step in steps { for item in step.gives { makers[item.id] = step.notebook } }
    var places: [Int: Int] = [:]
    for (notebook, (title, state)) in notebooks.enumerated() {
      let own = steps.filter { $0.notebook == notebook }
      for source in own.flatMap(\.sources) where sources[source.name] == nil {
        sources[source.name] = graph.nodes.count
        graph.nodes.append(
          Node(kind: .source, name: source.name, heading: wording[.inputData], about: "", link: "#data"))
      }
      let place = graph.nodes.count
      places[notebook] = place
      var edges: [LayeredLayout.Edge] = []
      var taken: [String] = []
      for step in own {
        for item in step.takes + step.asks {
          guard let maker = makers[item.id], maker != notebook, let from = places[maker] else { continue }
          if !taken.contains(item.id.name) { taken.append(item.id.name) }
          edges.append(.init(from: from, to: place))
        }
        for source in step.sources { if let from = sources[source.name] { edges.append(.init(from: from, to: place)) } }
      }
      graph.nodes.append(
        Node(
          kind: .notebook, name: title, heading: "", about: wording.steps(own.count), looks: taken,
          link: link(notebook), state: state))
      var seen: Set<LayeredLayout.Edge> = []
      graph.edges += edges.filter { seen.insert($0).inserted }
    }
    return graph
  }
}

/// Adds the steps of a notebook to its graph, one after another.
private struct FlowGraphBuilder {
  let notebook: Int
  let title: (Int) -> String
  let link: (Int) -> String
  let wording: Wording
  /// The step that made each item, and how many items there are of each name.
  private var makers: [DataItem.ID: StepRecord] = [:]
  private var versions: [String: Int] = [:]
  private var places: [DataItem.ID: Int] = [:]
  private var sources: [String: Int] = [:]
  private(set) var graph = FlowGraph()
  private var seen: Set<LayeredLayout.Edge> = []

  init(
    notebook: Int, steps: [StepRecord], title: @escaping (Int) -> String, link: @escaping (Int) -> String,
    wording: Wording
  ) {
    self.notebook = notebook
    self.title = title
    self.link = link
    self.wording = wording
    for step in steps {
      for item in step.gives {
        makers[item.id] = step
        versions[item.id.name] = max(versions[item.id.name] ?? 0, item.id.version)
      }
    }
  }

  mutating func add(_ step: StepRecord) {
    let heading = "\(step.number) \(step.verb)"
    let taken = step.takes.map { place(of: $0) }
    let asked = step.asks.map { place(of: $0) }.filter { !taken.contains($0) }
    let read = step.gives.isEmpty ? [] : step.sources.map { place(ofSource: $0.name) }
    if step.gives.isEmpty {
      if let first = taken.first ?? asked.first { graph.nodes[first].looks.append(heading) }
      return
    }
    for item in step.gives {
      let place = graph.nodes.count
      places[item.id] = place
      graph.nodes.append(node(item, heading: heading, link: "#step-\(step.number)", state: step.state))
      for from in taken + read { connect(from, place, isFaint: false) }
      for from in asked { connect(from, place, isFaint: true) }
    }
  }

  private mutating func connect(_ from: Int, _ to: Int, isFaint: Bool) {
    let edge = LayeredLayout.Edge(from: from, to: to, isFaint: isFaint)
    if seen.insert(edge).inserted { graph.edges.append(edge) }
  }

  /// The node of an item; made here when another notebook made the item.
  private mutating func place(of item: DataItem) -> Int {
    if let place = places[item.id] { return place }
    let place = graph.nodes.count
    places[item.id] = place
    let maker = makers[item.id]
    var node = node(
      item, heading: maker.map { title($0.notebook) } ?? "",
      link: maker.map { link($0.notebook) + "#step-\($0.number)" } ?? "#steps", state: maker?.state ?? .done)
    node.isForeign = true
    graph.nodes.append(node)
    return place
  }

  private mutating func place(ofSource name: String) -> Int {
    if let place = sources[name] { return place }
    let place = graph.nodes.count
    sources[name] = place
    graph.nodes.append(.init(kind: .source, name: name, heading: wording[.inputData], about: "", link: "#data"))
    return place
  }

  private func node(_ item: DataItem, heading: String, link: String, state: StepRecord.State) -> FlowGraph.Node {
    let kind: FlowGraph.Node.Kind =
      switch item.kind {
      case .table: .table
      case .model: .model
      case .embedding: .embedding
      }
    return .init(
      kind: kind, name: item.id.name, suffix: versions[item.id.name] ?? 1 > 1 ? "@\(item.id.version)" : "",
      heading: heading, about: wording.about(item), link: link, state: state)
  }
}
