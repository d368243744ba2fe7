import Diagnostics

/// A format of text whose records end with line ends: it is read in pieces of whole records, by all threads at once.
protocol TextFormat: TableCoding {
  /// What means a missing value where `nulls:` does not say it.
  var nulls: [String] { get }

  /// Throws `Diagnostic` for a text that an option or the name of its file calls this format, and that is another one.
  func require(_ head: HeadText) throws

  /// Whether a text is of this format whatever the name of its file says.
  func recognises(_ head: HeadText, _ options: ReadingOptions) -> Bool

  /// How the text is laid out, and what had to be guessed for that.
  func layout(of head: HeadText, _ options: ReadingOptions) throws -> TextLayout

  /// The columns and their types, from the first records.
  func sample(
    _ text: SampledText, layout: TextLayout, options: ReadingOptions, nulls: NullSpellings
  ) throws -> HeadSample

  /// What parses the pieces of a text, one for each thread.
  func parser(_ plan: ReadingPlan) -> any ChunkParser

  /// What is wrong with a file that has lines and not one record.
  func onlyBadLines(_ report: ReadingReport) -> Diagnostic
}
