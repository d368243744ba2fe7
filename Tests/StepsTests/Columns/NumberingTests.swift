import Diagnostics
import Execution
import LabSupport
import Steps
import Testing

/// Tables whose users and items are numbered in two steps.
@Suite struct NumberingTests {
  private static let base = "user_id,item_id,stars\nann,x,5\nann,y,3\nbob,x,1\ncat,z,4\ncat,x,2\ndan,y,4\n"
  private static let late = "user_id,item_id,stars\ndan,z,3\ndan,x,5\nbob,y,2\neve,x,1\ncat,y,3\n,x,2\n"

  private static func lab(_ cell: String) throws -> Lab {
    try Lab(
      cell: "load \"base.csv\" as base\nload \"late.csv\" as late\n" + cell, data: ["base.csv": base, "late.csv": late])
  }

  private static let apart = """
    index base user: user_id item: item_id
    index late user: user_id item: item_id
    train fm on: base target: stars factors: 2 epochs: 2 as model
    evaluate model on: late
    """

  @Test func aTableThatIsNumberedApartIsRefused() throws {
    let faults = try Self.lab(Self.apart).check().diagnostics
    #expect(faults.map(\.code) == [.numberedApart])
    #expect(faults.first?.replacements.map(\.text) == [" like: base"])
  }

  /// One number out of a table means as little to a model that was numbered apart as the whole table.
  @Test func aNumberOfATableThatIsNumberedApartIsNobody() throws {
    let cell = """
      index base user: user_id item: item_id
      index late user: user_id item: item_id
      train bias on: base target: stars as model
      recommend model user: late.user.first
      """
    let fault = try #require(Self.lab(cell).check().diagnostics.first)
    #expect(fault.code == .numberedApart)
    #expect(fault.replacements.map(\.text) == [" like: base"])
    let own = cell.replacing("late.user", with: "base.user")
    #expect(try Self.lab(own).check().diagnostics.isEmpty)
    let item = try #require(Self.lab(own.replacing("user.first", with: "item.first")).check().diagnostics.first)
    #expect(item.help == ["ask for a value of user"])
    let filtered =
      "index base user: user_id\nindex late user: user_id\nfilter base where: user == late.user.first as own"
    #expect(try Self.lab(filtered).check().diagnostics.map(\.code) == [.numberedApart])
  }

  @Test func theProposedEditChecks() throws {
    for cell in [
      Self.apart, Self.apart.replacing("item_id\ntrain", with: "item_id as late\ntrain"),
      """
      index base user: user_id item: item_id
      index late user: user_id item: item_id
      split base fraction: 0.3 as train, test
      train bias on: train target: stars as model
      predict model on: late as scored
      """,
      """
      index base user: user_id item: item_id
      index late user: user_id item: item_id
      join base late on: user how: semi as both
      """,
    ] {
      let lab = try Self.lab(cell)
      let fault = try #require(lab.check().diagnostics.first)
      #expect(fault.code == .numberedApart)
      let edit = try #require(fault.replacements.first, "\(cell)")
      var bytes = try lab.bytes("01-lab.md")
      bytes.replaceSubrange(edit.span.range, with: Array(edit.text.utf8))
      try lab.put("01-lab.md", bytes)
      #expect(lab.check().diagnostics.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Training rows that are numbered like the test rows could not all be learned: that edit is not proposed.
  @Test func aTrainingTableThatIsNumberedLastIsToBeNumberedFirst() throws {
    let fault = try #require(
      Self.lab(
        """
        index late user: user_id item: item_id
        index base user: user_id item: item_id
        train fm on: base target: stars factors: 2 epochs: 2 as model
        evaluate model on: late
        """
      ).check().diagnostics.first)
    #expect(fault.code == .numberedApart)
    #expect(fault.replacements.isEmpty)
    #expect(fault.help == ["index base first, and number late as it is: index late … like: base"])
  }

  @Test func likeTakesTheNumbersOfTheSameKeys() throws {
    let run = try Self.lab(
      """
      index base user: user_id item: item_id
      index late user: user_id item: item_id like: base
      train fm on: base target: stars factors: 2 epochs: 2 as model
      evaluate model on: late
      """
    ).run()
    #expect(run.faults.isEmpty)
    // ann and cat have two rows, bob and dan one: 0, 2, 1, 3 by frequency and appearance. eve is not there.
    let late = try run.table("late")
    #expect(late.numbers("user") == [3, 3, 2, nil, 1, nil])
    #expect(late.numbers("item") == [2, 0, 1, 0, 1, 0])
    let text = run.sentences().joined(separator: "\n")
    #expect(
      text.contains(
        "4 of 6 rows have in user the number that user_id has in base. 1 row has no number: its user_id is not there."))
    #expect(text.contains("1 row without a value"))
    #expect(text.contains("2 of 6 rows of late have no user that the model knows"))
  }

