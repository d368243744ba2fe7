import CivilCalendar
import Diagnostics

extension ExpressionFunction {
  static let dates: [ExpressionFunction] = [
    ExpressionFunction(
      "year", "year(date)", "The year of a date.", .row(.ofDay(role: .name) { CivilDay(days: $0).year })),
    ExpressionFunction(
      "month", "month(date)", "The month of a date, 1 to 12.", .row(.ofDay { CivilDay(days: $0).month })),
    ExpressionFunction("day", "day(date)", "The day of the month, 1 to 31.", .row(.ofDay { CivilDay(days: $0).day })),
    ExpressionFunction(
      "weekday", "weekday(date)", "The day of the week, 1 for Monday to 7 for Sunday.",
      .row(.ofDay { CivilDay.weekday(days: $0) }), synonyms: ["dayofweek"]),
    ExpressionFunction(
      "quarter", "quarter(date)", "The quarter of the year, 1 to 4.",
      .row(.ofDay { (CivilDay(days: $0).month + 2) / 3 })),
    ExpressionFunction(
      "days", "days(date) or days(a - b)",
      "A difference of two dates or times in whole days, or the days from 1970-01-01 to a date.",
      .row(
        RowFunction(
          takesDay: true,
          check: { checker, call in
            let argument = call.arguments[0]
            let isDifference = argument.type == .decimal && argument.countsSeconds
            if argument.type == .integer || argument.type.isTemporal || isDifference {
              return call.made(.integer, losing: argument.type == .decimal)
            }
            checker.rejectArgument(
              call.syntax.arguments[0], argument, "a date or a difference of dates", call.syntax)
            return nil
          },
          compute: { $0.noting($1, .integerTooLong, $0.days($1)) }))),
    ExpressionFunction(
      "date", "date(value)",
      "The day of a text like 2015-08-31, of a time, or of seconds since 1970; null when the text is no date.",
      .row(
        RowFunction(
          check: {
            $0.moment(
              $1, of: .date, takes: [.integer], "a string, a time or whole seconds",
              example: "a date is written 2015-08-31, as in date(\"2015-08-31\")"
            ) { CivilDay(iso: $0.utf8) != nil }
          },
          compute: { $0.noting($1, $1.arguments[0].type == .string ? .notADay : .dateTooFar, $0.day($1)) })),
      synonyms: ["to_date"]),
    ExpressionFunction(
      "datetime", "datetime(value)",
      "The moment of a text like 2015-08-31T12:00:00.25Z (in UTC where it says no zone), the midnight of a date, or seconds since "
        + "1970; null when the text is no time.",
      .row(
        RowFunction(
          check: {
            $0.moment(
              $1, of: .datetime, takes: [.integer, .decimal], "a string, a date or seconds",
              example: "a datetime is written as in datetime(\"2015-08-31T12:00:00.25Z\")"
            ) { TimeText.microseconds($0) != nil }
          },
          compute: { evaluator, call in
            let isText = call.arguments[0].type == .string
            let moments = evaluator.noting(call, isText ? .notAMoment : .dateTooFar, evaluator.moment(call))
            if isText { evaluator.noteZones(call, of: moments) }
            return moments
          }))),
    ExpressionFunction(
      "start-of-month", "start-of-month(date)", "The first day of the date's month.",
      .row(.ofDay(to: .date) { $0 - CivilDay(days: $0).day + 1 })),
  ]
}

extension RowFunction {
  /// A number, or a day, of a day or of the one that holds a moment.
  fileprivate static func ofDay(
    to type: ColumnType = .integer, role: Role = .quantity, _ compute: @escaping @Sendable (Int) -> Int
  ) -> RowFunction {
    RowFunction(
      role: role, takesDay: true,
      check: { checker, call in
        guard call.arguments[0].type.isTemporal else {
          checker.rejectArgument(call.syntax.arguments[0], call.arguments[0], "a date", call.syntax)
          return nil
        }
        return call.made(type, losing: type == .date)
      },
      compute: { evaluator, call in
        let isMoment = call.arguments[0].type == .datetime
        let result = evaluator.map(call.operand, type: type) {
          Int64(compute(Int(isMoment ? CivilDay.days(microseconds: $0) : $0)))
        }
        return evaluator.noting(call, .dateTooFar, result)
      })
  }
}

extension ExpressionChecker {
  /// A text, a day, a moment or a number of seconds as a day or a moment.
  fileprivate mutating func moment(
    _ call: CheckedCall, of type: ColumnType, takes numbers: [ColumnType], _ expected: String, example: String,
    isOne: (String) -> Bool
  ) -> TypedExpression? {
    let (argument, syntax) = (call.arguments[0], call.syntax.arguments[0])
    if argument.type == .string {
      if case .string(let text)? = syntax.literal, !isOne(text) {
        diagnostics.append(
          Diagnostic(
            .wrongArgumentType, "\"\(text)\" is no \(type.rawValue)", at: syntax.span, label: "not a \(type.rawValue)",
            help: [example]))
        return nil
      }
    } else if !argument.type.isTemporal, !numbers.contains(argument.type) {
      rejectArgument(syntax, argument, expected, call.syntax)
      return nil
    }
    return call.made(type, losing: true)
  }
}

extension ExpressionEvaluator {
  /// Whole days: of a day or a moment since 1970, of a difference of days as it is, of one of moments rounded downwards.
  fileprivate func days(_ call: ComputedCall) -> Vector {
    let operand = call.operand
    if call.arguments[0].type == .datetime {
      return map(operand, type: .integer) { CivilDay.days(microseconds: $0) }
    }
    guard call.arguments[0].type == .decimal else { return map(operand, type: .integer) { $0 } }
    let seconds = operand.column.doubles(threads: threads) ?? Buffer([])
    return map(
      operand, type: .integer,
      row: { row in
        // Seconds as the whole number of microseconds that they were, so that a day short of one is none.
        let value = seconds.base[row]
        if let micros = CivilDay.microseconds(seconds: value) { return CivilDay.days(microseconds: micros) }
        return Int64(exactly: (value / 86_400).rounded(.down))
      })
  }

  fileprivate func day(_ call: ComputedCall) -> Vector {
    let operand = call.operand
    switch call.arguments[0].type {
    case .string: return numbers(of: operand, type: .date) { CivilDay(iso: $0).map { Int64($0.days) } }
    case .datetime: return map(operand, type: .date) { CivilDay.days(microseconds: $0) }
    case .integer: return map(operand, type: .date) { CivilDay.days(seconds: $0) }
    case .date, .decimal, .boolean, .index: return operand
    }
  }

  fileprivate func moment(_ call: ComputedCall) -> Vector {
    let operand = call.operand
    func scaled(_ unit: Int64) -> Vector {
      map(operand, type: .datetime) { value in
        let (micros, overflow) = value.multipliedReportingOverflow(by: unit)
        return overflow ? nil : micros
      }
    }
    switch call.arguments[0].type {
    case .string: return numbers(of: operand, type: .datetime) { TimeText.microseconds($0) }
    case .date: return scaled(CivilDay.microsecondsPerDay)
    case .integer: return scaled(1_000_000)
    case .decimal:
      let seconds = operand.column.doubles(threads: threads) ?? Buffer([])
      return map(operand, type: .datetime, row: { CivilDay.microseconds(seconds: seconds.base[$0]) })
    case .datetime, .boolean, .index: return operand
    }
  }
}
