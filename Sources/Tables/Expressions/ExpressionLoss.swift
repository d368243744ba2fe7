import CivilCalendar
import Diagnostics

/// Rows for which a part of an expression had all that it needs, and gave null all the same, or a value that it had to assume
/// something for.
public struct ExpressionLoss: Sendable, Hashable {
  /// Why there is no value, or what was assumed.
  public enum Reason: UInt8, Sendable, Hashable, CaseIterable {
    case notADay, notAMoment
    case divisionByZero
    /// A whole number beyond 64 bits.
    case integerTooLong
    case dateTooFar
    case rootOfNegative
    case logarithmOfNothing
    /// 0 · infinity, infinity - infinity.
    case notANumber
    /// A whole number that would be rounded among decimals, and is not to change.
    case beyondDecimals
    /// A time that says no zone among others that do; it has a value, as one in UTC.
    case zoneAssumed
  }

  /// The part: an operator with its sides, or a call.
  public var span: SourceSpan
  public var reason: Reason
  /// How many rows (or groups) have no value because of it, or an assumed one, of how many for which it was computed.
  public var lost: Int
  public var tried: Int
  /// The first such row (or group), from 0, and what the part was given there.
  public var firstRow: Int
  public var firstOperands: [Value]
  /// Whether groups are counted and not rows.
  public var isOfGroups: Bool
}

/// What an expression gave: a column, and where it could not be computed.
public struct ExpressionEvaluation: Sendable {
  public var column: Column
  /// In reading order; empty when every part had a value wherever its operands have one, and none was assumed.
  public var losses: [ExpressionLoss]
}

extension ExpressionEvaluator {
  /// `result`, which a part of the expression gave of `operands`; the rows that it lost are noted.
  ///
  /// Only rows whose value is asked for count: of `if(c, a, b)` those of the branch that is taken, of `a and b` those for
  /// which a is not false, of `x is null` none, because null is an answer there. O(rows / 64).
  func noting(
    _ expression: TypedExpression, _ operands: [Vector], _ result: Vector,
    _ reason: ([Value]) -> ExpressionLoss.Reason
  ) -> Vector {
    guard let valid = result.column.validity, let span = expression.span, counting.isOn else { return result }
    let rows = rowsInQuestion
    let known = Alignment(operands, threads: threads)
    var tried = Bitmap(repeating: true, count: rows)
    if case .only(let asked) = counting { tried = tried & asked }
    if let knownRows = known.validity {
      tried = known.isConstant ? Bitmap(repeating: false, count: rows) : tried & knownRows
    }
    let lost = result.isConstant ? tried : tried - valid
    let count = lost.setCount
    guard count > 0, let first = lost.firstRow else { return result }
    let values = operands.map { $0.column[$0.isConstant ? 0 : first] }
    losses.append(
      ExpressionLoss(
        span: span, reason: reason(values), lost: count, tried: tried.setCount, firstRow: first, firstOperands: values,
        isOfGroups: grouping != nil && !isInsideAggregate))
    return result
  }

  /// Notes the texts that became `moments` and say no zone, where others do: nobody can mean all of them alike. O(rows).
  func noteZones(_ call: ComputedCall, of moments: Vector) {
    guard let span = call.expression.span, counting.isOn, !call.operand.isConstant else { return }
    var read = moments.column.validity ?? Bitmap(repeating: true, count: moments.column.count)
    if case .only(let asked) = counting { read = read & asked }
    let assumed = read - flags(of: call.operand, TimeText.saysZone).column.trueRows(threads: threads)
    let (lost, tried) = (assumed.setCount, read.setCount)
    guard lost < tried, let first = assumed.firstRow else { return }
    losses.append(
      ExpressionLoss(
        span: span, reason: .zoneAssumed, lost: lost, tried: tried, firstRow: first,
        firstOperands: [call.operand.column[first]], isOfGroups: grouping != nil && !isInsideAggregate))
  }

  /// How many values the part that is being computed has.
  private var rowsInQuestion: Int {
    if let grouping, !isInsideAggregate { return grouping.groupCount }
    return table.rowCount
  }

  /// Computes `part` while only the rows of `condition` that are `wanted` (and, if `orUnknown`, those where it is null) are asked
  /// for.
  func asking(
    where condition: Vector, is wanted: Bool, orUnknown: Bool, _ part: TypedExpression
  ) throws(TableError) -> Vector {
    guard part.mayLose, case .booleans(let values) = condition.column.storage, counting.isOn else {
      return try vector(part)
    }
    let rows = Bitmap(count: rowsInQuestion, threads: threads) { row in
      condition.isNull(row) ? orUnknown : (values.base[row * condition.stride] != 0) == wanted
    }
    let outer = counting
    defer { counting = outer }
    if case .only(let asked) = outer { counting = .only(asked & rows) } else { counting = .only(rows) }
    return try vector(part)
  }

  /// Computes `part` without counting: whether it has a value is the question.
  func uncounted(_ part: TypedExpression) throws(TableError) -> Vector {
    let outer = counting
    defer { counting = outer }
    counting = .nothing
    return try vector(part)
  }
}

/// Which rows count when a part of an expression has no value for them.
enum LossCounting {
  case everything
  case only(Bitmap)
  case nothing

  var isOn: Bool { if case .nothing = self { false } else { true } }
}

extension Bitmap {
  /// The first row that is set.
  fileprivate var firstRow: Int? {
    words.elements.firstIndex { $0 != 0 }.map { $0 * 64 + words[$0].trailingZeroBitCount }
  }
}

extension ExpressionLoss {
  /// Whether `datetime` can read a text.
  public static func isMoment(_ text: String) -> Bool { TimeText.microseconds(text) != nil }
  /// Whether `date` can.
  public static func isDay(_ text: String) -> Bool { CivilDay(iso: text.utf8) != nil }
}
