import Diagnostics
import ElementaryFunctions

extension ExpressionFunction {
  static let numbers: [ExpressionFunction] = [
    ExpressionFunction(
      "abs", "abs(number)", "The number without its sign.",
      .row(
        RowFunction(
          check: { checker, call in
            guard checker.requireNumbers(call) else { return nil }
            let type: ColumnType = call.arguments[0].type == .decimal ? .decimal : .integer
            return call.made(type, of: [call.arguments[0].converted(to: type)], losing: true)
          },
          compute: { evaluator, call in
            if call.type == .decimal { return evaluator.map(call.operand, decimal: { $0.magnitude }) }
            let wholes = evaluator.map(call.operand, type: call.type, whole: { $0 == .min ? nil : Swift.abs($0) })
            return evaluator.noting(call, .integerTooLong, wholes)
          }))),
    ExpressionFunction(
      "round", "round(number) or round(number, digits)",
      "The nearest whole number, or the nearest number of so many digits; halves go to the even neighbour.",
      arity: 1...2, .row(.rounding(.toNearestOrEven))),
    ExpressionFunction(
      "floor", "floor(number)", "The greatest whole number that is not above.", .row(.rounding(.down))),
    ExpressionFunction(
      "ceil", "ceil(number)", "The least whole number that is not below.", .row(.rounding(.up)), synonyms: ["ceiling"]),
    ExpressionFunction(
      "sqrt", "sqrt(number)", "The square root; null for a negative number.",
      .row(.ofDecimal(.rootOfNegative) { $0 < 0 ? .nan : $0.squareRoot() })),
    ExpressionFunction(
      "log", "log(number)", "The natural logarithm; null unless the number is above 0.",
      .row(.ofDecimal(.logarithmOfNothing) { $0 > 0 ? Elementary.log($0) : .nan }), synonyms: ["ln"]),
  ]

  /// With one argument aggregates, with two the lesser or the greater.
  static let extremes: [ExpressionFunction] = [
    ExpressionFunction(
      "min", "min(column), min(column, by: key) or min(a, b)",
      "The least value of a column, of a group, or of two values.",
      arity: 1...2, .either(.min, .extreme(isGreatest: false))),
    ExpressionFunction(
      "max", "max(column), max(column, by: key) or max(a, b)",
      "The greatest value of a column, of a group, or of two values.", arity: 1...2,
      .either(.max, .extreme(isGreatest: true))),
  ]
}

extension RowFunction {
  /// A decimal of a number; NaN, which becomes null, where there is none.
  fileprivate static func ofDecimal(
    _ reason: ExpressionLoss.Reason, _ compute: @escaping @Sendable (Double) -> Double
  ) -> RowFunction {
    RowFunction(
      check: { checker, call in
        guard checker.requireNumbers(call) else { return nil }
        return call.made(.decimal, of: [call.arguments[0].converted(to: .decimal)], losing: true)
      },
      compute: { $0.noting($1, reason, $0.map($1.operand, decimal: compute)) })
  }

  /// To a whole number, or to so many digits as numpy does it: scaled by the power of ten, rounded to even, scaled back.
  fileprivate static func rounding(_ rule: FloatingPointRoundingRule) -> RowFunction {
    RowFunction(
      role: .ofFirst,
      check: { checker, call in
        guard checker.requireNumbers(call) else { return nil }
        let number = call.arguments[0]
        guard call.arguments.count == 2 else {
          return number.type == .decimal ? call.made(.integer, losing: true) : number.converted(to: .integer)
        }
        guard case .integer(let digits)? = call.syntax.arguments[1].literal, (0...15).contains(digits) else {
          checker.rejectDigits(call.syntax)
          return nil
        }
        let decimal = number.converted(to: .decimal, at: call.syntax.arguments[0].span)
        return call.made(.decimal, of: [decimal, call.arguments[1]])
      },
      compute: { evaluator, call in
        guard call.arguments.count == 2, case .constant(.integer(let digits)) = call.arguments[1].node else {
          return evaluator.noting(call, .integerTooLong, evaluator.wholes(call.operand) { $0.rounded(rule) })
        }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let factor = scale
        return evaluator.map(call.operand) { value in
          let scaled = value * factor
          return scaled.isFinite ? scaled.rounded(.toNearestOrEven) / factor : value
        }
      })
  }

  fileprivate static func extreme(isGreatest: Bool) -> RowFunction {
    RowFunction(
      role: .ofAll,
      check: { checker, call in
        let (left, right) = (call.arguments[0], call.arguments[1])
        guard let type = ExpressionChecker.joint(left.type, right.type) else {
          checker.rejectPair("be compared with", call.syntax.arguments[0], left, call.syntax.arguments[1], right)
          return nil
        }
        if type == .decimal {
          // Compared as they are; what is chosen has to have a decimal of its own.
          let sides = call.arguments.map(\.asDecimalIfExact)
          return call.made(type, of: sides, losing: sides.contains { $0.type != .decimal })
        }
        return call.made(
          type, of: zip(call.syntax.arguments, call.arguments).map { $1.converted(to: type, at: $0.span) })
      },
      compute: { evaluator, call in
        if call.type == .string {
          // By bytes, which is by code points, as everywhere in tables; Swift's own order takes é in two characters for one.
          return evaluator.joined(call.operands) {
            $0[0].utf8.lexicographicallyPrecedes($0[1].utf8) == isGreatest ? $0[1] : $0[0]
          }
        }
        let chosen = evaluator.extreme(call.operands[0], call.operands[1], type: call.type, isGreatest: isGreatest)
        return evaluator.noting(call.expression, call.operands, chosen) { _ in .beyondDecimals }
      })
  }
}

extension ExpressionChecker {
  fileprivate mutating func rejectDigits(_ call: Expression.Call) {
    diagnostics.append(
      Diagnostic(
        .literalNeeded, "the number of digits must be written out, from 0 to 15", at: call.arguments[1].span,
        help: ["write round(\(call.arguments[0].span.text), 2)"],
        replacements: [Replacement(call.arguments[1].span, with: "2")]))
  }
}
