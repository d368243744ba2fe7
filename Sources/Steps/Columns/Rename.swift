import Diagnostics
import Reports
import Tables

/// Gives columns other names.
struct Rename: Step {
  static let table = TypedParameter("table", .table, "The table whose columns are renamed.")

  static let new = TypedParameter("new", .column(of: table), "The column that gets the name.")

  static let signature = Signature(
    "rename", group: .columns,
    summary: "Gives columns of a table other names.",
    details: [
      "The new name stands before the colon and the old one after it, as everywhere new columns are named; pandas has them the "
        + "other way round. Columns keep their places. All are renamed at once, so that two may change names with each other; a "
        + "column that already has its name stays as it is."
    ],
    operands: [table],
    newColumns: new,
    result: .changedColumns,
    examples: [
      Example("Shorter names", "rename reviews stars: star_rating title: product_title")
    ])

  private let table: TableArgument
  /// Old and new names, as written.
  private let names: [(old: String, new: String)]

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    let table = try arguments[Self.table]
    self.table = table
    names = try arguments.newColumns(Self.new) { name, old, before in
      guard let earlier = before.first(where: { $0.value == old }) else { return }
      throw Diagnostic(
        .conflictingOptions, "the column \"\(old)\" is given two names", at: name.span,
        label: "it is already called \"\(earlier.name)\"",
        help: ["to have it twice, compute a copy: derive \(table.name) \(name.text): \(old)"])
    }.map { (old: $0.value, new: $0.name) }
    let renamed = Set(names.map(\.old))
    for (name, _) in arguments.newColumns
    where table.schema.type(of: name.text) != nil && !renamed.contains(name.text) {
      throw TableFaults.nameClash(
        [name.text], "would be there twice: the table has it already", at: name.span,
        related: [SpanLabel(table.bindingSpan, "its columns come from here")],
        help: ["drop the other first: select \(table.name) drop: \(name.text)", "or choose another name"])
    }
  }

  private func newName(_ old: String) -> String { names.first { $0.old == old }?.new ?? old }

  var effect: Effect {
    Effect(
      outputs: [
        .table(
          Schema(
            table.schema.fields.map { field in
              var renamed = field
              renamed.name = newName(field.name)
              // A name stays one; a new name may say that a number is one.
              if field.role == .quantity { renamed.role = .of(renamed.name, field.type) }
              renamed.numbers = field.numbers.map(newName)
              return renamed
            }))
      ],
      reads: [table.id: .some([])],
      passesThrough: (
        table.id, Dictionary(names.map { ($0.new, $0.old) }, uniquingKeysWith: { first, _ in first })
      ))
  }

  func run(_ context: RunContext) throws -> Outcome<Details> {
    let input = try context.table(table)
    let columns = input.named.map { (name: newName($0.name), column: $0.column) }
    return Outcome(outputs: [.table(Table(columns, rowCount: input.rowCount))])
  }

  func render(_ outcome: Outcome<Details>, _ context: RenderContext) -> [ReportBlock] {
    let changes = names.filter { $0.old != $0.new }
    let say = context.language
    if changes.isEmpty {
      return .sentence(say, en: "Every column has its name already.", ja: "どの列もすでにその名前です。")
    }
    var runs: Sentence = ""
    for (position, change) in changes.enumerated() {
      let joint = position == changes.count - 1 ? " and " : ", "
      runs += say(
        en:
          "\(position > 0 ? joint : "")\(code: change.old)\(position == 0 ? " is now called " : " ")\(code: change.new)",
        ja: "\(position > 0 ? "、" : "")\(code: change.old)を\(code: change.new)に")
    }
    return .sentence(runs + say(en: ".", ja: "改めました。"))
  }
}
