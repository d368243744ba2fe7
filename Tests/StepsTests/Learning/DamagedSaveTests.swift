import Diagnostics
import Foundation
import LabSupport
import Steps
import Testing

/// A file that is not as it was written is noticed before anything of it is believed.
@Suite struct DamagedSaveTests {
  private static let cell = """
    load "d.csv" as d
    index d u: user i: item
    train fm on: d target: stars features: [u, i, kind] solver: mcmc factors: 2 epochs: 3 as model
    save model to: "kept.model"
    """
  private static let data = ["d.csv": "user,item,stars,kind\n1,7,5,x\n2,7,4,é\n1,8,3,\n3,9,2,x\n"]

  private func code(_ bytes: [UInt8], _ lab: Lab) -> String {
    do {
      try lab.put("other.model", bytes)
      _ = try SavedFile(lab.path("other.model")).value()
      return "none"
    } catch {
      return (error as? Diagnostic)?.code.name ?? "\(error)"
    }
  }

  @Test func flippedBitsAndLostBytesAreNoticed() throws {
    let lab = try Lab(cell: Self.cell, data: Self.data)
    #expect(lab.run().codes == [])
    let whole = try lab.bytes("kept.model")
    #expect(code(whole, lab) == "none")
    for position in Array(0..<200) + Array(stride(from: 200, to: whole.count, by: 11)) {
      var damaged = whole
      damaged[position] ^= 1 << UInt8(position % 8)
      #expect(["damaged-save", "not-saved", "saved-by-newer"].contains(code(damaged, lab)), "byte \(position)")
    }
    for length in stride(from: 0, to: whole.count, by: 23) {
      #expect(["damaged-save", "not-saved"].contains(code(Array(whole.prefix(length)), lab)), "\(length) bytes")
    }
    #expect(code(whole + [0], lab) == "damaged-save")
    #expect(code([], lab) == "not-saved")
  }

  /// `parameters` looked up vectors as long as the head said, and `ensemble` summed what has no sum.
  @Test func aHeadThatSpeaksOfAnotherMachineIsNotBelieved() throws {
    let lab = try Lab(cell: Self.cell, data: Self.data)
    #expect(lab.run().codes == [])
    let model = try LearnedModels.saved(lab.path("kept.model"))
    let changes: [(inout ModelType) -> Void] = [
      { $0.factors = 3 }, { $0.factors = 0 }, { $0.factors = 1_000_000 }, { $0.isSampled = false },
      { $0.task = .classification },
    ]
    for (position, change) in changes.enumerated() {
      var type = model.type
      change(&type)
      try SavedFile.write(.model(model), of: .model(type), to: lab.path("forged.model"))
      #expect(code(try lab.bytes("forged.model"), lab) == "damaged-save", "change \(position)")
    }
    try SavedFile.write(.model(model), of: .model(model.type), to: lab.path("forged.model"))
    #expect(code(try lab.bytes("forged.model"), lab) == "none")
  }

  @Test func aFileThatCannotBeWrittenLeavesTheOldOne() throws {
    let lab = try Lab(cell: Self.cell + "\nsave model to: \"d.csv/kept.model\"", data: Self.data)
    try lab.put("kept.model", "old")
    #expect(lab.run().codes == ["unwritable-file"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: lab.folder.path).sorted() == [
        "01-lab.md", "d.csv", "kept.model",
      ])
  }

  @Test func aFileThatChangesAfterTheCheckIsNotTakenForTheOther() throws {
    let lab = try Lab(cell: Self.cell, data: Self.data)
    #expect(lab.run().codes == [])
    // The check cannot know that a link leads to what a step above is going to write.
    let cell = Self.cell + "\ntrain mean on: d target: stars as naive\nsave naive to: \"kept.model\"\n"
    let reader = try Lab(cell: cell + "load \"link.model\" as kept\npredict kept on: d as scored", data: Self.data)
    try reader.put("kept.model", try lab.bytes("kept.model"))
    try FileManager.default.createSymbolicLink(atPath: reader.path("link.model"), withDestinationPath: "kept.model")
    #expect(reader.run().codes == ["damaged-save"])
  }
}
