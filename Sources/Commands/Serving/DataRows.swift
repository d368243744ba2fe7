import ArgumentParser
import Diagnostics
import Steps
import Tables

/// Rows for a model that come from a file: its features by name.
enum DataRows {
  /// Throws `ValidationError` when a table has not what the model was trained with.
  static func require(_ features: [Schema.Field], in type: ValueType, named name: String) throws {
    for feature in features {
      guard let found = type.schema?.type(of: feature.name) else {
        throw ValidationError("\(name) has no column \"\(feature.name)\", which the model has as a feature")
      }
      if found != feature.type {
        throw ValidationError(
          "the column \"\(feature.name)\" of \(name) is of type \(found.rawValue), and the model's of \(feature.type.rawValue)"
        )
      }
    }
  }

  /// Reads the columns of the model's features. Numbers of users and items that training has not seen add nothing.
  ///
  /// - Throws: `Diagnostic` of the file, or `ValidationError` when a column does not fit.
  static func read(_ path: String, for model: Model, threads: Int) throws -> Table {
    let features = model.type.features
    let schema = try TableReader.inspect(path).schema
    for feature in features where schema.type(of: feature.name) == nil {
      throw ValidationError(
        "\(path) has no column \"\(feature.name)\"; the model's features are \(features.map(\.name).joined(separator: ", "))"
      )
    }
    let (table, _) = try TableReader.read(path, columns: features.map(\.name), threads: threads)
    return Table(
      try zip(features, model.machine.fields).map { feature, field in
        guard let column = table[feature.name] else { throw ValidationError("\(path) has no \"\(feature.name)\"") }
        return (feature.name, try fitted(column, to: feature, width: field.width, path))
      }, rowCount: table.rowCount)
  }

  private static func fitted(_ column: Column, to feature: Schema.Field, width: Int, _ path: String) throws -> Column {
    switch (feature.type, column.storage) {
    case (.index, .integers(let values)):
      for row in 0..<values.count where !column.isNull(row) && values[row] < 0 {
        throw ValidationError("\(path): \"\(feature.name)\" is \(values[row]) in row \(row + 1); numbers count from 0")
      }
      let known = Bitmap(count: values.count) { !column.isNull($0) && values[$0] < width }
      let indices = Buffer((0..<values.count).lazy.map { known[$0] ? Int32(values[$0]) : 0 })
      return Column(.indices(indices, cardinality: width), validity: known)
    case (.decimal, .integers), (.integer, .integers): return column
    default:
      if column.type == feature.type { return column }
      throw ValidationError(
        "\(path): the column \"\(feature.name)\" is of type \(column.type.rawValue), and the model's of \(feature.type.rawValue)"
      )
    }
  }
}
