import Diagnostics
import Notebooks

extension PageWriter {
  /// A question with what has been answered so far.
  mutating func question(_ position: Int) -> HTML {
    guard page.notebook.exercises.indices.contains(position) else { return HTML() }
    let exercise = page.notebook.exercises[position]
    let report = page.exercises.indices.contains(position) ? page.exercises[position] : nil
    var inner: HTML = "<div class=\"question\">\(paragraph(exercise.question))</div>\n"
    switch exercise.task {
    case .code: break
    case .answer(let answer):
      if !answer.blocks.isEmpty {
        inner +=
          "<div class=\"answer\" role=\"group\" aria-label=\"\(wording[.yourAnswer])\">\n\(write(answer.blocks))</div>\n"
      } else if report?.showsState ?? true {
        inner += "<p class=\"answer-missing\">\(wording[.noAnswer])</p>\n"
      }
    case .choice(let question): inner += choices(question, report)
    case .number(let question): inner += number(question, report)
    }
    return "<div class=\"cell\">\n\(card(exercise, report, inner, showsFaults: !isChoice(exercise)))</div>\n"
  }

  /// The card around an exercise: its number and state in words, what is inside, what is wrong, hints and the model answer.
  ///
  /// - Parameter showsFaults: whether what is wrong is told here, and not by a card of its own.
  mutating func card(_ exercise: Exercise, _ report: ExerciseReport?, _ inner: HTML, showsFaults: Bool) -> HTML {
    let entry = labels[exercise.label.text].flatMap { $0.notebook == page.notebook.name ? $0 : nil }
    let id = entry?.anchor ?? identifiers.claim(exercise.label.text)
    let number = labels.exerciseNumber(exercise.index, in: page.notebook.name)
    var html: HTML =
      "<section class=\"exercise \(Self.class(of: report))\" id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n"
    html += "<p class=\"exercise-title\" id=\"\(id)-title\">\(Self.icon(of: report))"
    html += "<span class=\"exercise-name\">\(wording.reference(.exercise, String(number)))</span>"
    let state = stateWords(report)
    if !state.isEmpty { html += "<span class=\"exercise-state\">\(state)</span>" }
    html += "</p>\n\(inner)"
    if showsFaults, case .failing(let faults)? = report?.state { html += told(faults) }
    for (position, hint) in exercise.hints.enumerated() {
      html += "<details class=\"hint\"><summary>\(wording.hint(position + 1, of: exercise.hints.count))</summary>\n"
      html += "\(paragraph(hint))</details>\n"
    }
    if report?.showsSolution == true, !exercise.solution.isEmpty {
      html +=
        "<details class=\"solution\" open><summary>\(wording[.solution])</summary>\n\(write(exercise.solution))</details>\n"
    }
    return html + "</section>\n"
  }

  /// "Waits for Exercise 4", with a link to it.
  func waits(for link: ExerciseReport.Link) -> HTML {
    let exercise = reference(to: link)
    return wording.say(en: "waits for \(exercise)", ja: "\(exercise)を先に解いてください")
  }

  private func reference(to link: ExerciseReport.Link) -> HTML {
    let name = wording.reference(.exercise, String(link.number))
    let target = (link.notebook == page.notebook.name ? "" : link.notebook + ".html") + "#" + link.anchor
    return "<a class=\"reference\" href=\"\(target)\">\(name)</a>"
  }

  /// At the head of a page that goes on from the instructor's results: which exercises are still open.
  func continuation() -> HTML {
    if page.continued.isEmpty { return HTML() }
    let links = page.continued.map { reference(to: $0) }.joined(", ")
    return "<p class=\"continued\">\(Icon.pause)<span><strong>\(wording[.continued])</strong> \(links)</span></p>\n"
  }

  private mutating func paragraph(_ text: [Inline]) -> HTML { "<p>\(write(text))</p>\n" }

  private func isChoice(_ exercise: Exercise) -> Bool {
    if case .choice = exercise.task { return true }
    return false
  }

  /// Faults as sentences with their notes; the place is the card itself.
  private func told(_ faults: [Diagnostic]) -> HTML {
    let items = faults.map { fault -> HTML in
      let more = fault.notes + fault.help
      let rest: HTML = more.isEmpty ? "" : "<span class=\"more\">\(more.joined(separator: " · "))</span>"
      return "<li>\(fault.message)\(rest)</li>\n"
    }
    return "<ul class=\"exercise-faults\">\n\(items.joined())</ul>\n"
  }

  /// The choices with the reader's marks; what is said to a choice shows when it is chosen, and all of it in an instructor's build.
  private mutating func choices(_ question: ChoiceQuestion, _ report: ExerciseReport?) -> HTML {
    let showsAll = report?.showsSolution ?? false
    var html: HTML = "<ul class=\"tasks choices\">\n"
    for choice in question.choices {
      // Without a seal the marks are the solution.
      let isMarked = question.isSealed || showsAll ? choice.isChosen : false
      let word = wording[isMarked ? .chosen : .notChosen]
      html +=
        "<li><span class=\"box\" role=\"img\" aria-label=\"\(word)\">\(isMarked ? "☑" : "☐")</span> \(write(choice.text))"
      if isMarked || showsAll, !choice.feedback.isEmpty {
        html += "<p class=\"feedback \(choice.isRight ? "right" : "wrong")\">\(write(choice.feedback))</p>"
      }
      html += "</li>\n"
    }
    html += "</ul>\n"
    if case .failing(let faults)? = report?.state, !question.choices.contains(where: { $0.isChosen && !$0.isRight }) {
      html += told(faults)
    }
    return html
  }

  private func number(_ question: NumberQuestion, _ report: ExerciseReport?) -> HTML {
    guard let given = question.given, question.isSealed || report?.showsSolution == true else {
      return report?.showsState ?? true ? "<p class=\"answer-missing\">\(wording[.noAnswer])</p>\n" : HTML()
    }
    let value = page.values[question.expectedSpan]
    let text = question.isSealed ? given.span.text : question.expectedText
    let computed: HTML = question.isSealed || value == nil || value == text ? "" : " = <strong>\(value ?? "")</strong>"
    return "<p class=\"answer number\"><code>\(text)</code>\(computed)</p>\n"
  }

  private func stateWords(_ report: ExerciseReport?) -> HTML {
    guard let report, report.showsState else { return HTML() }
    switch report.state {
    case .unsolved: return HTML(text: wording[.exerciseUnsolved])
    case .failing: return HTML(text: wording[.exerciseFailing])
    case .passing: return HTML(text: wording[.exercisePassing])
    case .waiting(let link): return waits(for: link)
    case .notRun: return HTML(text: wording[.notRun])
    }
  }

  private static func `class`(of report: ExerciseReport?) -> String {
    guard let report, report.showsState else { return "plain" }
    switch report.state {
    case .unsolved: return "unsolved"
    case .failing: return "failing"
    case .passing: return "passing"
    case .waiting, .notRun: return "waiting"
    }
  }

  private static func icon(of report: ExerciseReport?) -> HTML {
    guard let report, report.showsState else { return Icon.pencil }
    switch report.state {
    case .unsolved: return Icon.pencil
    case .failing: return Icon.failure
    case .passing: return Icon.success
    case .waiting, .notRun: return Icon.pause
    }
  }
}
