import Foundation
import LabSupport
import Steps
import Tables
import Testing

@testable import Execution

/// Going on from the reference while an exercise is not solved.
@Suite struct CheckpointTests {
  @Test func theNextNotebookGoesOn() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source, checkpoints: true)
    #expect(FileManager.default.fileExists(atPath: lab + "/checkpoints/01-look"))
    let (program, result) = StudentLab.run(lab)
    #expect(program.isSound && result.diagnostics.isEmpty)
    #expect(program.continued[1]?.map { program.exercise($0).label.text } == ["exr-cut", "exr-steps"])
    let (solved, expected) = StudentLab.run(source.folder.path)
    let reports = [(program, result), (solved, expected)].map { ReportAssembly.report($0.0, $0.1, version: "0") }
    // The second notebook is the reference's, to the numbers in its prose.
    #expect(reports[0].pages[1].values.values.sorted() == reports[1].pages[1].values.values.sorted())
    #expect(!reports[0].pages[1].continued.isEmpty)
    #expect(reports[1].pages[1].continued.isEmpty)
    #expect(program.exerciseStates(result).map(\.state.name) == Array(repeating: "unsolved", count: 6))
  }

  @Test func whatIsSolvedIsOnesOwn() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source, checkpoints: true)
    try StudentLab.fill(lab, "exr-cut", .blank(0, "3"))
    let (program, result) = StudentLab.run(lab)
    #expect(program.continued[1]?.map { program.exercise($0).label.text } == ["exr-steps"])
    // Three ratings are of customers with three or more; the checkpoint has five.
    let report = ReportAssembly.report(program, result, version: "0")
    #expect(report.pages[1].values.values.contains("3"))
    #expect(!report.pages[1].values.values.contains("5"))
  }

  @Test func aDamagedCheckpointIsTold() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source, checkpoints: true)
    let path = URL(fileURLWithPath: lab + "/checkpoints/01-look")
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: path)
    let (program, _) = StudentLab.run(lab)
    #expect(program.isSound && program.continued.isEmpty)
    #expect(program.diagnostics.contains { $0.code == .checkpointDamaged && $0.message.contains("01-look") })
  }

  @Test func nothingOfItCanBeReadAsText() throws {
    let source = try StudentLab.source()
    let lab = try StudentLab.student(of: source, checkpoints: true)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: lab + "/checkpoints/01-look"))
    for word in ["reduced", "stars"] { #expect(bytes.range(of: Data(word.utf8)) == nil) }
  }

  /// Everything that is known of a model before the run goes through a checkpoint, also what came to it last.
  @Test func aModelsTypeIsKeptWhole() throws {
    var type = ModelType(
      task: .classification, features: [Schema.Field("user", .index), Schema.Field("genres", .string)],
      targetColumns: [Schema.Field("stars", .integer)], label: "title", user: "user", item: nil, hasFactors: true)
    type.bags.names = ["genres"]
    type.bags.separator = "|"
    type.factors = 8
    type.isSampled = true
    type.keyColumns = ["user": "customer_id"]
    var encoder = ByteEncoder()
    StoredType.model(type, target: "stars >= 5").encode(&encoder)
    var decoder = ByteDecoder(encoder.bytes)
    guard case .model(let read, let target) = try StoredType(&decoder) else {
      Issue.record("no model")
      return
    }
    #expect(decoder.isAtEnd && target == "stars >= 5")
    #expect(read.bags.names == type.bags.names && read.bags.separator == "|")
    #expect(read.factors == 8 && read.isSampled && read.keyColumns == type.keyColumns)
    #expect(read.features.map(\.name) == ["user", "genres"] && read.label == "title")
  }
}
