/// The words that cannot be names unless they stand in backquotes.
public enum Lexicon {
  public static let reserved: Set<String> = ["as", "and", "or", "not", "in", "is", "null", "true", "false"]
}
