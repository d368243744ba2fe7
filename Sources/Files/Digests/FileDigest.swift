/// A file with what was in it when it was read or written: of the bytes themselves that were taken or given, not of what lies
/// at its path before or after.
public struct FileDigest: Sendable, Hashable {
  public var path: String
  /// 128 bits of XXH3 in hexadecimal digits, as `xxh128sum` prints them.
  public var digest: String

  public init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}
