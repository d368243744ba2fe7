import Diagnostics

/// Reads the body of a `{number}`: in the source the solution in braces, an expression over values; in a student's version
/// `____` or what the reader wrote, beside a seal.
struct NumberReader {
  let file: SourceFile
  let lines: [Range<Int>]
  let options: QuestionOptions
  let layout: FenceLayout

  func read() -> (NumberQuestion, [Diagnostic]) {
    var faults: [Diagnostic] = []
    let isEmpty = lines.allSatisfy { file.bytes[$0].allSatisfy { $0 <= .space } }
    var given: ExpressionSyntax?
    if !isEmpty {
      let (expression, found) = LanguageParser.parseExpression(file: file, lines: lines, span: layout.body)
      faults += found.isEmpty || options.sealSpan == nil ? found : [unreadable()]
      given = expression
      if case .unsolved? = expression?.filled.kind { given = nil }
    }
    var question = NumberQuestion(
      given: given, expected: nil, expectedText: "", tolerance: options.tolerance, wrong: options.wrong,
      expectedSpan: options.sealSpan ?? given?.span ?? layout.opening, isSealed: options.sealSpan != nil)
    if question.isSealed {
      faults += unseal(&question)
    } else if case .blank(let inner)? = given?.kind {
      question.expected = inner
      question.expectedText = inner.span.text
    } else if faults.isEmpty {
      faults.append(
        Diagnostic(
          .malformedQuestion, "the right number is missing", at: layout.opening,
          help: ["write it in braces between the fences, as in {42} or {reduced.rows / ratings.rows}"]))
    }
    return (question, faults)
  }

  /// One error for what a learner wrote and the language cannot read, in the words of somebody who was asked for a number.
  private func unreadable() -> Diagnostic {
    let written = lines.filter { !file.bytes[$0].allSatisfy { $0 <= .space } }
    let start = written.first.map { $0.lowerBound + file.bytes[$0].prefix { $0 <= .space }.count } ?? 0
    let end = written.last.map { $0.upperBound - file.bytes[$0].reversed().prefix { $0 <= .space }.count } ?? start
    let place = file.span(start..<max(start, end))
    let number = AnsweredNumber(place.text)
    if let plain = number.plain {
      return Diagnostic(
        .unreadableNumber, "the number alone is wanted here, with a point before decimals", at: place,
        label: "write \(plain)", replacements: [Replacement(place, with: plain)])
    }
    if number.isNumber {
      return Diagnostic(
        .unreadableNumber, "this number can be read in two ways", at: place, label: "thousands, or decimals?",
        help: number.help)
    }
    return Diagnostic(
      .unreadableNumber, "a number is wanted here", at: place, label: "no number",
      help: ["write a number such as 42 or 0.5"])
  }

  private func unseal(_ question: inout NumberQuestion) -> [Diagnostic] {
    guard let texts = options.sealed, let seal = options.sealSpan else { return [] }
    guard texts.count == 2, texts[0] == "number" else {
      return [
        Diagnostic(
          .brokenSeal, "the sealed answer is of another question", at: seal,
          help: ["copy the question from the folder as you got it"])
      ]
    }
    // Not in the notebook's file: its text is not there.
    let hidden = SourceFile(path: file.path, text: texts[1], isSealed: true)
    let (expression, found) = LanguageParser.parseExpression(file: hidden, range: 0..<hidden.bytes.count)
    question.expected = found.isEmpty ? expression : nil
    question.expectedText = texts[1]
    return []
  }
}

extension DiagnosticCode {
  static let unreadableNumber = DiagnosticCode(
    "unreadable-number",
    "A question that asks for a number was answered with something else, or with a number that has a unit, a comma or separated "
      + "thousands. The number alone is wanted, with a point before decimals.")
}
