import Diagnostics
import Foundation
import Notebooks
import Reports
import SampleData
import Tables

/// Where `load` reads from: a file, an address, or the built-in sample.
enum DataSource: Sendable {
  case file(path: String, shown: String)
  case sample(SampleReviews, shown: String)

  /// - Parameter span: where the source is written.
  init(_ argument: PathArgument, at span: SourceSpan) throws {
    let text = argument.resolved
    if text.hasPrefix("sample:") {
      do {
        self = .sample(try SampleSource.parse(text, at: span), shown: argument.text)
      } catch let list as DiagnosticList {
        throw DiagnosticList(list.diagnostics.map { Self.narrowed($0, in: span) })
      }
    } else if text.hasPrefix("https://") || text.hasPrefix("http://") {
      self = .file(path: try RemoteFile.download(text, at: span), shown: argument.text)
    } else {
      self = .file(path: text, shown: argument.text)
    }
  }

  /// A fault of a sample's address under the part of it that its message names: "row", or the rows=0 that starts it.
  private static func narrowed(_ fault: Diagnostic, in span: SourceSpan) -> Diagnostic {
    let quoted = fault.message.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    let part = quoted.count > 1 ? quoted[1] : String(fault.message.prefix { $0 != " " })
    guard !part.isEmpty, let found = span.text.range(of: part, options: .backwards) else { return fault }
    let start = span.range.lowerBound + span.text.utf8.distance(from: span.text.startIndex, to: found.lowerBound)
    var fault = fault
    fault.primary?.span = span.file.span(start..<start + part.utf8.count)
    return fault
  }

  /// What the reader wrote.
  var shown: String {
    switch self {
    case .file(_, let shown), .sample(_, let shown): shown
    }
  }

  /// Columns and types, from the header and the first rows.
  func outline(_ options: ReadingOptions, at span: SourceSpan) throws -> SourceOutline {
    switch self {
    case .sample(let sample, _):
      guard let names = options.names else { return SourceOutline(schema: sample.schema) }
      guard names.count == sample.schema.count else {
        throw Diagnostic(
          .wrongNameCount,
          "\(Phrase.count(names.count, "name")) are given, and the sample has \(sample.schema.count) columns",
          at: span, label: "read here", notes: ["the columns are \(sample.schema.names.joined(separator: ", "))"])
      }
      return SourceOutline(
        schema: Schema(zip(names, sample.schema.fields).map { Schema.Field($0, $1.type) }), keys: sample.schema.names)
    case .file(let path, _):
      let outline = try Self.placed(at: span) { try TableReader.inspect(path, options: options) }
      return SourceOutline(
        schema: outline.schema, keys: outline.fields.map(\.key), guesses: outline.guesses, format: outline.format)
    }
  }

  /// A fault in the file, with the place in the notebook that reads it.
  static func placed<Result>(
    at span: SourceSpan, label: String = "read here", _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let fault as Diagnostic {
      throw placed(fault, at: span, label: label)
    } catch is CancellationError {
      throw Cancelled()
    }
  }

  static func placed(_ fault: Diagnostic, at span: SourceSpan, label: String = "read here") -> Diagnostic {
    var fault = fault
    if fault.primary == nil {
      fault.primary = SpanLabel(span, label)
    } else {
      fault.related.append(SpanLabel(span, label))
    }
    return fault
  }
}

/// What the beginning of a source says of it.
struct SourceOutline: Sendable {
  var schema: Schema
  /// What the source itself calls its columns; empty where that is what they are called.
  var keys: [String] = []
  /// What was taken for granted.
  var guesses: [ReadingGuess] = []
  /// Nil for the built-in sample, which is no file.
  var format: TableFormat?

  /// Whether its columns have no names but numbers.
  var isUnnamed: Bool { guesses.contains { if case .noHeader = $0 { true } else { false } } }
}

/// What a source of data holds, as far as a cache must know it: bytes that can be digested, or what a generator makes.
public enum SourceContent: Sendable, Hashable {
  /// A file on this machine; what comes from the web has been fetched into one.
  case file(path: String)
  /// All that the built-in sample depends on.
  case generated(String)

  /// Raised whenever the generator of `sample:` makes other rows from the same address.
  public static let generatorRevision = 1
}

extension PathArgument {
  /// What the source holds now. Throws when it is on the web and cannot be fetched.
  ///
  /// - Parameter span: where it is written.
  public func content(at span: SourceSpan) throws -> SourceContent {
    switch try DataSource(self, at: span) {
    case .file(let path, _): .file(path: path)
    case .sample(let sample, _):
      .generated("\(SampleSource.address(of: sample)), generator \(SourceContent.generatorRevision)")
    }
  }
}
