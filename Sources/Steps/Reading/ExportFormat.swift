import Diagnostics

/// What export writes, by the ending of the file.
enum ExportFormat: String, CaseIterable {
  case rec, libsvm, npy, npz, jsonl

  /// What of a table is in the file.
  enum Content {
    /// The features of every row, as train sees them, and its label.
    case rows
    /// Columns of numbers.
    case numbers
    /// The neighbours that knn found.
    case neighbors
  }

  var content: Content {
    switch self {
    case .rec, .libsvm: .rows
    case .npy, .npz: .numbers
    case .jsonl: .neighbors
    }
  }

  /// Whether the parameters of a model can be written so.
  var holdsModels: Bool {
    switch self {
    case .npz: true
    case .rec, .libsvm, .npy, .jsonl: false
    }
  }

  /// The options that have a meaning for a table in this format.
  private var options: [any DeclaredParameter] {
    switch self {
    case .rec: Self.particular
    case .libsvm: [Export.features, Export.target, Export.shards, Export.bags, BagColumns.separator, Export.like]
    case .npy, .npz: [Export.features]
    case .jsonl: []
    }
  }

  private static let particular: [any DeclaredParameter] = [
    Export.features, Export.target, Export.shards, Export.dense, Export.bags, BagColumns.separator, Export.like,
  ]

  var ending: String { ".\(rawValue)" }

  /// The format that the ending of a file's name says.
  init?(ending path: String) {
    guard let found = Self.allCases.first(where: { path.hasSuffix($0.ending) }) else { return nil }
    self = found
  }

  /// Their endings in a sentence.
  static var endings: String {
    let all = allCases.map(\.ending)
    return all.dropLast().joined(separator: ", ") + " or " + (all.last ?? "")
  }

  /// Refuses options that the format has no use for.
  func check(_ arguments: Arguments, isModel: Bool) throws {
    if isModel, !holdsModels {
      let others = Self.allCases.filter(\.holdsModels).map(\.ending).joined(separator: " or ")
      throw Diagnostic(
        .conflictingOptions, "a model is exported as \(others)", at: arguments.span(Export.to), label: "not for a model"
      )
    }
    let known = Set(isModel ? [] : options.map(\.parameter.name))
    for option in Self.particular where !known.contains(option.parameter.name) && arguments.isGiven(option) {
      throw Diagnostic(
        .conflictingOptions, "\(option.parameter.name): has no meaning for \(isModel ? "a model" : ending)",
        at: arguments.span(option), label: "leave it out")
    }
  }
}
