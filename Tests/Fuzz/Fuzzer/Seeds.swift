import Files
import Foundation
import Notebooks
import Steps
import Tables

/// Where inputs begin: what the repository has of the kind. The process is started in the repository.
enum Seeds {
  static func write(_ fuzzing: Fuzzing, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for seed in fuzzing.seeds {
      let name = seed.withUnsafeBytes { ContentDigest($0) }.hexadecimal
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let words = fuzzing.wordBytes + edges
    let lines = Set(words.map { "\"\(escaped($0))\"\n" }).sorted()
    try Data(lines.joined().utf8).write(to: URL(fileURLWithPath: folder + ".dict"))
  }

  /// Numbers of files that are no text, at the ends of what they can be.
  private static var edges: [[UInt8]] {
    let words: [UInt64] = [
      0, 1, .max, 1 << 63, (1 << 63) - 1, 1 << 62, 1 << 60, 1 << 40, 1 << 32, (1 << 32) - 1, 1 << 31, (1 << 31) - 1,
      Double.infinity.bitPattern, Double.nan.bitPattern, Double.greatestFiniteMagnitude.bitPattern,
    ]
    return words.map { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
  }

  private static func escaped(_ word: [UInt8]) -> String {
    word.map { byte in
      switch byte {
      case 0x22, 0x5C: "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: String(UnicodeScalar(byte))
      default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }

  /// The texts of the files of a folder of the repository with an ending.
  static func texts(of folder: String, ending: String = ".md") -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { $0.hasSuffix(ending) }.compactMap {
      try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
  }

  /// The examples of all steps, each with what stands before it.
  static var examples: [(before: String, code: String)] {
    let split = """
      load "reviews.tsv" as reviews
      index reviews user: customer_id item: product_id
      split reviews fraction: 0.3 as train, test

      """
    let models = """
      train bias on: train target: star_rating features: [user, item] as model
      train fm on: train target: star_rating >= 5 factors: 2 epochs: 1 as liked

      """
    return StepCatalog.signatures.flatMap(\.examples).map { example in
      switch example.setting {
      case .nothing: ("", example.code)
      case .reviews: ("load \"reviews.tsv\" as reviews\n", example.code)
      case .split: (split, example.code)
      case .models: (split + models, example.code)
      }
    }
  }

  /// All notebooks of the repository, the literate ones in pieces of a page. None is larger than a moment's work.
  static var notebooks: [String] {
    let examples = examples.map { "```{lab}\n\($0.before)```\n\n```{lab}\n\($0.code)\n```\n" }
    return (written + examples).map {
      $0.replacing(/sample:reviews[?=&a-z0-9]*/, with: "reviews.tsv").replacing(/epochs: [0-9]+/, with: "epochs: 1")
    }
  }

  private static var written: [String] {
    let literate = texts(of: "Tests/ExecutionTests/Literate")
    let pieces = literate.flatMap { text in
      text.split(separator: "\n```diagnostics\n").map { String($0.suffix(1500)) }
    }
    return texts(of: "notebooks") + texts(of: "notebooks/ja") + literate.map { String($0.prefix(3000)) } + pieces
  }

  /// What stands between fences of the language.
  static var cells: [String] {
    notebooks.flatMap { text in
      text.components(separatedBy: "```{lab}\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] + "\n" }
    }
  }

  /// Texts in quotes in a file of Swift.
  static func literals(in file: String) -> [String] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
    return text.replacing("\\\"", with: "\u{1}").split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element.replacing("\u{1}", with: "\"")) }
  }

  /// The words of the language.
  static var language: [String] {
    let signatures = StepCatalog.signatures
    return signatures.map { $0.name + " " } + signatures.flatMap { ($0.operands + $0.options).map { $0.name + ": " } }
      + ExpressionFunction.all.map { "\($0.name)(" } + numbers + [
        " as ", "where: ", "by: ", "```{lab}\n", "\n```\n", "#| ", "`{lab} ", "params.", "\"", "[", "]", "{", "}",
        "____",
        "2015-01-01", "9999-12-31", "0001-01-01", "null", "true", "not ", " and ", " or ", " is null", " in ", "..",
        "@fig-",
        "```{choice}\n", "```{number}\n", "```{answer}\n", "```{solution}\n", "- [x] ", "- [ ] ", "#| exercise: exr-",
        "#| check: ",
        "#| hint: ", "---\n", "| .3", "$$", "<!--", "-->", "{#", "\u{1E}",
      ]
  }

  static let numbers = [
    "0", "-1", "1e308", "-1e308", "1e-320", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
    "4294967296",
    "2147483648", "-0.0", "NaN", "inf", "1e400", "65536", "0.1",
  ]
}
