import Files
import Foundation

/// Which build of Matinee runs: a new build may compute something else under the same version.
public enum BuildIdentity {
  /// A version with the digest of the running program, such as `0.1.0 build 1f3a…`; O(bytes of the program), some milliseconds.
  public static func of(version: String) -> String {
    guard let path = Bundle.main.executablePath else { return version }
    var status = stat()
    guard stat(path, &status) == 0, let file = MappedFile(path, byteCount: Int(status.st_size)) else { return version }
    let digest = withExtendedLifetime(file) { ContentDigest(file.bytes) }
    return "\(version) build \(digest.hexadecimal.prefix(12))"
  }
}