  @Test func aModelNumbersAsItLearned() throws {
    let run = try Self.lab(
      """
      index base user: user_id item: item_id
      train bias on: base target: stars as model
      save model to: "kept.model"
      load "kept.model" as kept
      index late user: user_id item: item_id like: kept as numbered
      index late user: user_id item: item_id like: model as directly
      evaluate kept on: numbered
      evaluate model on: directly
      """
    ).run()
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    #expect(try run.table("numbered").numbers("user") == [3, 3, 2, nil, 1, nil])
    #expect(try run.table("directly").numbers("user") == [3, 3, 2, nil, 1, nil])
    #expect(try run.number("kept.numbered.rmse") == run.number("model.directly.rmse"))
  }

  @Test func aModelFromAFileComparesTheOriginalValues() throws {
    let lab = try Self.lab(
      """
      index base user: user_id item: item_id
      train bias on: base target: stars as model
      save model to: "kept.model"
      """)
    #expect(lab.run().faults.isEmpty)
    // Numbered in the same way, in notebooks that know nothing of each other: the values tell that all is well.
    func elsewhere(_ table: String) throws -> Lab {
      let other = try Self.lab(
        "load \"kept.model\" as kept\nindex \(table) user: user_id item: item_id\nevaluate kept on: \(table)")
      try other.put("kept.model", lab.bytes("kept.model"))
      return other
    }
    let (same, other) = (try elsewhere("base"), try elsewhere("late"))
    #expect(same.run().faults.isEmpty)
    let fault = try #require(other.run().faults.first)
    #expect(fault.code == .numberedApart)
    #expect(fault.notes.first?.contains("user 0 is ann in the model, and dan in late") ?? false, "\(fault.notes)")
    #expect(fault.help.first?.contains("like: kept") ?? false)
  }

  /// Whatever a step wants of a table with a model from a file, the numbers of both have to mean the same.
  @Test(arguments: [
    "predict kept on: late as scored", "evaluate kept on: base at: 2 seen: late",
    "train fm on: late target: stars epochs: 1 from: kept as more", "deploy kept on: late as answers",
    "transform kept on: late to: \"scores.jsonl\"",
    "load \"kept.model\" as twin\nensemble models: [kept, twin] weights: fitted on: late as both",
  ])
  func everyStepComparesTheOriginalValues(step: String) throws {
    let numbered = "index base user: user_id item: item_id\n"
    let source = try Self.lab(
      numbered + "train fm on: base target: stars factors: 2 epochs: 2 as model\nsave model to: \"kept.model\"")
    #expect(source.run().faults.isEmpty)
    let lab = try Self.lab(
      numbered + "index late user: user_id item: item_id\nload \"kept.model\" as kept\n" + step)
    try lab.put("kept.model", source.bytes("kept.model"))
    let fault = try #require(lab.run().faults.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
    #expect(fault.notes.first?.contains("user 0 is ann in the model, and dan in late") ?? false, "\(fault.notes)")
  }

  @Test func modelsFromFilesAreComparedWithEachOther() throws {
    func saved(_ table: String) throws -> [UInt8] {
      let lab = try Self.lab(
        """
        index \(table) user: user_id item: item_id
        train fm on: \(table) target: stars factors: 2 epochs: 2 as model
        save model to: "kept.model"
        """)
      #expect(lab.run().faults.isEmpty)
      return try lab.bytes("kept.model")
    }
    let lab = try Self.lab("load \"one.model\" as one\nload \"two.model\" as two\nensemble models: [one, two] as both")
    try lab.put("one.model", saved("base"))
    try lab.put("two.model", saved("base"))
    #expect(lab.run().faults.isEmpty)
    try lab.put("two.model", saved("late"))
    let fault = try #require(lab.run().faults.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
    #expect(fault.notes == ["user 0 is ann in one, and dan in two"])
  }

  /// A file of a model that was trained on `base`, on `late`, or on a table of which `step` is the last, elsewhere.
  private func saved(_ table: String, after step: String = "") throws -> [UInt8] {
    let lab = try Self.lab(
      """
      \(step)
      index \(table) user: user_id item: item_id
      train fm on: \(table) target: stars factors: 2 epochs: 2 as model
      save model to: "kept.model"
      """)
    #expect(lab.run().faults.isEmpty)
    return try lab.bytes("kept.model")
  }

