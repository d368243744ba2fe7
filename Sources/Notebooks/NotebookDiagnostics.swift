import Diagnostics

/// All faults that this module finds, for `matinee help CODE` and the tests that hold every one of them.
public enum NotebookDiagnostics {
  public static let all: [DiagnosticCode] = language + markdown + settings + exercises + trust

  private static let language: [DiagnosticCode] = [
    .assignment, .chainedComparison, .duplicateBinding, .duplicateOption, .emptyBlank, .emptyName, .foreignOperator,
    .isWithoutNull, .malformedDate, .malformedNumber, .mismatchedBracket, .misplacedOperand, .repeatedAs,
    .missingColon, .missingComma, .missingName, .missingValue, .missingVerb, .optionWithoutStatement, .reservedName,
    .singleEquals, .spacedColon, .tabIndentation, .tooDeep, .unbracketedList, .unclosedBracket, .unclosedString,
    .unexpectedCharacter, .unexpectedToken, .unknownEscape, .unknownFormat, .wrongQuotes,
  ]

  private static let markdown: [DiagnosticCode] = [
    .escapedInlineValue, .foreignCell, .htmlAsText, .malformedFence, .misplacedCellOption, .missingNotebooks, .notUTF8,
    .unclosedFence, .unclosedFrontMatter, .unknownAttribute, .unknownCallout, .unreadableNotebook, .unsafeLink,
  ]

  private static let settings: [DiagnosticCode] = [
    .duplicateKey, .malformedLabel, .malformedParameterName, .malformedYAML, .unknownParameter, .unknownSetting,
    .wrongParameterType, .wrongSettingType,
  ]

  private static let exercises: [DiagnosticCode] = [
    .brokenSeal, .malformedCheck, .malformedQuestion, .optionWithoutExercise, .straySolution, .unreadableNumber,
  ]

  private static let trust: [DiagnosticCode] = [
    .credentialsInAddress, .networkNotAllowed, .notFetched, .outsideFolder,
  ]
}
