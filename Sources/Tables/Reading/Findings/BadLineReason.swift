/// Why a line is no record of its table.
public enum BadLineReason: String, Codable, Sendable, Hashable, CaseIterable {
  /// It has more or fewer fields than the header.
  case length
  /// It is the header once more, as where files were put behind one another.
  case header
  /// It is not one whole JSON object.
  case object
  /// It has `NaN` or `Infinity` for a number, which JSON does not have.
  case notANumber = "not-a-number"
  /// It is written as Python writes a dictionary: with single quotes, `None`, `True` or `False`.
  case python
}

extension BadLineReason {
  /// What the line is, for a label under it.
  var label: String {
    switch self {
    case .length: "another number of fields"
    case .header: "the header once more"
    case .object: "not a JSON object"
    case .notANumber: "JSON has no NaN and no Infinity"
    case .python: "a dictionary of Python, not JSON"
    }
  }

  /// How the lines can become records.
  var remedy: String? {
    switch self {
    case .length, .header, .object: nil
    case .notANumber:
      "write null where there is no number: sed 's/\\bNaN\\b/null/g', or allow_nan=False in Python's json.dumps"
    case .python: "write it with Python's json.dumps; ast.literal_eval reads such a line"
    }
  }
}
