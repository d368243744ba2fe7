import Diagnostics
import Reports
import Tables

/// What must hold of columns by which rows of two tables find each other, in a join and where a file is looked up in.
enum JoinKeys {
  /// One of the two tables.
  struct Side {
    var name: String
    var schema: Schema
    var bindingSpan: SourceSpan?
  }

  /// Keys that one of the tables lacks, or that can never be equal.
  ///
  /// - Parameters:
  ///   - span: where a key is written.
  ///   - help: what to do about a key of two types, and the type that holds the values of both.
  static func faults(
    _ keys: [String], _ left: Side, _ right: Side, at span: (String) -> SourceSpan,
    typesHelp help: (String, ColumnType) -> String? = { _, _ in nil }
  ) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    for key in keys {
      var types: [ColumnType] = []
      for side in [left, right] {
        if let type = side.schema.type(of: key) {
          types.append(type)
        } else {
          faults.append(
            CheckFaults.unknownColumn(
              key, at: span(key), table: side.name, schema: side.schema, bindingSpan: side.bindingSpan))
        }
      }
      let whole: Set<ColumnType> = [.integer, .index]
      if types.count == 2, types[0] != types[1], !whole.isSuperset(of: types) {
        faults.append(
          TableFaults.keyTypesDiffer(
            "\(key) of \(left.name)", types[0], "\(key) of \(right.name)", types[1], at: span(key),
            // As texts, 10 and 10.0 would not be equal, nor a day and its midnight.
            help: help(key, ExpressionChecker.joint(types[0], types[1]) ?? .string)))
      }
    }
    return faults
  }

  /// The columns, keys aside, that both have: the result could not name them.
  static func clashes(_ keys: [String], _ left: Side, _ right: Side) -> [String] {
    Table.joinNameClashes(left.schema, right.schema, on: keys.map { Table.JoinKey($0) })
  }
}

/// Rows of which not one found what it was looked up by: possible, but most often a key that is written in two ways.
enum PartnerlessRows {
  /// - Parameters:
  ///   - rows: how many there are, all of them without a partner.
  ///   - sides: the table that was asked for, and the one that it was looked up in.
  static func warning(
    _ rows: Int, of sides: (own: String, other: String), by keys: [String], at span: SourceSpan
  ) -> Diagnostic {
    var fault = Diagnostic(
      .nothingMatched,
      "\(rows == 1 ? "the one row" : "none of the \(Phrase.integer(rows)) rows") of \(sides.own) has \(rows == 1 ? "no" : "a") partner in "
        + "\(sides.other) by \(Phrase.list(keys))", at: span, label: "nothing agrees",
      help: [
        "look at \(Phrase.list(keys)) in both with show: the same thing may be written in two ways, as 7 and 007 are"
      ])
    fault.severity = .warning
    return fault
  }
}

extension DiagnosticCode {
  static let nothingMatched = DiagnosticCode(
    "nothing-matched",
    "Rows were looked up in another table or file by a key, and not one of them was found. Most often the key is written in two "
      + "ways: 7 and 007, B01 and b01, or a column of the same name that means something else.")
}
