import Foundation
import Testing

@testable import Execution

/// What is in the key of a step, and what is not.
@Suite struct KeyTests {
  /// One change of the notebook, and the steps whose keys it changes first; what depends on these changes, too.
  struct Edit: Sendable, CustomTestStringConvertible {
    var name: String
    var old: String
    var new: String
    var changed: Set<String>
    var testDescription: String { name }
  }

  static let afterKept: Set<String> = [
    "filter kept #1", "derive kept #1", "index kept #1", "split train,test #1", "train fm model #1",
    "evaluate model,test #1", "predict scored #1", "expect  #1", "save kept #1", "plot bar kept #1", "sort scored #1",
    "head scored #1",
  ]

  @Test(arguments: [
    Edit(
      name: "an option's number", old: "head ratings rows: 3", new: "head ratings rows: 4", changed: ["head ratings #1"]
    ),
    Edit(name: "an operator", old: "stars >= params", new: "stars > params", changed: afterKept),
    Edit(name: "a parameter's value", old: "minimum: 2", new: "minimum: 3", changed: afterKept),
    Edit(name: "a parameter's type", old: "minimum: 2", new: "minimum: 2.0", changed: afterKept),
    Edit(
      name: "a message", old: "\"too few\"", new: "\"too little\"", changed: ["expect  #1"]),
    Edit(
      name: "a learning setting", old: "epochs: 2", new: "epochs: 3",
      changed: [
        "train fm model #1", "evaluate model,test #1", "predict scored #1", "sort scored #1", "head scored #1",
      ]),
    Edit(
      name: "an expression", old: "stars / kept.rows", new: "stars / kept.rows / 1",
      changed: afterKept.subtracting(["filter kept #1"])),
    Edit(name: "another file", old: "to: \"kept.csv\"", new: "to: \"kept2.csv\"", changed: ["save kept #1"]),
  ])
  func aChangeOfWhatAStepMeansChangesItsKeyAndThoseOfItsFollowers(_ edit: Edit) throws {
    let lab = try TemporaryLab()
    let before = try lab.keys()
    #expect(TemporaryLab.notebook.contains(edit.old))
    try lab.write(TemporaryLab.notebook.replacingOccurrences(of: edit.old, with: edit.new), to: "01-lab.md")
    let after = try lab.keys()
    #expect(before.keys.sorted() == after.keys.sorted())
    #expect(Set(before.keys.filter { before[$0] != after[$0] }) == edit.changed)
  }

  @Test(arguments: [
    ("prose", "Kept are", "There are"), ("a caption", "tbl-cap: Users.", "tbl-cap: Everybody."),
    ("a label", "label: tbl-users", "label: tbl-people"), ("a cell option", "#| label: tbl-users", "#| echo: false"),
    ("a title", "title: A lab", "title: Another lab"), ("a comment", "rows: 3", "rows: 3 # three"),
    ("spaces", "where: stars >= params.minimum", "where:   stars>=params.minimum"), ("braces", "rows: 3", "rows: {3}"),
    ("the spelling of a number", "rows: 3", "rows: 3"), ("an unused parameter", "unused: 1", "unused: 2"),
    ("an author", "title: A lab", "title: A lab\nauthor: Somebody"),
    ("a quoted value", "| .3`", "| .2`"), ("a new quoted value", "Kept are", "`{lab} kept.stars.max` and"),
  ])
  func aChangeOfWhatSurroundsTheStepsChangesNoKey(_ name: String, _ old: String, _ new: String) throws {
    let lab = try TemporaryLab()
    let before = try lab.keys()
    #expect(TemporaryLab.notebook.contains(old))
    try lab.write(TemporaryLab.notebook.replacingOccurrences(of: old, with: new), to: "01-lab.md")
    #expect(try lab.keys() == before)
  }

  @Test func theNameOfANotebookIsInNoKey() throws {
    let lab = try TemporaryLab()
    let before = try lab.keys()
    try FileManager.default.moveItem(atPath: lab.folder + "/01-lab.md", toPath: lab.folder + "/99-other.md")
    #expect(try lab.keys() == before)
  }

  @Test func theContentsOfAFileTheSeedAndTheProgramAreInAllKeysThatDependOnThem() throws {
    let lab = try TemporaryLab()
    let before = try lab.keys()
    let other = try lab.keys(implementation: "another")
    #expect(before.keys.allSatisfy { before[$0] != other[$0] })
    try lab.write(
      TemporaryLab.notebook.replacingOccurrences(of: "title: A lab", with: "seed: 5"), to: "01-lab.md")
    let seeded = try lab.keys()
    #expect(before.keys.allSatisfy { before[$0] != seeded[$0] })
    try lab.write(TemporaryLab.notebook, to: "01-lab.md")
    var text = TemporaryLab.ratings(3000)
    text.removeLast(2)
    try lab.write(text + "x\n", to: "ratings.csv")
    let changed = try lab.keys()
    #expect(before.keys.allSatisfy { before[$0] != changed[$0] })
  }

  @Test func everyIngredientAndEveryBorderBetweenThemIsInTheKey() {
    typealias Pair = StepIngredients.Pair
    let base = StepIngredients(
      implementation: "1", revision: 1, statement: "ab", parameters: [Pair(name: "a", value: "b")], seed: 1,
      inputs: [.init(name: "t", producer: "load t #1", position: 0, key: "k")], quotes: [Pair(name: "q", value: "v")],
      sources: [Pair(name: "f", value: "s")], results: ["table x: integer"])
    var variants: [StepIngredients] = [base]
    func vary(_ change: (inout StepIngredients) -> Void) {
      var copy = base
      change(&copy)
      variants.append(copy)
    }
    vary { $0.implementation = "2" }
    vary { $0.revision = 2 }
    vary { $0.statement = "abc" }
    vary { $0.parameters = [] }
    vary { $0.parameters[0].value = "c" }
    vary { $0.parameters = [Pair(name: "ab", value: "")] }
    vary { $0.parameters = [Pair(name: "", value: "ab")] }
    vary { $0.seed = 2 }
    vary { $0.inputs = [] }
    vary { $0.inputs[0].position = 1 }
    vary { $0.inputs[0].key = "l" }
    vary { $0.inputs.append($0.inputs[0]) }
    vary { $0.quotes[0].value = "w" }
    vary { $0.quotes[0].name = "r" }
    vary { ($0.quotes, $0.sources) = ($0.sources, $0.quotes) }
    vary {
      $0.quotes += $0.sources; $0.sources = []
    }
    vary { $0.sources[0].value = "t" }
    vary { $0.sources[0].name = "g" }
    vary { $0.results = ["table x: decimal"] }
    vary { $0.results = ["table x: integer", ""] }
    #expect(Set(variants.map(\.key)).count == variants.count)
    var renamed = base
    renamed.inputs[0].producer = "load t #2"
    #expect(renamed.key == base.key)
  }
}
