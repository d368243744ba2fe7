import Diagnostics
import Notebooks
import Tables

/// Holds a statement against a signature: every operand and option is there once, known, and of its kind.
///
/// All faults of a statement are reported together. A parameter whose kind refers to another (a column of a table) is bound
/// after it, whatever the order in which they are written.
public struct ArgumentBinder {
  let signature: Signature
  let statement: Statement
  let context: CheckContext
  var faults: [Diagnostic] = []
  /// Whether it uses something whose own fault has been reported already.
  private var isWaiting = false
  var bound: Arguments

  public static func bind(_ statement: Statement, to signature: Signature, in context: CheckContext) throws -> Arguments
  {
    var binder = ArgumentBinder(signature: signature, statement: statement, context: context)
    binder.bindAll()
    if !binder.faults.isEmpty { throw DiagnosticList(binder.faults) }
    if binder.isWaiting { throw AlreadyReported() }
    return binder.bound
  }

  private init(signature: Signature, statement: Statement, context: CheckContext) {
    self.signature = signature
    self.statement = statement
    self.context = context
    bound = Arguments(statement: statement, values: [:], spans: [:], newColumns: [])
  }

  private mutating func bindAll() {
    let operands = signature.kind == nil ? statement.operands : Array(statement.operands.dropFirst())
    var given: [(parameter: Parameter, value: ExpressionSyntax)] = []
    for (parameter, value) in zip(signature.operands, operands) { given.append((parameter, value)) }
    let extra = operands.dropFirst(signature.operands.count)
    var awaited: Set<String> = []
    if let first = extra.first {
      // One fault: what stands behind it belongs to it, and what it was meant for is not missing as well.
      faults.append(surplus(first, rest: Array(extra.dropFirst())))
      if case .name(let name) = first.kind { awaited.insert(name.text) }
      if let option = meant(by: first) { awaited.insert(option.name) }
    }
    for missing in signature.operands.dropFirst(operands.count) where missing.isRequired {
      faults.append(missingOperand(missing))
    }
    var newColumns: [OptionSyntax] = []
    for option in statement.options {
      if let parameter = signature.options.first(where: { $0.name == option.key.text }), !option.key.isQuoted {
        given.append((parameter, option.value))
      } else if signature.newColumns != nil {
        newColumns.append(option)
      } else {
        faults.append(unknownOption(option.key))
      }
    }
    for missing in signature.options where missing.isRequired && !awaited.contains(missing.name) {
      if !given.contains(where: { $0.parameter.name == missing.name }) { faults.append(missingOption(missing)) }
    }
    // Tables first, columns next, expressions last: each kind may refer to those before it.
    for stage in 0...2 {
      for (parameter, value) in given where Self.stage(parameter.kind) == stage {
        if !parameter.isRequired, isNone(value) { continue }
        bound.spans[parameter.name] = value.span
        collect { binder in
          binder.bound.values[parameter.name] = try binder.value(of: value, as: parameter.kind, for: parameter)
        }
      }
    }
    bindNewColumns(newColumns)
    checkBindings()
  }

  private mutating func bindNewColumns(_ options: [OptionSyntax]) {
    guard let parameter = signature.newColumns else { return }
    for option in options {
      collect { binder in
        do {
          let value = try binder.value(of: option.value, as: parameter.kind, for: parameter)
          binder.bound.newColumns.append((option.key, value))
        } catch var fault as Diagnostic where fault.code == .unknownColumn {
          // pandas has the old name first.
          if case .column(let owner, _) = parameter.kind, case .name(let value) = option.value.filled.kind,
            case .table(let table)? = binder.bound.values[owner], table.schema.type(of: option.key.text) != nil
          {
            let turned = "\(value.text): \(option.key.text)"
            fault.notes = []
            fault.help = ["the new name stands before the colon: \(turned)"]
            fault.replacements = [Replacement(option.span, with: turned)]
          }
          throw fault
        }
      }
    }
    if options.isEmpty, parameter.isRequired {
      faults.append(
        Diagnostic(
          .missingOption, "\(signature.name) needs at least one new column", at: statement.verb.span,
          label: "nothing to make", help: ["\(signature.usage)"]))
    }
  }

  /// Whether a value is `null`, or a parameter that is: as if the option were not there.
  private func isNone(_ value: ExpressionSyntax) -> Bool {
    switch value.filled.kind {
    case .literal(.null): return true
    case .path(let names): return (try? ValuePathResolver(context).parameter(names))?.value == .null
    default: return false
    }
  }

  private static func stage(_ kind: ParameterKind) -> Int {
    switch kind {
    case .table, .tables, .model, .models, .embedding: 0
    case .condition, .expression, .aggregate, .scalar: 2
    case .either(let a, let b): max(stage(a), stage(b))
    default: 1
    }
  }

  /// Runs a part and keeps what it throws.
  private mutating func collect(_ body: (inout ArgumentBinder) throws -> Void) {
    do {
      try body(&self)
    } catch let fault as Diagnostic {
      faults.append(fault)
    } catch let list as DiagnosticList {
      faults.append(contentsOf: list.diagnostics)
    } catch is AlreadyReported {
      isWaiting = true
    } catch {
      faults.append(Diagnostic(.internalFault, "\(error)", at: statement.span))
    }
  }
}

/// A statement uses something whose own fault has been reported: there is nothing to add to that.
public struct AlreadyReported: Error {}
