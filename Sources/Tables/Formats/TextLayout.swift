/// How a text is laid out: as the options say, else as its name and first lines suggest.
struct TextLayout {
  let format: TableFormat
  /// What reads the format.
  let reader: any TextFormat
  /// Empty where nothing stands between fields.
  let separator: String
  let quoting: Bool
  let guesses: [ReadingGuess]

  init(
    _ format: TableFormat, _ reader: any TextFormat, separator: String = "", quoting: Bool = false,
    guesses: [ReadingGuess] = []
  ) {
    self.format = format
    self.reader = reader
    self.separator = separator
    self.quoting = quoting
    self.guesses = guesses
  }

  /// Of the format that the options say, else of one that recognises the text, else of the one that the name says, else csv.
  init(_ head: HeadText, _ options: ReadingOptions) throws {
    if let given = options.separator { try FieldSeparator.check(given) }
    let named = head.named?.text
    try (options.format?.text ?? named)?.require(head)
    let recognised = options.formats.lazy.compactMap(\.text).first { $0.recognises(head, options) }
    self = try (options.format?.text ?? recognised ?? named ?? DelimitedFormat.csv).layout(of: head, options)
  }
}