  @Test(arguments: ["[kept, own]", "[own, kept]"])
  func modelsOfNotebooksAreComparedWithThoseOfFiles(models: String) throws {
    let lab = try Self.lab(
      """
      load "kept.model" as kept
      index base user: user_id item: item_id
      train fm on: base target: stars factors: 2 epochs: 2 as own
      ensemble models: \(models) as both
      evaluate both on: base
      """)
    try lab.put("kept.model", saved("base"))
    #expect(lab.run().faults.isEmpty, "\(lab.run().faults.map(\.message))")
    try lab.put("kept.model", saved("late"))
    let fault = try #require(lab.run().faults.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
    #expect(fault.notes.first?.contains("user 0 is ") ?? false, "\(fault.notes)")
  }

  /// Without the original values nobody can tell what a table's numbers mean to a model from elsewhere.
  @Test(arguments: [
    "evaluate kept on: bare", "predict kept on: bare as scored", "evaluate kept on: base at: 2 seen: bare",
    "transform kept on: bare to: \"scores.jsonl\"", "recommend kept user: 0 as list\njoin bare list on: item as seen",
  ])
  func whatCannotBeComparedIsRefused(step: String) throws {
    let lab = try Self.lab(
      """
      load "kept.model" as kept
      index base user: user_id item: item_id
      select base columns: [user, item, stars] as bare
      \(step)
      """)
    try lab.put("kept.model", saved("base"))
    let fault = try #require(lab.run().faults.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
    #expect(fault.help.contains { $0.contains("like: kept") }, "\(fault.help)")
  }

  /// Numbered as the file, a table needs them no more.
  @Test func likeAModelFromAFile() throws {
    let lab = try Self.lab(
      """
      load "kept.model" as kept
      index base user: user_id item: item_id like: kept
      select base columns: [user, item, stars] as bare
      evaluate kept on: bare
      recommend kept user: 0 seen: true as list
      join bare list on: item how: semi as seen
      """)
    try lab.put("kept.model", saved("base"))
    #expect(lab.run().faults.isEmpty, "\(lab.run().faults.map(\.message))")
  }

  /// Recommendations of two models from files: their items are the same where both files number them alike, which only the values
  /// in the files tell.
  @Test func numbersOfTwoFilesAreCompared() throws {
    let lab = try Self.lab(
      """
      load "one.model" as one
      load "two.model" as two
      recommend one user: 0 seen: true as ones
      recommend two user: 0 seen: true as twos
      join ones twos on: item how: semi as both
      """)
    try lab.put("one.model", saved("base"))
    try lab.put("two.model", saved("base"))
    #expect(lab.run().faults.isEmpty, "\(lab.run().faults.map(\.message))")
    // With x left out, the items have other numbers.
    try lab.put("two.model", saved("few", after: "filter late where: item_id != \"x\" as few"))
    let fault = try #require(lab.check().diagnostics.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
    #expect(fault.help.first == "train both on tables of one numbering: see matinee help index")
  }

  /// A table that was numbered like one file is none for another, unless both number alike; a number of it neither.
  @Test(arguments: ["evaluate two on: bare", "recommend two user: bare.user.first as list"])
  func aTableThatIsNumberedLikeAFileIsNoneForAnother(step: String) throws {
    let lab = try Self.lab(
      """
      load "one.model" as one
      load "two.model" as two
      index base user: user_id item: item_id like: one
      select base columns: [user, item, stars] as bare
      \(step)
      """)
    try lab.put("one.model", saved("base"))
    try lab.put("two.model", saved("base"))
    #expect(lab.run().faults.isEmpty, "\(lab.run().faults.map(\.message))")
    try lab.put("two.model", saved("late"))
    let fault = try #require(lab.check().diagnostics.first)
    #expect(fault.code == .numberedApart, "\(fault.message)")
  }

  /// A file without the original values says that nothing can be compared with it.
  @Test func aFileThatCannotBeComparedSaysSo() throws {
    let source = try Self.lab(
      """
      index base user: user_id item: item_id
      select base columns: [user, item, stars] as bare
      train bias on: bare target: stars as model
      save model to: "kept.model"
      """)
    #expect(source.run().faults.isEmpty)
    let lab = try Self.lab(
      "load \"kept.model\" as kept\nindex base user: user_id item: item_id\nevaluate kept on: base")
    try lab.put("kept.model", source.bytes("kept.model"))
    let run = lab.run()
    #expect(run.faults.isEmpty, "\(run.faults.map(\.message))")
    #expect(run.result.warnings.map(\.code.name) == ["numbers-unknown"])
    #expect(run.sentences().contains { $0.hasPrefix("The file does not hold the original values of user and item") })
  }
}
