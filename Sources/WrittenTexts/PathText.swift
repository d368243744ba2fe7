/// Paths of the file system as what they are there: bytes between slashes.
///
/// Swift's own texts are made of characters, and a slash with an accent behind it is a character that is no slash: `split`, `hasPrefix`
/// and `lastIndex` pass over it, so that "../" would lead out of a folder unseen. Two names that look the same are two files.
extension String {
  /// The names on the way, without what stands between doubled slashes.
  public var pathNames: [String] { names(keepingEmpty: false) }

  /// What stands between the slashes, nothing as well: "", "a" and "" of "/a/".
  public var pathParts: [String] { names(keepingEmpty: true) }

  private func names(keepingEmpty: Bool) -> [String] {
    utf8.split(separator: Self.slash, omittingEmptySubsequences: !keepingEmpty).map { String(Substring($0)) }
  }

  /// The folder with its slash, and the name behind it: "a/b/" and "c" of "a/b/c"; no folder of a name alone.
  public var pathAndName: (folder: String, name: String) {
    let start = utf8.lastIndex(of: Self.slash).map { utf8.index(after: $0) } ?? utf8.startIndex
    return (String(Substring(utf8[..<start])), String(Substring(utf8[start...])))
  }

  /// The folders that the path names on the way, from the outermost on: "/", "/a/" and "/a/b/" of "/a/b/c".
  public var pathFolders: [String] {
    utf8.indices.filter { utf8[$0] == Self.slash }.map { String(Substring(utf8[...$0])) }
  }

  /// Whether it starts at the root.
  public var isAbsolutePath: Bool { utf8.first == Self.slash }

  /// Without the slash at the end, where there is one.
  public var droppingSlash: String {
    utf8.last == Self.slash ? String(Substring(utf8.dropLast())) : self
  }

  /// What is behind a folder's path in this one; nil when it does not begin with it.
  ///
  /// - Parameter folder: with its slash.
  public func path(in folder: String) -> String? {
    guard utf8.starts(with: folder.utf8) else { return nil }
    return String(Substring(utf8.dropFirst(folder.utf8.count)))
  }

  private static var slash: UInt8 { UInt8(ascii: "/") }
}

extension ExactText: Comparable {
  /// By their bytes, which is the order of their characters' numbers. O(bytes).
  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}

extension Dictionary where Key == ExactText {
  /// The value of a text.
  public subscript(text: String) -> Value? {
    get { self[ExactText(text)] }
    set { self[ExactText(text)] = newValue }
  }
}

extension Set<ExactText> {
  /// Each text once.
  public init(texts: some Sequence<String>) { self.init(texts.lazy.map(ExactText.init)) }

  /// Whether these bytes are among them.
  public func contains(_ text: String) -> Bool { contains(ExactText(text)) }

  /// Adds a text unless it is there.
  public mutating func insert(_ text: String) { insert(ExactText(text)) }
}
