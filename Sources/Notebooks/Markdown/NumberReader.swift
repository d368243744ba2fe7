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
      faults += found
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
    let hidden = SourceFile(path: file.path, text: texts[1])
    let (expression, found) = LanguageParser.parseExpression(file: hidden, range: 0..<hidden.bytes.count)
    question.expected = found.isEmpty ? expression : nil
    question.expectedText = texts[1]
    return []
  }
}
