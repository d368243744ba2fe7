import CivilCalendar
import Diagnostics
import Tables
import WrittenTexts

/// The numbers that an `index` step takes over with `like:`: those of a table, or those that a model learned.
extension ModelOrTable {
  var name: String {
    switch self {
    case .table(let table): table.name
    case .model(let model): model.name
    }
  }

  /// Which step's numbers the column `name` has.
  func numbering(of name: String) -> Numbering? {
    switch self {
    case .table(let table): table.schema.field(name)?.numbering
    case .model(let model): model.type.features.first { $0.name == name }?.numbering
    }
  }

  /// That a column of numbers is there with the values that they stand for, and that these are of the type of `source`.
  func require(_ column: (name: String, source: String), of table: TableArgument, at span: SourceSpan) throws {
    switch self {
    case .table(let known):
      try known.require(column.name, of: [.index], at: span)
      guard let key = known.schema.field(column.name).flatMap({ known.schema.key(of: $0) }),
        let mine = table.schema.type(of: column.source)
      else {
        throw withoutKeys(column.name, at: span, related: [SpanLabel(known.bindingSpan, "its columns come from here")])
      }
      if key.type != mine {
        throw TableFaults.keyTypesDiffer(
          "\(key.name) of \(known.name)", key.type, "\(column.source) of \(table.name)", mine, at: span)
      }
    case .model(let model):
      guard let feature = model.type.features.first(where: { $0.name == column.name }), feature.type == .index else {
        throw Diagnostic(
          .wrongValue, "\"\(model.name)\" has no index feature \"\(column.name)\"", at: span,
          label: "not a feature of it",
          help: ["its features are \(model.type.features.map(\.name).joined(separator: ", "))"])
      }
      if model.type.keyColumns[column.name] == nil { throw withoutKeys(column.name, at: span, related: []) }
    }
  }

  private func withoutKeys(_ column: String, at span: SourceSpan, related: [SpanLabel]) -> Diagnostic {
    Diagnostic(
      .wrongValue, "\(name) no longer has the values that its \(column) numbers", at: span,
      label: "what its numbers stand for is not known", related: related,
      help: ["keep the column of original values beside the numbers, or name a table that still has it"])
  }

  /// What is read of which value.
  func reads(_ columns: [(name: String, source: String)]) -> [ValueID: Set<String>] {
    switch self {
    case .table(let table):
      let fields = columns.compactMap { table.schema.field($0.name) }
      return [table.id: Set(fields.map(\.name) + fields.compactMap(\.numbers))]
    case .model(let model): return model.type.trainedOn.map { [$0: model.type.keyReads] } ?? [:]
    }
  }

  /// The number of every value of `column`; null for a value that has none.
  func numbers(of column: Column, as name: String, _ context: RunContext) throws -> Column {
    let keys: Column
    let codes: Column
    switch self {
    case .table(let argument):
      let table = try context.table(argument)
      guard let key = argument.schema.field(name).flatMap({ argument.schema.key(of: $0) }) else {
        throw withoutKeys(name, at: context.span, related: [])
      }
      (keys, codes) = (try table.column(key.name), try table.column(name))
    case .model(let argument):
      var model = try context.model(argument)
      if let trained = model.type.trainedOn, let table = context.inputs[trained]?.table {
        model.learnKeys(model.type.keyColumns, from: table)
      }
      guard let known = model.keys[name] else { throw withoutKeys(name, at: context.span, related: []) }
      let all = Buffer<Int32>(count: known.count) { memory in
        for code in 0..<known.count { memory[code] = Int32(truncatingIfNeeded: code) }
      }
      (keys, codes) = (known, Column(.indices(all, cardinality: known.count)))
    }
    let known = try Table([("key", keys), ("number", codes)]).deduplicating(by: ["key"], threads: context.threads).table
    let wanted = Table([("key", column)])
    let found = try wanted.joining(known, on: [Table.JoinKey("key")], kind: .left, threads: context.threads)
    return try found.column("number")
  }
}

extension Schema {
  /// The index columns, in their order: users, then items.
  var indexNames: [String] { fields.filter { $0.type == .index }.map(\.name) }

  /// The column whose values an index column numbers, while it is still there.
  func key(of field: Field) -> Field? { field.numbers.flatMap { self.field($0) } }
}

extension Value {
  /// An original value as a notebook or a request names it: a number in digits, a day as 2015-08-31; nil for null.
  var keyText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .string(let text): text
    case .date(let days): CivilDay(days: days).description
    case .datetime(let microseconds): NumberText.datetime(microseconds)
    case .boolean(let truth): truth ? "true" : "false"
    }
  }
}
