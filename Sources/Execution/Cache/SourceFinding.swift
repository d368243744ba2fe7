import Files

/// What was found under the name of a source before the step that reads it runs.
enum SourceFinding: Sendable {
  /// A file of the machine, with what it holds.
  case file(FileDigest)
  /// What a step above writes, by the key of that step, with what it has written where that is known.
  case written(by: String, FileDigest?)
  /// What a generator makes, or what somebody has noted of a file.
  case stated(String)

  /// As ingredients have it: different contents never have the same text.
  var text: String {
    switch self {
    case .file(let file): "xxh128 \(file.digest)"
    case .written(let key, let file?): "written by \(key) as xxh128 \(file.digest)"
    case .written(let key, nil): "written by \(key)"
    case .stated(let text): text
    }
  }

  /// The file that the step must find when it reads.
  var file: FileDigest? {
    switch self {
    case .file(let file): file
    case .written(_, let file): file
    case .stated: nil
    }
  }
}
