import Diagnostics

/// A markdown file, read: its front matter, its text and its cells.
public struct Notebook: Sendable {
  public var file: SourceFile
  /// Name without folders and ending: `02-explore`.
  public var name: String
  public var frontMatter: FrontMatter
  public var blocks: [Block]
  public var cells: [Cell]
  /// What is to be done, in the order of the text.
  public var exercises: [Exercise] = []

  public init(file: SourceFile, name: String, frontMatter: FrontMatter, blocks: [Block], cells: [Cell]) {
    self.file = file
    self.name = name
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.cells = cells
  }
}

/// A folder of notebooks in the order they run, with what they share.
public struct NotebookFolder: Sendable {
  public var path: String
  public var settings: FrontMatter
  public var notebooks: [Notebook]

  public init(path: String, settings: FrontMatter, notebooks: [Notebook]) {
    self.path = path
    self.settings = settings
    self.notebooks = notebooks
  }
}

/// A notebook's YAML front matter, or the folder's `_matinee.yml`, which has the same keys and `output-dir`.
public struct FrontMatter: Sendable {
  public var title: [Inline]?
  public var subtitle: [Inline]?
  public var author: [String] = []
  public var date: String?
  /// What readers may do with text and data.
  public var license: [Inline]?
  public var lang: String?
  public var abstract: [Block] = []
  /// Where the headlines are written that are.
  public var headlineSpans: [Headline: SourceSpan] = [:]
  /// In the order they are declared.
  public var params: [Parameter] = []
  public var toc: Bool?
  public var execute = ExecutionDefaults()
  public var seed: Int?
  public var outputDirectory: String?
  /// Where it is written.
  public var outputDirectorySpan: SourceSpan?
  /// What the folder was made for; nil for a source, from which the others are made.
  public var edition: Edition?
  /// The exercises of a student's version as they were handed out; nil where nothing is said of them.
  public var handedOut: [HandedOutExercise]?

  public init() {}

  /// A text of one run of words.
  public enum Headline: Sendable, CaseIterable {
    case title, subtitle, license
  }

  /// A headline's words; none where it is not written.
  public func words(of headline: Headline) -> [Inline] {
    let words =
      switch headline {
      case .title: title
      case .subtitle: subtitle
      case .license: license
      }
    return words ?? []
  }

  /// Runs of words that a page opens with: title, subtitle and abstract.
  public var texts: [[Inline]] { [words(of: .title), words(of: .subtitle)] + abstract.texts }

  /// A folder that `matinee student` made.
  public enum Edition: String, Sendable, CaseIterable {
    /// Blanks are open and answers empty at first; what is wrong in one exercise does not stop the others.
    case student
    /// The instructor's reading copy: reports show the model answers.
    case solutions
  }

  /// A declared parameter with its default, whose type every override takes.
  public struct Parameter: Sendable {
    public var name: Name
    public var value: ParameterValue
    public var valueSpan: SourceSpan

    public init(name: Name, value: ParameterValue, valueSpan: SourceSpan) {
      self.name = name
      self.value = value
      self.valueSpan = valueSpan
    }
  }
}

/// `execute:` of the front matter.
public struct ExecutionDefaults: Sendable {
  public var eval: Bool?
  public var echo: Bool?
  public var output: Bool?
  public var error: Bool?
  public var cache: Bool?

  public init() {}
}

/// The value of a parameter.
public enum ParameterValue: Sendable, Hashable {
  case integer(Int)
  case decimal(Double)
  case string(String)
  case boolean(Bool)
  /// Days since 1970-01-01.
  case date(Int)
  case list([ParameterValue])
  /// `name: value` inside a list, as in `types: [timestamp: seconds]`.
  indirect case entry(String, ParameterValue)
  case null
}
