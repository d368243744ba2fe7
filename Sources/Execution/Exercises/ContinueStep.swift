import Diagnostics
import Notebooks
import Reports
import Steps
import Tables

/// Takes values from a checkpoint as if the steps above had given them. No notebook writes it: the checker adds it where a notebook
/// begins while exercises above are not solved.
struct ContinueStep: Step {
  static let signature = Signature(
    "continue", group: .reading, summary: "Takes up what the exercises above would have given.", examples: [])

  private let outputs: [Checkpoint.Bound]
  private let published: [Checkpoint.Published]
  private let types: [ValueType]
  private let buffers: BufferFolder
  private let name: String

  init(
    _ outputs: [Checkpoint.Bound], types: [ValueType], published: [Checkpoint.Published], buffers: BufferFolder,
    name: String
  ) {
    self.outputs = outputs
    self.types = types
    self.published = published
    self.buffers = buffers
    self.name = name
  }

  init(_ arguments: Arguments, _ context: CheckContext) throws {
    throw Diagnostic(.internalFault, "no notebook can write this step", at: arguments.statement.span)
  }

  var effect: Effect { Effect(outputs: types, values: published.map { ($0.path, $0.type) }) }

  func run(_ context: RunContext) throws -> Outcome<NoDetails> {
    var values: [StepValue] = []
    for (position, (bound, type)) in zip(outputs, types).enumerated() {
      do {
        switch (bound.output, type) {
        case (.table(let table), _):
          let needed = context.neededColumns.indices.contains(position) ? context.neededColumns[position] : nil
          let value = StepValue.table(try table.open(needed, in: buffers))
          try value.requireFit(type, columns: needed)
          values.append(value)
        case (.model(let model), .model(let type)): values.append(.model(try model.open(type, in: buffers)))
        case (.embedding(let embedding), _):
          let value = StepValue.embedding(try embedding.open(in: buffers))
          try value.requireFit(type)
          values.append(value)
        default: throw StorageDamage("it is of another kind")
        }
      } catch {
        let reason = (error as? StorageDamage)?.reason ?? "\(error)"
        throw CheckpointFaults.damaged(name, reason, at: context.span)
      }
    }
    return Outcome(
      outputs: values, values: Dictionary(published.map { ($0.path, $0.value) }, uniquingKeysWith: { $1 }),
      details: NoDetails())
  }

  func render(_ outcome: Outcome<NoDetails>, _ context: RenderContext) -> [ReportBlock] { [] }
}

/// What can be wrong with a checkpoint.
enum CheckpointFaults {
  static func damaged(_ name: String, _ reason: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .checkpointDamaged, "the checkpoint \(name) is damaged: \(reason)", at: span,
      label: "this notebook starts from it",
      help: ["copy the folder \(Checkpoint.folderName) as you got it, or solve the exercises above"])
  }
}

/// Going on at the beginning of a notebook.
extension Checker {
  /// Binds what is awaited from exercises above to what the checkpoint of the notebook before holds of it.
  mutating func continueFromCheckpoint(before index: Int) {
    guard usesCheckpoints, index > 0, !causes.isEmpty,
      let fence = program.folder.notebooks[index].cells.first?.fence
    else { return }
    let name = program.folder.notebooks[index - 1].name
    do {
      guard let (checkpoint, digest) = try Checkpoint.read(name, in: program.folder.path) else { return }
      let bound = checkpoint.values.filter { causes[$0.name] != nil }
      let published = checkpoint.published.filter { published in
        let head = String(published.path.prefix { $0 != "." })
        return causes[head] != nil || causes[head + "."] != nil
      }
      if bound.isEmpty, published.isEmpty { return }
      let types = try bound.map { try $0.type.opened(context, at: fence) }
      let step = ContinueStep(
        bound, types: types, published: published, buffers: Checkpoint.buffers(in: program.folder.path), name: name)
      let solved = Set(
        (bound.map(\.name) + published.map { String($0.path.prefix { $0 != "." }) }).compactMap { causes[$0] })
      // The digest makes another checkpoint another step for the cache.
      let text = ExpressionSyntax(.literal(.string(digest)), span: fence)
      let statement = Statement(
        verb: Name(ContinueStep.signature.name, span: fence), operands: [text], options: [],
        bindings: bound.map { Name($0.name, span: fence) }, span: fence)
      accept(statement, step, in: CellID(notebook: index, cell: 0))
      for published in published { causes[String(published.path.prefix { $0 != "." }) + "."] = nil }
      for published in published { context.poisoned.remove(String(published.path.prefix { $0 != "." }) + ".") }
      program.continued[index] = solved.sorted()
    } catch let damage as StorageDamage {
      warn(CheckpointFaults.damaged(name, damage.reason, at: fence))
    } catch {
      warn(CheckpointFaults.damaged(name, "what it holds does not fit", at: fence))
    }
  }

  /// Without a checkpoint the notebook waits for the exercises, as if there were none.
  private mutating func warn(_ fault: Diagnostic) {
    var warning = fault
    warning.severity = .warning
    program.diagnostics.append(warning)
  }
}

extension DiagnosticCode {
  public static let checkpointDamaged = DiagnosticCode(
    "checkpoint-damaged",
    "A student's version holds what the exercises of each notebook give, for the notebooks behind it. One of these files was "
      + "changed, cut off or lost.")
}
