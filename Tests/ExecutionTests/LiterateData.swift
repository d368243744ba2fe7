import Foundation
import LabSupport

/// The small data files that literate notebooks load by name.
enum LiterateData {
  /// A new folder with all of them. The caller removes it.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("matinee-literate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("folder.tsv"), withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    return folder
  }

  private static let header = "user\titem\tstars\n"

  private static var files: [(name: String, bytes: [UInt8])] {
    texts.map { ($0.name, Array($0.text.utf8)) } + binaries + models
  }

  private static var binaries: [(name: String, bytes: [UInt8])] {
    let latin1: [UInt8] = [0xE9, 0x0A]
    let nul: [UInt8] = [0]
    var damaged = gzip
    damaged[gzip.count - 6] ^= 0xFF
    // A block of a block gzip: a flag, and an extra field with the block's size less one. No empty block follows it.
    var block = gzip
    block[3] = 4
    block.insert(contentsOf: [6, 0, 0x42, 0x43, 2, 0, UInt8(gzip.count + 7), 0], at: 10)
    return [
      ("cut.tsv.gz", Array(gzip.prefix(gzip.count - 12))), ("damaged.tsv.gz", damaged),
      ("trailing.tsv.gz", gzip + bytes("rest")), ("blocks.tsv.gz", block), ("latin-1.csv", bytes("name\ncaf") + latin1),
      ("late-latin-1.csv", bytes("name\n" + String(repeating: "tea\n", count: 3000) + "caf") + latin1),
      ("nul.csv", bytes("name\nte") + nul + bytes("a\n")),
      ("archive.csv", [0x50, 0x4B, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0]),
    ]
  }

  /// A saved model, and what becomes of such files.
  private static var models: [(name: String, bytes: [UInt8])] {
    let kept = savedModel
    var (newer, head, body) = (kept, kept, kept)
    newer[8] = 3
    head[70] ^= 1
    body[kept.count - 70] ^= 1
    return [
      ("kept.model", kept), ("cut.model", Array(kept.prefix(kept.count - 100))),
      ("start.model", Array(kept.prefix(40))),
      ("newer.model", newer), ("head.model", head), ("body.model", body), ("longer.model", kept + [0]),
    ]
  }

  private static let savedModel: [UInt8] = {
    let lab = try? Lab(
      cell: """
        load "d.csv" as d
        index d u: user i: item
        train bias on: d target: stars features: [u, i] as model
        save model to: "kept.model"
        """, data: ["d.csv": "user,item,stars\n1,7,5\n2,7,4\n1,8,3\n3,9,2\n"])
    _ = lab?.run()
    return (try? lab?.bytes("kept.model")) ?? []
  }()

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let texts: [(name: String, text: String)] = [
    ("empty.tsv", ""),
    ("ratings.model", header + "1\t7\t5\n"),
    ("blank.tsv", "\n\n  \n"),
    ("header-only.tsv", header),
    ("plain.tsv", header + "1\t7\t5\n2\t7\t3\n"),
    ("plain.tsv.gz", header + "1\t7\t5\n2\t7\t3\n"),
    ("twice.csv", "user,item,user\n1,2,3\n"),
    // A type is recognised from the beginning of a file; the fault stands far below.
    ("late.csv", "user,stars\n" + String(repeating: "1,5\n", count: 5000) + "2,many\n"),
    ("short-lines.csv", "user,item,stars\n1,2,3\n4,5\n6,7,8\n"),
    ("only-short-lines.csv", "user,item,stars\n1\n4\n"),
    ("open-quote.csv", "user,title\n1,\"A film\n2,Another\n3,A third\n"),
    ("quotes.tsv", "user\ttitle\n1\t\"Quoted\" at the start\n2\t<script>alert(1)</script>\n"),
    // What is recognised of a file, and what is no table.
    ("spaces.txt", "1 1 2\n1 2 4\n1 3 3.5\n"),
    ("pairs.csv", "word,tag,form\nword,noun,a\nsea,noun,b\n"),
    ("prose.txt", "The Sea\nTwo Ships\nNo Wind\n"),
    ("blocks.txt", "1:\n148,3\n822,5\n2:\n205,4\n"),
    ("pointer.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
    ("page.csv", "<html><body>404 Not Found</body></html>\n"),
    ("nan.jsonl", "{\"user\": NaN}\n{\"user\": NaN}\n"),
    ("zones.csv", "user,time\n1,2015-08-31T12:00:00+02:00\n2,2015-08-31T12:00:00\n"),
    ("marks.csv", "user,stars\n1,5\n\u{FEFF}2,4\n"),
    ("wide.jsonl", (0..<20_000).map { "{\"k\($0)\": 1}\n" }.joined()),
    ("ratings.csv", "movie,stars\n7,5\n8,4\n"),
    ("seen.csv", "movie,stars,title\n7,5,Seven\n"),
    ("numbered.dat", "7::Seven\n8::Eight\n"),
    ("keys.jsonl", String(repeating: "{\"user\": 1}\n", count: 120_000) + "{\"user\": 2, \"stars\": 5}\n"),
    ("broken.jsonl", "{\"user\": 1}\n{\"user\": 2\n"),
    ("movies.csv", "movie,title\n7,Seven\n"),
    ("padded.csv", "movie,title\n1007,Seven\n1008,Eight\n"),
    ("parts.csv", "movie,title\n7.0,Seven\n8.5,Eight\n"),
    ("tabs.csv", "title\n\"a\tb\"\n"),
    ("same.csv", "key\n" + String(repeating: "1\n", count: 65_537)),
    ("gaps.csv", "user,item,age,stars\n1,1,30,5\n2,1,,4\n1,2,20,3\n3,2,41,\n"),
    ("complete.csv", "user,item,age,stars\n1,1,30,5\n2,1,25,4\n1,2,20,3\n3,2,41,2\n"),
    ("huge.csv", "age,stars\n1e200,5\n3e200,4\n2e200,3\n"),
    ("constant.csv", "user,item,stars\n1,1,5\n2,1,5\n1,2,5\n3,2,5\n"),
  ]

  /// `header`, then "1\t7\t5" twelve times: Python's gzip.compress(text, mtime=0).
  private static let gzip: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0x2D, 0x4E, 0x2D, 0xE2, 0xCC,
    0x2C, 0x49, 0xCD, 0xE5, 0x2C, 0x2E, 0x49, 0x2C, 0x2A, 0xE6, 0x32, 0xE4, 0x34, 0xE7, 0x34, 0xA5,
    0x02, 0x09, 0x00, 0x9A, 0x84, 0xCE, 0xA1, 0x58, 0x00, 0x00, 0x00,
  ]
}
