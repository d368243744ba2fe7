import Diagnostics

/// Every code that steps and the binding of their arguments raise.
public enum StepDiagnostics {
  public static let all: [DiagnosticCode] = [
    .badSampleLine, .begunAgain, .cannotStartFrom, .conflictingOptions, .damagedSave, .digestDiffers, .downloadFailed,
    .expectationFailed,
    .internalFault,
    .keyTypesDiffer, .lostValues, .missingName, .missingOperand, .missingOption, .nameClash, .noCommonColumn,
    .noFeatures,
    .modelsDoNotFit, .noLatentVectors, .noVector, .noSuchUser, .nothingMatched, .notAClassifier, .notEnoughRows,
    .notOfThisSolver,
    .notSaved,
    .notUsersAndItems, .nothingToLearn, .numbersUnknown,
    .outOfRange, .repeatedItem, .requestRefused, .savedByNewer,
    .surplusName, .surplusOperand, .targetIsFeature, .tooManyBars, .tooManyBoxes, .tooManyCells,
    .tooManyColors, .tooManyPanels, .tooManyPoints, .tooManyRows, .trainingDiverged, .unknownName,
    .unknownOption, .unknownValue, .unknownVerb, .unsolvedBlank, .unusableFeature, .unusableTarget,
    .wrongKind, .wrongValue, .resultTooLarge, .severalCommonColumns,
  ]
}
