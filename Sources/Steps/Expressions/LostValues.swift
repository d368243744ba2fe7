import Diagnostics
import Languages
import Notebooks
import Reports
import Synchronization
import Tables

/// Rows that an expression of a step gave no value, or an assumed one, although it had all that it needs: what the step did
/// without being asked to.
public struct LostValues: Sendable, Hashable {
  /// The part of the expression, as it is written on one line: `date(text)`.
  package var part: String
  package var reason: ExpressionLoss.Reason
  /// Of how many rows, or groups, it gave how many no value, or an assumed one.
  package var lost: Int
  package var tried: Int
  /// The first such row, from 0, and what the part had to work on there.
  package var firstRow: Int
  package var firstOperands: [Value]
  package var isOfGroups: Bool

  package init(
    part: String, reason: ExpressionLoss.Reason, lost: Int, tried: Int, firstRow: Int, firstOperands: [Value],
    isOfGroups: Bool
  ) {
    self.part = part
    self.reason = reason
    self.lost = lost
    self.tried = tried
    self.firstRow = firstRow
    self.firstOperands = firstOperands
    self.isOfGroups = isOfGroups
  }

  /// What a report says of it.
  package var remark: Localized {
    let unit = isOfGroups ? "group" : "row"
    let counted = Localized(
      en: lost == tried
        ? "none of \(Phrase.count(tried, unit))" : "\(Phrase.integer(lost)) of \(Phrase.count(tried, unit))",
      ja: "\(Phrase.integer(tried))\(isOfGroups ? "組" : "行")のうち\(Phrase.integer(lost))\(isOfGroups ? "組" : "行")")
    let why = reason.words
    let first = firstText
    if reason == .zoneAssumed {
      return Localized(
        en:
          "\(part) takes the texts of \(counted.en) for UTC: \(why.en)\(first.map { " (the first is \($0))" } ?? "").",
        ja: "\(counted.ja)の文字列を\(part)が協定世界時とみなしました：\(why.ja)\(first.map { "（最初は\($0)）" } ?? "")。")
    }
    return Localized(
      en: lost == tried
        ? "\(part) has a value for \(counted.en): \(why.en)\(first.map { " (the first is \($0))" } ?? "")."
        : "\(part) has no value for \(counted.en): \(why.en)\(first.map { " (the first is \($0))" } ?? "").",
      ja: "\(counted.ja)で\(part)の値がありません：\(why.ja)\(first.map { "（最初は\($0)）" } ?? "")。")
  }

  /// The same for the terminal, at the part of the statement that it is about.
  package func warning(in statement: Statement) -> Diagnostic {
    let unit = isOfGroups ? "group" : "row"
    let most =
      lost == tried
      ? "for none of \(Phrase.count(tried, unit))" : "for \(Phrase.count(lost, unit)) of \(Phrase.integer(tried))"
    let isAssumed = reason == .zoneAssumed
    let message =
      isAssumed
      ? "\(part) takes the texts of \(Phrase.count(lost, unit)) of \(Phrase.integer(tried)) for UTC"
      : "\(part) has \(lost == tried ? "a" : "no") value \(most)"
    var notes: [String] = []
    if let first = firstText { notes.append("the first is in \(unit) \(Phrase.integer(firstRow + 1)): \(first)") }
    let syntax = statement.part(reading: part)
    var fault = Diagnostic(
      isAssumed ? .mixedZones : .lostValues, message, at: syntax?.span ?? statement.span, label: reason.words.en,
      notes: notes,
      help: help(on: syntax))
    fault.severity = .warning
    return fault
  }

  /// What the part had to work on in the first such row.
  private var firstText: String? {
    if firstOperands.isEmpty { return nil }
    return firstOperands.map { value in
      switch value {
      case .string(let text): "\"\(text.count > 60 ? text.prefix(60) + "…" : text[...])\""
      case .null, .integer, .decimal, .date, .datetime, .boolean: ValueText.format(value, .init(.plain))
      }
    }.joined(separator: ", ")
  }

