import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Lets two names change what they mean in one step of the file system: at any moment both are there, before or after.
package enum NameExchange {
  private typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

  /// Linux's rename with flags, which its C library declares to programs written in C alone.
  private static let renameWithFlags: Rename? = {
    #if canImport(Glibc)
      dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Rename.self) }
    #else
      nil
    #endif
  }()

  /// RENAME_EXCHANGE of linux/fs.h.
  private static let exchanging: UInt32 = 2

  /// Lets two files, or two folders, change places; false where the system cannot, or one of them is gone.
  package static func exchange(_ a: String, _ b: String) -> Bool {
    renameWithFlags.map { $0(AT_FDCWD, a, AT_FDCWD, b, exchanging) == 0 } ?? false
  }
}
