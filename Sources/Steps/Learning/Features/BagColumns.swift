import Diagnostics
import MachineLearning
import Tables

/// Text features of which a row has several values, such as the genres of a film, and how their text is cut.
public struct BagColumns: Sendable, Equatable {
  /// Names of the features.
  public var names: Set<String> = []
  /// What stands between two values.
  public var separator = "|"

  public init() {}

  static let separator = TypedParameter(
    "separator", .separator, default: BagColumns().separator, "What stands between two values of a bag.")

  /// The option that names them, of these columns of texts.
  static func bags(_ columns: ParameterType<[String]>) -> TypedParameter<[String]> {
    TypedParameter(
      "bags", columns, default: [], words: "none",
      "Text features of which a row has several values, such as genres.")
  }

  /// What `bags:` and `separator:` say of `features`.
  init(_ arguments: Arguments, _ bags: TypedParameter<[String]>, features: [Schema.Field]) throws {
    let listed = try arguments[bags]
    for name in listed where !features.contains(where: { $0.name == name }) {
      throw Diagnostic(
        .wrongValue, "\"\(name)\" is no feature here", at: arguments.span(bags, item: name),
        label: "not among the features", help: ["name it in features: too, as in features: [user, item, \(name)]"])
    }
    names = Set(listed)
    guard arguments.isGiven(Self.separator) else { return }
    let text = try arguments[Self.separator]
    if listed.isEmpty {
      throw Diagnostic(
        .wrongValue, "separator: cuts the values of bags:", at: arguments.span(Self.separator),
        label: "there is no bag", help: ["name the columns of several values: bags: […]"])
    }
    if text.isEmpty {
      throw Diagnostic(
        .wrongValue, "the separator has a character at least", at: arguments.span(Self.separator),
        label: "an empty text")
    }
    separator = text
  }

  /// The values of a text with their weights: that after a last colon where it is a number, otherwise one share of as many as there
  /// are values.
  func values(of text: String) -> [(value: String, weight: Float)] {
    let pieces = text.split(separator: separator, omittingEmptySubsequences: true)
      .map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
    let share = 1 / Float(max(1, pieces.count))
    return pieces.map { piece in
      guard let colon = piece.lastIndex(of: ":"), colon != piece.startIndex,
        let weight = Float(piece[piece.index(after: colon)...].trimmingSpaces()), weight.isFinite
      else { return (String(piece), share) }
      return (String(piece[..<colon].trimmingSpaces()), weight)
    }
  }
}

extension Substring {
  /// Without spaces and tabs at both ends.
  fileprivate func trimmingSpaces() -> Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
