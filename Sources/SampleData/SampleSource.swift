import Diagnostics

/// The address of a built-in sample, as `load` takes it: `sample:reviews?rows=200000&seed=7`.
public enum SampleSource {
  public static let scheme = "sample:"
  /// The names of the samples.
  public static let names = ["reviews"]
  /// The keys that may stand after the question mark.
  public static let keys = ["rows", "seed"]

  /// The sample at the address `text`; rows and seed have the defaults of `SampleReviews`.
  ///
  /// - Parameter span: where the address stands, for the diagnostics.
  /// - Throws: `DiagnosticList` with everything wrong in it: an unknown sample or key, a key given twice, a value that is not a
  ///   whole number within its range.
  public static func parse(_ text: String, at span: SourceSpan? = nil) throws -> SampleReviews {
    var faults: [Diagnostic] = []
    let address = text.hasPrefix(scheme) ? text.dropFirst(scheme.count) : text[...]
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if !names.contains(name) {
      faults.append(
        Diagnostic(
          .unknownSample, "there is no sample \"\(name)\"", at: span, label: "not a built-in sample",
          help: [NearMiss.question(for: name, among: names) ?? "the built-in sample is sample:reviews"]))
    }
    var rows = SampleReviews.defaultRows
    var seed = SampleReviews.defaultSeed
    var seen: [String] = []
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let (key, value) = (halves[0], halves.count > 1 ? halves[1] : "")
      guard keys.contains(key) else {
        faults.append(unknownKey(key, span))
        continue
      }
      if seen.contains(key) {
        faults.append(
          Diagnostic(
            .repeatedSampleKey, "\"\(key)\" is given twice", at: span, label: "two values for \(key)",
            help: ["leave one of them out"]))
      }
      seen.append(key)
      if key == "rows" {
        if let number = Int(value), SampleReviews.rowRange.contains(number), isDigits(value) {
          rows = number
        } else {
          faults.append(badValue(key, value, "a whole number from 1 to 5,000,000, such as rows=200000", span))
        }
      } else if let number = UInt64(value), isDigits(value) {
        seed = number
      } else {
        faults.append(badValue(key, value, "a whole number from 0 to 18,446,744,073,709,551,615, such as seed=7", span))
      }
    }
    if !faults.isEmpty { throw DiagnosticList(faults) }
    return SampleReviews(rows: rows, seed: seed)
  }

  /// The address that gives `sample`.
  public static func address(of sample: SampleReviews) -> String {
    "\(scheme)reviews?rows=\(sample.rows)&seed=\(sample.seed)"
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static func unknownKey(_ key: String, _ span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .unknownSampleKey, "sample:reviews has no key \"\(key)\"", at: span, label: "not a key of the sample",
      help: [NearMiss.question(for: key, among: keys) ?? "the keys are rows and seed"])
  }

  private static func badValue(_ key: String, _ value: String, _ wanted: String, _ span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      .sampleValueOutOfRange, "\(key)=\(value) is not possible", at: span, label: "not a possible value of \(key)",
      help: ["give \(wanted)"])
  }
}

extension DiagnosticCode {
  static let unknownSample = DiagnosticCode(
    "unknown-sample",
    """
    An address that starts with sample: names one of the built-in samples, and there is none of this name. Write \
    sample:reviews, or leave sample: out to read a file.
    """)
  static let unknownSampleKey = DiagnosticCode(
    "unknown-sample-key",
    """
    After the question mark of a sample's address stand rows (how many) and seed (which of the possible samples), as in \
    sample:reviews?rows=200000&seed=7. Other keys would do nothing, so they are errors.
    """)
  static let repeatedSampleKey = DiagnosticCode(
    "repeated-sample-key",
    "A key of a sample's address is given more than once, so it is not clear which value is meant. Keep one.")
  static let sampleValueOutOfRange = DiagnosticCode(
    "sample-value-out-of-range",
    """
    The rows of a sample are a whole number from 1 to 5,000,000, its seed a whole number from 0 to 2^64 - 1, both in plain \
    digits. Write for example sample:reviews?rows=1000000&seed=42.
    """)
}

/// Every code that the address of a built-in sample raises.
public enum SampleDiagnostics {
  public static let all: [DiagnosticCode] = [
    .unknownSample, .unknownSampleKey, .repeatedSampleKey, .sampleValueOutOfRange,
  ]
}
