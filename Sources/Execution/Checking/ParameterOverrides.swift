import Diagnostics
import Notebooks
import Steps

/// Parameters set from outside: `-P name:value` on the command line, and parameter files.
public struct ParameterOverrides: Sendable {
  /// One setting. A later one of the same name wins.
  public struct Setting: Sendable {
    public var name: Name
    /// A text takes the type of the declared default; a value from a file has one already.
    public var value: Value

    public enum Value: Sendable {
      case text(String, SourceSpan)
      case typed(ParameterValue, SourceSpan)
    }

    public init(name: Name, value: Value) {
      self.name = name
      self.value = value
    }
  }

  public var settings: [Setting]

  public init(_ settings: [Setting] = []) { self.settings = settings }

  /// Unknown names, and values that do not fit the declared defaults.
  func faults(declaredIn folder: NotebookFolder) -> [Diagnostic] {
    let declared = folder.settings.params + folder.notebooks.flatMap(\.frontMatter.params)
    var faults: [Diagnostic] = []
    for setting in settings {
      let matching = declared.filter { $0.name.text == setting.name.text }
      if matching.isEmpty {
        let known = Set(declared.map(\.name.text)).sorted()
        faults.append(
          Diagnostic(
            .unknownParameter, "there is no parameter \"\(setting.name.text)\"", at: setting.name.span,
            label: "no notebook declares it",
            notes: known.isEmpty ? [] : ["the parameters are " + known.joined(separator: ", ")],
            help: [NearMiss.question(for: setting.name.text, among: known)].compactMap { $0 }))
      }
      for declaration in matching {
        do {
          _ = try Self.value(of: setting, like: declaration)
        } catch let fault as Diagnostic {
          faults.append(fault)
          break
        } catch {
          faults.append(Diagnostic(.internalFault, "\(error)", at: setting.name.span))
          break
        }
      }
    }
    return faults
  }

  /// What a notebook runs with: the folder's parameters, its own over them, the settings over both.
  func resolve(folder: FrontMatter, notebook: FrontMatter) -> [(name: String, parameter: ResolvedParameter)] {
    var resolved: [(name: String, parameter: ResolvedParameter)] = []
    for declaration in folder.params + notebook.params {
      var parameter = ResolvedParameter(value: declaration.value, isOverridden: false)
      if let setting = settings.last(where: { $0.name.text == declaration.name.text }),
        let value = try? Self.value(of: setting, like: declaration)
      {
        parameter = ResolvedParameter(value: value, isOverridden: true)
      }
      if let position = resolved.firstIndex(where: { $0.name == declaration.name.text }) {
        resolved[position].parameter = parameter
      } else {
        resolved.append((declaration.name.text, parameter))
      }
    }
    return resolved
  }

  private static func value(of setting: Setting, like declaration: FrontMatter.Parameter) throws -> ParameterValue {
    switch setting.value {
    case .text(let text, let span):
      return try ParameterValue.parse(text, like: declaration.value, name: setting.name.text, at: span)
    case .typed(let value, let span):
      guard let fitting = value.fitted(to: declaration.value) else {
        throw Diagnostic(
          .parameterType,
          "the parameter \"\(setting.name.text)\" is \(declaration.value.typeName), not \(value.typeName)", at: span,
          label: value.typeName,
          related: [SpanLabel(declaration.valueSpan, "its default is \(declaration.value.typeName)")])
      }
      return fitting
    }
  }
}

extension ParameterValue {
  /// As a sentence names its type.
  var typeName: String {
    switch self {
    case .integer: "a whole number"
    case .decimal: "a number"
    case .string: "a text"
    case .boolean: "true or false"
    case .date: "a date"
    case .list: "a list"
    case .entry: "a name with a value"
    case .null: "nothing"
    }
  }

  /// Itself where it may stand for a default: same type, a whole number for a decimal, anything for none, none for a text.
  func fitted(to other: ParameterValue) -> ParameterValue? {
    switch (self, other) {
    case (_, .null), (.integer, .integer), (.decimal, .decimal), (.string, .string), (.boolean, .boolean),
      (.date, .date), (.list, .list), (.entry, .entry), (.null, .string):
      return self
    case (.integer(let value), .decimal): return .decimal(Double(value))
    case (_, .list): return .list([self])
    default: return nil
    }
  }
}
