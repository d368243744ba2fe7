import JSONText

/// Writes `figures/manifest.json`: what each figure's file shows, where it comes from and what its bytes are, for whoever
/// puts it into a presentation or a paper of his own.
public struct FigureManifest: Sendable {
  public struct Figure: Sendable {
    /// The name of its files, without an ending.
    public var label: String
    /// "Figure 3: the caption", as text.
    public var caption: String
    public var alternative: String
    /// The file of its notebook, such as `02-explore.md`, and the line of the step that draws it.
    public var notebook: String
    public var line: Int
    /// The text of that step.
    public var step: String
    /// Of the SVG: sha256 in hexadecimal digits.
    public var digest: String

    public init(
      label: String, caption: String, alternative: String, notebook: String, line: Int, step: String, digest: String
    ) {
      self.label = label
      self.caption = caption
      self.alternative = alternative
      self.notebook = notebook
      self.line = line
      self.step = step
      self.digest = digest
    }
  }

  public var version: String
  public var figures: [Figure]
  /// Endings of the files that each figure has, such as `svg`, `png`.
  public var formats: [String]

  public init(version: String, figures: [Figure], formats: [String]) {
    self.version = version
    self.figures = figures
    self.formats = formats
  }

  /// The file's text: UTF-8 JSON with a fixed order of keys, figures in the order of the notebooks.
  public func text() -> String {
    let entries = figures.map { figure in
      let files = formats.map { "\(quote($0)): \(quote(figure.label + "." + $0))" }.joined(separator: ", ")
      return """
            {
              "label": \(quote(figure.label)),
              "caption": \(quote(figure.caption)),
              "alt": \(quote(figure.alternative)),
              "source": {"notebook": \(quote(figure.notebook)), "line": \(figure.line)},
              "step": \(quote(figure.step)),
              "digest": \(quote("sha256:" + figure.digest)),
              "files": {\(files)}
            }
        """
    }
    let list = entries.isEmpty ? "[]" : "[\n" + entries.joined(separator: ",\n") + "\n  ]"
    return "{\n  \"matinee\": \(quote(version)),\n  \"figures\": \(list)\n}\n"
  }

  private func quote(_ text: String) -> String { JSON.quote(text) }
}
