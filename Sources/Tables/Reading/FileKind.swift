import Diagnostics
import Files

/// What a file is when it is no table of text, told by its first bytes.
enum FileKind {
  private static let isText = "a table is text: \(TableFormat.all.names("or"))"

  /// Kinds of files by their first bytes, as file(1) lists them.
  private static let kinds: [(magic: [UInt8], name: String, remedy: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive or spreadsheet", "unpack it, or save the sheet as csv"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet or document of Office", "save the sheet as csv"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive", "unpack it"),
    ([0x52, 0x61, 0x72, 0x21], "a RAR archive", "unpack it"),
    ([0x42, 0x5A, 0x68], "compressed with bzip2", "inflate it: bunzip2"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "compressed with xz", "inflate it: unxz"),
    ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "inflate it: unzstd"),
    ([0x04, 0x22, 0x4D, 0x18], "compressed with lz4", "inflate it: unlz4"),
    ([0x50, 0x41, 0x52, 0x31], "a Parquet file", "export it as csv"),
    ([0x41, 0x52, 0x52, 0x4F, 0x57, 0x31], "an Arrow file", "export it as csv"),
    ([0x4F, 0x62, 0x6A, 0x01], "an Avro file", "export it as csv"),
    ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "an SQLite database", "export the table as csv"),
    ([0x89, 0x48, 0x44, 0x46], "an HDF5 file", "export its table as csv"),
    ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "an array of NumPy", "save it as csv: numpy.savetxt"),
    ([0x80, 0x02], "a pickle of Python", "save its table as csv"),
    ([0x80, 0x03], "a pickle of Python", "save its table as csv"),
    ([0x80, 0x04], "a pickle of Python", "save its table as csv"),
    ([0x80, 0x05], "a pickle of Python", "save its table as csv"),
    ([0xFF, 0xFE, 0x00, 0x00], "text in UTF-32", "convert it: iconv -f UTF-32 -t UTF-8"),
    ([0x00, 0x00, 0xFE, 0xFF], "text in UTF-32", "convert it: iconv -f UTF-32 -t UTF-8"),
    ([0xFF, 0xFE], "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
    ([0xFE, 0xFF], "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document", "export its table as csv"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image", isText),
    ([0xFF, 0xD8, 0xFF], "a JPEG image", isText),
    ([0x47, 0x49, 0x46, 0x38], "a GIF image", isText),
    ([0x7F, 0x45, 0x4C, 0x46], "a program", isText),
  ]

  /// Texts that have a table inside, or that speak of one, by how they begin, in small letters.
  private static let texts: [(start: String, name: String, remedy: String)] = [
    (
      "@relation", "an ARFF file",
      "say how many lines stand above the rows, @data among them, as in skip: 4 header: false"
    ),
    ("insert into ", "a dump of a database", "export the table as csv"),
    ("create table ", "a dump of a database", "export the table as csv"),
    ("-- mysql dump", "a dump of a database", "export the table as csv"),
    ("-- postgresql", "a dump of a database", "export the table as csv"),
  ]

  /// Throws `Diagnostic` when a file is no text, or its text is none of a table: a pointer to a file that is not here, or markup.
  ///
  /// - Parameters:
  ///   - head: what it begins with.
  ///   - isInflated: whether the text was compressed; a gzip inside is then another one.
  ///   - skip: how many lines stand above the table, where that is said.
  static func refuse(_ head: [UInt8], path: String, isInflated: Bool, skip: Int?) throws {
    for kind in kinds where head.starts(with: kind.magic) { throw refusal(kind.name, kind.remedy, path: path) }
    if isInflated, head.starts(with: [0x1F, 0x8B]) {
      throw refusal("a gzip inside a gzip", "inflate it once: gunzip", path: path)
    }
    if head.starts(with: "version https://git-lfs.github.com/spec/".utf8) {
      throw refusal(
        "a pointer of Git LFS: the file itself has not been fetched", "fetch it: git lfs pull", path: path)
    }
    if head.starts(with: "/annex/objects/".utf8) {
      throw refusal(
        "a pointer of git-annex: the file itself has not been fetched", "fetch it: git annex get", path: path)
    }
    if skip == nil, head.starts(with: "%%MatrixMarket".utf8) {
      throw refusal(
        "a Matrix Market file",
        "say how many lines stand above the numbers, that of the sizes among them, as in skip: 3 separator: \" \" header: false",
        path: path)
    }
    let visible = head.drop { $0 <= 0x20 || ByteOrderMark.utf8.contains($0) }
    let opening = String(decoding: visible.prefix(32), as: UTF8.self).lowercased()
    if skip == nil, opening.prefixMatch(of: /http\/[0-9.]+ [0-9]{3}/) != nil {
      throw refusal(
        "a web server's answer with its head",
        "keep only what stands below its first empty line, or say how many lines stand above, as in skip: 9", path: path
      )
    }
    if skip == nil, let kind = texts.first(where: { opening.hasPrefix($0.start) }) {
      throw refusal(kind.name, kind.remedy, path: path)
    }
    guard visible.first == UInt8(ascii: "<") else { return }
    let start = String(decoding: visible.prefix(200), as: UTF8.self).lowercased()
    let page = ["<!doctype html", "<html", "<head", "<body", "<!--"]
    if page.contains(where: start.hasPrefix) {
      throw refusal(
        "an HTML page",
        "fetch the file itself: a server that answers with a page has an error to tell, or wants a login",
        path: path)
    }
    let name = start.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-:.".contains($0) }
    if start.hasPrefix("<?xml") || (!name.isEmpty && closes(String(name), in: visible)) {
      throw refusal("XML", "export its records as csv or as JSON lines", path: path)
    }
  }

  /// Whether `</name>` occurs: `<DATE>,<TIME>` is a header, `<users><user>…` is not.
  private static func closes(_ name: String, in text: ArraySlice<UInt8>) -> Bool {
    String(decoding: text.prefix(1 << 16), as: UTF8.self).lowercased().contains("</\(name)>")
  }

  private static func refusal(_ name: String, _ remedy: String, path: String) -> Diagnostic {
    Diagnostic(.unsupportedFile, "\"\(path)\" is \(name)", help: [remedy])
  }
}
