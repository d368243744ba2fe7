import Files
import Foundation

/// What a page may load: nothing from elsewhere, and no script but its own.
enum PagePolicy {
  /// For what is no report. Documents of ours have an empty icon, so that browsers ask for none.
  static let nothing = "default-src 'none'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

  /// The policy of a page with these scripts written in it.
  static func page(scripts: [ArraySlice<UInt8>]) -> String {
    let allowed = Set(scripts.map(digest)).sorted().map { " 'sha256-\($0)'" }.joined()
    return "default-src 'none'; script-src 'self'\(allowed); style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
      + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
  }

  /// The SHA-256 of a script in base64, as policies name it (CSP Level 3, 8.3).
  private static func digest(_ script: ArraySlice<UInt8>) -> String {
    let hexadecimal = Array(StreamDigest.of(script, .sha256).utf8)
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: hexadecimal.count - 1, by: 2) {
      bytes.append(UInt8(String(decoding: hexadecimal[place...place + 1], as: UTF8.self), radix: 16) ?? 0)
    }
    return Data(bytes).base64EncodedString()
  }
}
