/// Separators that people call by their names.
public enum SeparatorWord {
  private static let characters = [
    "tab": #"\t"#, "tabs": #"\t"#, "tabulator": #"\t"#, "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|",
    "space": " ",
    "spaces": " ", "blank": " ", "colon": ":",
  ]

  /// The separator as a notebook writes it between quotes; nil for words that name none.
  public static func written(_ word: String) -> String? { characters[word.lowercased()] }
}
