import Foundation

/// A manifest of figures that an earlier presentation has left.
struct RecordedManifest: Decodable {
  static let path = "figures/manifest.json"

  private struct Entry: Decodable {
    var label: String
    var files: [String: String]
  }

  private var figures: [Entry]

  /// nil when the folder has none that can be read.
  init?(folder: String) {
    guard let data = FileManager.default.contents(atPath: folder + "/" + Self.path),
      let manifest = try? JSONDecoder().decode(Self.self, from: data)
    else { return nil }
    self = manifest
  }

  /// Endings of its files, in the order in which manifests have them.
  var formats: [String] {
    let known = figures.first?.files.keys.map { String($0) } ?? []
    return ["svg"] + FigureConversion.Format.allCases.map(\.rawValue).filter { known.contains($0) }
  }

  /// The cells that draw its figures.
  func cells(of program: Program) -> Set<CellID> {
    let labels = Set(figures.map(\.label))
    var cells: Set<CellID> = []
    for step in program.steps {
      let label = program.label(of: step.cell)
      // Of several charts of a cell each has a number behind the label.
      if labels.contains(label) || labels.contains(label + "-1") { cells.insert(step.cell) }
    }
    return cells
  }
}
