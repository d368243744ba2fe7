import Notebooks
import Tables

/// Writes what a step took and gave as an entry of the page that tells how a report was made.
struct StepRecordWriter {
  private let folder: ReportFolder
  private let position: Int
  private let wording: Wording
  /// The step that made each item, and how many items there are of each name.
  private var makers: [DataItem.ID: StepRecord] = [:]
  private var versions: [String: Int] = [:]

  /// Values of one step that are listed; a table of neighbours publishes hundreds (empirical).
  private static let longestList = 8

  init(folder: ReportFolder, position: Int, wording: Wording) {
    self.folder = folder
    self.position = position
    self.wording = wording
    for step in folder.steps {
      for item in step.gives {
        makers[item.id] = step
        versions[item.id.name] = max(versions[item.id.name] ?? 0, item.id.version)
      }
    }
  }

  func write(_ step: StepRecord) -> HTML {
    let page = folder.pages[position]
    let badge: HTML? =
      switch step.state {
      case .done: nil
      case .failed: " \(HTML.element("span", class: "badge failed", .text(wording[.failedShort])))"
      case .notRun: " \(HTML.element("span", class: "badge", .text(wording[.notRun])))"
      }
    let place: HTML = .element(
      "a", with: ["href": "../\(page.link)#\(step.anchor)"], .text("\(page.notebook.name).md:\(step.line)"))
    var values = step.values.prefix(Self.longestList).map { named($0.name, $0.value) }
    if step.values.count > Self.longestList { values.append(.text(wording[.andMore])) }
    let rows = [
      row(.reads, step.sources.map { source in named(source.name, source.identity?.text(in: wording.say) ?? "") }),
      row(.takes, step.takes.map { item($0, columns: HTML()) }),
      row(.uses, step.quotes.map { named($0.name, $0.value) }),
      row(.gives, step.gives.map { item($0, columns: columns(of: $0, from: step.takes)) }),
      row(.writes, step.writes.map { named($0, "") }), row(.publishes, values),
      row(.recipe, step.recipe.isEmpty ? [] : [named(step.recipe, "")]),
    ]
    return .block(
      "li", with: ["id": "step-\(step.number)"],
      .line("h3", .element("span", class: "number", "\(step.number)"), .text(" " + step.verb), badge),
      .line("p", class: "place", place),
      .line("pre", class: "lab", .element("code", PageWriter.highlighted(step.code))), .block("dl", rows.joined()))
  }

  private func row(_ word: Wording.Key, _ entries: [HTML]) -> HTML {
    if entries.isEmpty { return HTML() }
    return .line("div", .element("dt", .text(wording[word])), entries.map { .element("dd", $0) }.joined())
  }

  private func named(_ name: String, _ value: String) -> HTML {
    let code: HTML = .element("code", .text(name))
    return value.isEmpty ? code : "\(code) \(value)"
  }

  /// An item with its size, and a link to the step that made it.
  private func item(_ item: DataItem, columns: HTML) -> HTML {
    var name: HTML = .text(item.id.name + (versions[item.id.name] ?? 1 > 1 ? "@\(item.id.version)" : ""))
    if let maker = makers[item.id], maker.notebook != position || columns.isEmpty {
      let link = (maker.notebook == position ? "" : folder.pages[maker.notebook].link) + "#step-\(maker.number)"
      name = .element("a", with: ["href": link], name)
    }
    var about: [String] = []
    switch item.kind {
    case .table:
      about = [item.rows.map { wording.rows($0) } ?? wording[.notRun], wording.columns(item.columns.count)]
    case .model: about = ["\(wording[.model]) (\(wording.listed(item.features)))"]
    case .embedding: about = [wording[.embedding]] + (item.rows.map { [wording.rows($0)] } ?? [])
    }
    return "\(name) \(HTML.element("small", .text(about.joined(separator: " × "))))\(columns)"
  }

  /// How the columns of a table differ from those of the first table that the step takes; all of them where little is shared.
  private func columns(of item: DataItem, from takes: [DataItem]) -> HTML {
    guard item.kind == .table, !item.columns.isEmpty else { return HTML() }
    func list(_ columns: some Sequence<Schema.Field>) -> HTML {
      .text(wording.listed(columns.map { "\($0.name) (\($0.type.rawValue))" }))
    }
    var parts: [HTML] = []
    if let before = takes.first(where: { $0.kind == .table })?.columns {
      // Most steps hand on what they take, and add to its end.
      let most = min(before.count, item.columns.count)
      var kept = 0
      while kept < most, before[kept] == item.columns[kept] { kept += 1 }
      let (old, now) = (Schema(Array(before[kept...])), Schema(Array(item.columns[kept...])))
      let new = now.fields.filter { old.type(of: $0.name) != $0.type }
      let lost = old.fields.filter { now.type(of: $0.name) != $0.type }
      if new.count < item.columns.count {
        if new.isEmpty, lost.isEmpty { parts.append(.text(wording[.sameColumns])) }
        if !new.isEmpty { parts.append("\(wording[.newColumns]): \(list(new))") }
        if !lost.isEmpty { parts.append("\(wording[.lostColumns]): \(wording.listed(lost.map(\.name)))") }
      }
    }
    if parts.isEmpty { parts = [list(item.columns)] }
    return HTML.void("br") + .element("small", parts.joined("; "))
  }
}
