import CivilCalendar
import Diagnostics

/// A YAML value with its place in the file.
struct YAMLNode {
  struct Pair {
    var key: Name
    var value: YAMLNode
  }

  enum Kind {
    /// `isPlain`: without quotes, so that its type shows in its form.
    case scalar(String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([Pair])
  }

  var kind: Kind
  var span: SourceSpan

  /// The value that a plain scalar's form gives: YAML 1.2's core schema, ISO dates, and `none` for null; digits that a number
  /// would lose stay text.
  var parameterValue: ParameterValue? {
    switch kind {
    case .scalar(let text, isPlain: false): return .string(text)
    case .scalar(let text, isPlain: true): return YAMLNode.value(ofPlain: text)
    case .list(let items):
      var values: [ParameterValue] = []
      for item in items {
        if case .mapping(let pairs) = item.kind {
          guard pairs.count == 1, let value = pairs[0].value.parameterValue else { return nil }
          values.append(.entry(pairs[0].key.text, value))
        } else if let value = item.parameterValue {
          values.append(value)
        } else {
          return nil
        }
      }
      return .list(values)
    case .mapping: return nil
    }
  }

  static func value(ofPlain text: String) -> ParameterValue {
    switch text {
    case "", "~", "null", "Null", "NULL", "none": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: break
    }
    guard let first = text.utf8.first,
      first.isDigit || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
    else { return .string(text) }
    if let day = CivilDay(iso: text.utf8) { return .date(day.days) }
    return WrittenNumber(text)?.value ?? .string(text)
  }

  /// What it is, for messages.
  var described: String {
    switch kind {
    case .list: return "a list"
    case .mapping: return "a mapping"
    case .scalar: return parameterValue?.typeName ?? "a text"
    }
  }
}

extension ParameterValue {
  /// Its type with its article: "an integer".
  public var typeName: String {
    switch self {
    case .integer: "an integer"
    case .decimal: "a decimal"
    case .string: "a text"
    case .boolean: "true or false"
    case .date: "a date"
    case .list: "a list"
    case .entry: "an entry name: value"
    case .null: "nothing"
    }
  }
}
