import LabSupport
import Steps
import Testing

/// Every example of every step runs as it stands, and the step shows something.
@Suite struct ExampleTests {
  static let examples: [(step: String, example: Example)] = StepCatalog.signatures.flatMap { signature in
    signature.examples.map { (signature.name, $0) }
  }

  /// What stands before an example.
  static func preludes(_ setting: Example.Setting) -> String {
    let reviews = "load \"sample:reviews?rows=2000\" as reviews\n"
    switch setting {
    case .nothing: return ""
    case .reviews: return reviews
    case .split: return LearnedModels.setting
    case .models: return LearnedModels.setting + LearnedModels.models
    }
  }

  @Test(arguments: examples.indices)
  func runs(at position: Int) throws {
    let (step, example) = Self.examples[position]
    let run = try Lab([
      "01-lab.md": "```{lab}\n\(Self.preludes(example.setting))```\n\n```{lab}\n\(example.code)\n```\n"
    ]).run()
    #expect(run.faults.isEmpty, "\(step), \(example.title): \(run.faults.map(\.message))")
    let own = run.program.steps.filter { $0.cell.cell == 1 }
    #expect(own.contains { $0.signature.name == step }, "\(step): its example does not use it")
    #expect(run.blocks(cell: 1).count >= own.count, "\(step), \(example.title) shows too little")
  }

  @Test func reportsOfExamplesDoNotDependOnThreads() throws {
    let code = Self.examples.filter { $0.example.setting == .models && $0.step != "predict" }.map(\.example.code)
    let cell = LearnedModels.setting + LearnedModels.models + (code.first ?? "")
    #expect(try "\(Lab(cell: cell).run(threads: 1).blocks())" == "\(Lab(cell: cell).run(threads: 2).blocks())")
  }
}
