import Diagnostics
import Tables

/// Whether the numbers of a table mean what a model learned, where no step of a notebook puts the one through the other: for programs
/// that do.
package struct NumberingCheck: Sendable {
  private let comparison: KeyComparison

  /// The columns of the table that ``run(_:_:)`` reads.
  package var reads: Set<String> { comparison.reads }

  /// - Parameters:
  ///   - model: the model's name, or its file.
  ///   - place: where both are named.
  /// - Throws: `Diagnostic` where the numbers are known to differ, or nobody can tell.
  package init(
    table: String, _ id: ValueID, _ schema: Schema, model: String, _ type: ModelType, at place: SourceSpan
  ) throws {
    var type = type
    if type.trainedOn == nil, type.features.allSatisfy({ $0.numbering == nil }) {
      type = type.numbered(named: model, place: nil) { _, _ in model }
    }
    comparison = try NumberingFaults.require(
      type.features, in: TableArgument(name: table, id: id, schema: schema, span: place, bindingSpan: place),
      for: ModelArgument(name: model, id: ValueID(name: model, version: 0), type: type, span: place), at: place)
  }

  /// Throws `Diagnostic` for the first row whose number stands for another value in the model. O(rows).
  package func run(_ model: Model, _ rows: Table) throws { try comparison.run(model, rows) }
}
