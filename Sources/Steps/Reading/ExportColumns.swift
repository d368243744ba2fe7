import Diagnostics
import Tables

/// The columns that a file is made of, and how texts of several values are cut and numbered.
struct ExportFeatures {
  var fields: [Schema.Field]
  var bags = BagColumns()
  /// The table that numbers the values of bags; nil for the exported one.
  var like: TableArgument?
}

/// The columns of a table that export writes.
struct ExportColumns {
  private let table: TableArgument
  private let format: ExportFormat
  private let arguments: Arguments

  init(_ table: TableArgument, _ format: ExportFormat, _ arguments: Arguments) {
    self.table = table
    self.format = format
    self.arguments = arguments
  }

  private static let numeric: Set<ColumnType> = [.integer, .decimal, .boolean, .index]

  func features() throws -> ExportFeatures {
    let wanted: Set<ColumnType>
    switch format.content {
    case .neighbors: return ExportFeatures(fields: try neighbors())
    case .numbers: wanted = Self.numeric
    case .rows: wanted = [.index]
    }
    let listed = Set(try arguments[Export.bags])
    let names = try arguments[Export.features] ?? table.schema.fields.filter { wanted.contains($0.type) }.map(\.name)
    if names.isEmpty {
      throw Diagnostic(
        .noFeatures, "\(table.name) has no column to export", at: table.span, label: "nothing to write",
        help: ["number users and items with index, or name the columns: features: […]"])
    }
    let fields = try names.map { name in
      listed.contains(name) ? Schema.Field(name, .string) : try field(name, Export.features)
    }
    let like = try arguments[Export.like]
    if let like {
      if listed.isEmpty {
        throw Diagnostic(
          .wrongValue, "like: numbers the values of bags:", at: like.span, label: "there is no bag",
          help: ["index columns have the same numbers in both tables if index came before split; leave like: out"])
      }
      for name in listed.sorted() { try like.require(name, of: [.string], at: like.span) }
    }
    return ExportFeatures(fields: fields, bags: try BagColumns(arguments, Export.bags, features: fields), like: like)
  }

  func target() throws -> String? {
    try arguments[Export.target].map { try field($0, Export.target).name }
  }

  /// A column of numbers; texts have to be numbered with index first, so that training and test agree on the numbers.
  private func field<Value>(_ name: String, _ option: TypedParameter<Value>) throws -> Schema.Field {
    Schema.Field(name, try table.require(name, of: Self.numeric, at: arguments.span(option, item: name)))
  }

  /// The first index column, the next one, and the score.
  private func neighbors() throws -> [Schema.Field] {
    let indexed = table.schema.fields.filter { $0.type == .index }
    guard indexed.count >= 2, let score = table.schema.fields.first(where: { $0.type == .decimal }) else {
      throw Diagnostic(
        .wrongValue, "\(table.name) has no neighbours: two index columns and a score", at: table.span,
        label: "not a table that knn made", help: ["save writes any table as jsonl"])
    }
    return [indexed[0], indexed[1], score]
  }

  /// A column as numbers. Throws a `Diagnostic` for a row without one.
  static func numbers(of name: String, in table: Table, at span: SourceSpan) throws -> [Double] {
    guard let column = table[name] else { return [] }
    return try (0..<column.count).map { row in
      guard let number = column.number(row) else {
        throw LearningFaults.diagnostic(FeatureFault.missingNumber(name, row: row), at: span)
      }
      return number
    }
  }
}