  private func help(on syntax: ExpressionSyntax?) -> [String] {
    switch reason {
    case .notADay:
      var other: String?
      if case .string(let text)? = firstOperands.first {
        if ExpressionLoss.isMoment(text) {
          return ["write datetime(…) to read texts that have a time, and date(datetime(…)) for their days"]
        }
        other = syntax.flatMap { withHyphens($0, as: text) }
      }
      return [
        other.map { "write \($0)" }
          ?? "dates are read as 2015-08-31: convert texts in another order before they are loaded"
      ]
    case .notAMoment: return ["times are read as 2015-08-31T12:00:00.25Z, or 2015-08-31 12:00"]
    case .zoneAssumed: return ["write the zone to every time, as in 2015-08-31T12:00:00+02:00; Z is UTC"]
    case .integerTooLong:
      // A decimal of this size is whole already, and rounding gives 64 bits.
      if case .call(let name, let arguments, _)? = syntax?.kind, arguments.count == 1, Self.rounding.contains(name.text)
      {
        let number = arguments[0].canonicalText
        return ["if that is meant, say so: if(abs(\(number)) < 9e18, \(name.text)(\(number)), null)"]
      }
      return ["multiply by 1.0 first to count in decimals, which are rounded"]
    case .beyondDecimals:
      return ["give both sides one type; or multiply the whole number by 1.0, if it may be rounded"]
    case .dateTooFar: return ["is the number in milliseconds? then divide it by 1000 first"]
    case .divisionByZero, .rootOfNegative, .logarithmOfNothing, .notANumber:
      return [
        syntax.flatMap(guarded).map { "if that is meant, say so: \($0)" }
          ?? "if that is meant, leave these rows out with filter"
      ]
    }
  }

  private static let rounding: Set<String> = ["round", "floor", "ceil"]

  /// `date(replace(day, "/", "-"))`, where that reads the text; nil where the order is another.
  private func withHyphens(_ syntax: ExpressionSyntax, as text: String) -> String? {
    guard case .call(let name, let arguments, _) = syntax.kind, arguments.count == 1 else { return nil }
    for separator in ["/", "."] where ExpressionLoss.isDay(text.replacing(separator, with: "-")) {
      return "\(name.text)(replace(\(arguments[0].canonicalText), \"\(separator)\", \"-\"))"
    }
    return nil
  }

  /// The part as it is written where null is meant: `if(b == 0, null, a / b)`; nil where no condition says which rows have no value.
  private func guarded(_ syntax: ExpressionSyntax) -> String? {
    let condition: String
    switch (reason, syntax.kind) {
    case (.divisionByZero, .binary(_, _, let divisor)): condition = "\(divisor.canonicalText) == 0"
    case (.rootOfNegative, .call(_, let arguments, _)) where arguments.count == 1:
      condition = "\(arguments[0].canonicalText) < 0"
    case (.logarithmOfNothing, .call(_, let arguments, _)) where arguments.count == 1:
      condition = "\(arguments[0].canonicalText) <= 0"
    default: return nil
    }
    return "if(\(condition), null, \(part))"
  }
}

extension ExpressionLoss.Reason {
  /// Why there is no value, or what was assumed.
  var words: Localized {
    switch self {
    case .notADay: Localized(en: "the text is no date", ja: "日付として読めない文字列です")
    case .notAMoment: Localized(en: "the text is no time", ja: "日時として読めない文字列です")
    case .divisionByZero: Localized(en: "the divisor is 0", ja: "0で割っています")
    case .integerTooLong: Localized(en: "the result is beyond 64 bits", ja: "結果が64ビットに収まりません")
    case .beyondDecimals:
      Localized(en: "a decimal does not hold so many digits", ja: "小数ではすべての桁を表せません")
    case .dateTooFar: Localized(en: "the result is too far from 1970", ja: "結果が1970年から離れすぎています")
    case .rootOfNegative: Localized(en: "the number is negative", ja: "負の数です")
    case .logarithmOfNothing: Localized(en: "the number is not above 0", ja: "0以下の数です")
    case .notANumber: Localized(en: "the result is no number", ja: "結果が数になりません")
    case .zoneAssumed: Localized(en: "they say no zone, and others do", ja: "時差の指定がなく、ほかにはあります")
    }
  }
}

/// Collects what the expressions of a running step lose. Safe to use from any number of threads.
public final class LossRecorder: Sendable {
  private let found = Mutex<[LostValues]>([])

  public init() {}

  func record(_ losses: [LostValues]) {
    if !losses.isEmpty { found.withLock { $0 += losses } }
  }

  /// In the order they were found, each once.
  package var all: [LostValues] {
    found.withLock { losses in
      var known: Set<LostValues> = []
      return losses.filter { known.insert($0).inserted }
    }
  }
}

extension Statement {
  /// The expression that reads `text` on one line.
  func part(reading text: String) -> ExpressionSyntax? {
    expressions.walk.first { $0.canonicalText == text }?.filled
  }
}

extension DiagnosticCode {
  static let lostValues = DiagnosticCode(
    "lost-values",
    "A part of an expression had all that it needs and could not compute a value all the same: a text that is no date, a division by "
      + "zero, a number beyond 64 bits. Such rows are null. The report counts them; if all or many are, the expression most likely "
      + "does not say what was meant.")
}
