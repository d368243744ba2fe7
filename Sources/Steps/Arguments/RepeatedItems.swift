import Diagnostics
import Notebooks
import Tables

extension ArgumentBinder {
  /// The items of a list as values, each of which `key` tells from the others; refuses a second one where `repeats` says so.
  func distinct<Item, Key: Hashable>(
    _ written: [ExpressionSyntax], _ repeats: Repeats, _ parameter: Parameter, by key: (Item) -> Key,
    _ item: (ExpressionSyntax) throws -> Item
  ) throws -> [Item] {
    let items = try written.map(item)
    switch repeats {
    case .counted: break
    case .refused, .distinct:
      var first: [Key: Int] = [:]
      for (position, item) in items.enumerated() {
        if let earlier = first.updateValue(position, forKey: key(item)) {
          throw repeated(written, position, earlier, parameter, isRemovable: repeats == .refused)
        }
      }
    }
    return items
  }

  private func repeated(
    _ items: [ExpressionSyntax], _ position: Int, _ earlier: Int, _ parameter: Parameter, isRemovable: Bool
  ) -> Diagnostic {
    let (item, first) = (items[position], items[earlier])
    let message = "\(parameter.name) of \(signature.name) names \(Self.naming(item)) twice"
    // Items of a parameter all stand where the parameter is written.
    guard item.span != first.span else {
      return Diagnostic(
        .repeatedItem, message, at: item.span, label: "each only once",
        notes: ["\(parameter.name): \(parameter.summary)"],
        help: ["leave one of them out where the parameter \(item.span.text) gets its value"])
    }
    // With the comma between it and the item before it.
    let gap = item.span.file.span(items[position - 1].span.range.upperBound..<item.span.range.upperBound)
    let isWritten = items[position - 1].span.range.upperBound <= item.span.range.lowerBound
    return Diagnostic(
      .repeatedItem, message, at: item.span, label: "a second time", related: [SpanLabel(first.span, "the first one")],
      notes: ["\(parameter.name): \(parameter.summary)"],
      help: [isRemovable ? "leave one of them out" : "name another in its place"],
      replacements: isWritten && isRemovable ? [Replacement(gap, with: "")] : [])
  }

  /// An item as a sentence names it: the name, the text or the number, without what an entry says of it.
  private static func naming(_ item: ExpressionSyntax) -> String {
    switch item.kind {
    case .entry(let name, _), .name(let name): "\"\(name.text)\""
    case .literal(.string(let text)): "\"\(text)\""
    default: item.canonicalText
    }
  }
}

extension DiagnosticCode {
  public static let repeatedItem = DiagnosticCode(
    "repeated-item",
    "A list names the same thing twice where once is all that can be meant: a table has every column under one name, and a "
      + "model or a share that is given again adds nothing. Leave one of the two out.")
}
