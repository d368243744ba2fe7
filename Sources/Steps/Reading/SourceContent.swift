import Diagnostics
import SampleData
import Tables

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
