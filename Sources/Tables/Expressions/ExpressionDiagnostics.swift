import Diagnostics

/// What can be wrong with an expression before it runs.
public enum ExpressionDiagnostics {
  /// Every code that `ExpressionChecker` gives.
  public static let all: [DiagnosticCode] = [
    .unknownColumn, .unknownFunction, .unknownFunctionOption, .wrongArgumentCount, .wrongArgumentType, .typeMismatch,
    .quotedDate, .comparisonWithNull, .invalidPattern, .literalNeeded, .nestedAggregate, .columnOutsideAggregate,
    .groupedTwice, .conditionNeeded, .numberedApart,
  ]
}

extension DiagnosticCode {
  public static let unknownColumn = DiagnosticCode(
    "unknown-column",
    """
    The expression names a column that the table does not have at this step. Names are case-sensitive; a column that an \
    earlier step left out or renamed is no longer there. Correct the name, or put names with spaces in backquotes.
    """)
  public static let unknownFunction = DiagnosticCode(
    "unknown-function",
    "No function has this name. Functions are written in lower case with hyphens, such as starts-with.")
  public static let unknownFunctionOption = DiagnosticCode(
    "unknown-function-option",
    "Aggregates know one option, `by: column` or `by: [a, b]`; other functions know none. Remove it or correct its name."
  )
  public static let wrongArgumentCount = DiagnosticCode(
    "wrong-argument-count",
    "The function was given too many or too few arguments. The message says how it is written.")
  public static let wrongArgumentType = DiagnosticCode(
    "wrong-argument-type",
    "A function was given an argument of a type that it cannot work on, such as the year of a string. Convert it first."
  )
  public static let typeMismatch = DiagnosticCode(
    "type-mismatch",
    """
    An operator stands between two types that it cannot join, such as a string and an integer. The labels show the type of \
    each side; change one of them so that they agree.
    """)
  public static let quotedDate = DiagnosticCode(
    "quoted-date",
    "A date is compared with a text that looks like one. Dates are written without quotes: 2015-08-31.")
  public static let comparisonWithNull = DiagnosticCode(
    "comparison-with-null",
    """
    Null is the absence of a value, so comparing or computing with it never gives true or a number. Ask for it with `is \
    null` or `is not null`.
    """)
  public static let invalidPattern = DiagnosticCode(
    "invalid-pattern",
    """
    The text is not a regular expression. Characters such as ( [ * + ? have a meaning there; a backslash before one takes \
    it as it is. To look for a plain text, use contains.
    """)
  public static let literalNeeded = DiagnosticCode(
    "literal-needed",
    "This argument must be written out, because it is checked before the run: a pattern in quotes, a number of digits.")
  public static let nestedAggregate = DiagnosticCode(
    "nested-aggregate",
    """
    An aggregate stands inside another one. Compute the inner one first, with `derive` or `group`, and aggregate its column.
    """)
  public static let columnOutsideAggregate = DiagnosticCode(
    "column-outside-aggregate",
    """
    In `group`, a column that is not a key has many values in each group, so it needs an aggregate that says which one is \
    meant: first(column), max(column), mean(column).
    """)
  public static let groupedTwice = DiagnosticCode(
    "grouped-twice",
    "In `group`, aggregates run over the groups of the step; a `by:` inside the expression would contradict it. Remove it."
  )
  public static let conditionNeeded = DiagnosticCode(
    "condition-needed",
    """
    Something that is true or false is needed here: a comparison, a boolean column, or several of them joined by and, or, \
    not.
    """)
}
