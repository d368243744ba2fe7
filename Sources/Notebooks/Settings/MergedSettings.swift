/// What is said in several places, put together: the folder's settings, a notebook's front matter over them, and over both what is
/// set from outside, on the command line or in a parameter file.
///
/// Title, subtitle and abstract belong to what they stand in and are not handed down.
extension NotebookFolder {
  /// What a notebook's front matter says, or else the folder's settings. O(1).
  public func setting<Value>(_ setting: (FrontMatter) -> Value?, of notebook: Notebook?) -> Value? {
    notebook.flatMap { setting($0.frontMatter) } ?? setting(settings)
  }

  /// The language tag of a notebook's page.
  public func lang(of notebook: Notebook?) -> String { setting(\.lang, of: notebook) ?? "en" }

  /// That of the pages about the whole folder, which speak as the folder says, or else as its first notebook does.
  public var lang: String { settings.lang ?? lang(of: notebooks.first) }

  /// The seed of a notebook's random choices; of none, that of notebooks which do not say their own.
  public func seed(of notebook: Notebook?) -> Int { setting(\.seed, of: notebook) ?? 1 }

  /// Who wrote a notebook.
  public func authors(of notebook: Notebook) -> [String] {
    setting({ $0.author.isEmpty ? nil : $0.author }, of: notebook) ?? []
  }

  /// All declarations of parameters, in the order in which they are written.
  public var declaredParameters: [FrontMatter.Parameter] { settings.params + notebooks.flatMap(\.frontMatter.params) }

  /// The parameters that a notebook runs with, in the order of their first declaration. One of the folder that the notebook declares
  /// again keeps its place and takes the value there; of several values from outside the last counts. O(parameters).
  public func parameters(
    of notebook: Notebook, with overrides: [ParameterOverride]
  ) -> [(name: String, parameter: ResolvedParameter)] {
    var resolved: [(name: String, parameter: ResolvedParameter)] = []
    var places: [String: Int] = [:]
    let last = Dictionary(overrides.map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last })
    for declaration in settings.params + notebook.frontMatter.params {
      let name = declaration.name.text
      let parameter = ResolvedParameter(declared: declaration.value, override: last[name])
      if let place = places[name] {
        resolved[place].parameter = parameter
      } else {
        places[name] = resolved.count
        resolved.append((name, parameter))
      }
    }
    return resolved
  }
}

/// A parameter as a notebook runs with it.
public struct ResolvedParameter: Sendable {
  public var declared: ParameterValue
  /// What the command line or a parameter file set instead.
  public var override: ParameterValue?

  public init(declared: ParameterValue, override: ParameterValue?) {
    self.declared = declared
    self.override = override
  }

  public var value: ParameterValue { override ?? declared }
  /// Whether it was set from outside; paths in it then start where the command was started.
  public var isOverridden: Bool { override != nil }
}
