import Foundation

extension sigaction {
  /// Whether the signal is ignored.
  var isIgnored: Bool {
    #if canImport(Glibc)
      let handler = unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
    #else
      let handler = unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self)
    #endif
    return handler == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
