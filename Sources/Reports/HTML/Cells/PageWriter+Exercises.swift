import Diagnostics
import Notebooks

extension PageWriter {
  /// A question with what has been answered so far.
  mutating func question(_ position: Int) -> HTML {
    guard page.notebook.exercises.indices.contains(position) else { return HTML() }
    let exercise = page.notebook.exercises[position]
    let report = page.exercises.indices.contains(position) ? page.exercises[position] : nil
    var inner: HTML = .line("div", class: "question", paragraph(exercise.question))
    switch exercise.task {
    case .code: break
    case .answer(let answer):
      if !answer.blocks.isEmpty {
        inner += .block(
          "div", class: "answer", with: ["role": "group", "aria-label": wording[.yourAnswer]], write(answer.blocks))
      } else if report?.showsState ?? true {
        inner += .line("p", class: "answer-missing", .text(wording[.noAnswer]))
      }
    case .choice(let question): inner += choices(question, report)
    case .number(let question): inner += number(question, report)
    }
    return .block("div", class: "cell", card(exercise, report, inner, showsFaults: !isChoice(exercise)))
  }

  /// The card around an exercise: its number and state in words, what is inside, what is wrong, hints and the model answer.
  ///
  /// - Parameter showsFaults: whether what is wrong is told here, and not by a card of its own.
  mutating func card(_ exercise: Exercise, _ report: ExerciseReport?, _ inner: HTML, showsFaults: Bool) -> HTML {
    let id = own(exercise.label.text)?.anchor ?? identifiers.claim(exercise.label.text)
    let number = labels.exerciseNumber(exercise.index, in: page.notebook.name)
    let look = look(of: report)
    var html: HTML = .line(
      "p", class: "exercise-title", with: ["id": id + "-title"], look.icon,
      .element("span", class: "exercise-name", .text(wording.reference(.exercise, String(number)))),
      look.words.map { .element("span", class: "exercise-state", $0) })
    html += inner
    if showsFaults, case .failing(let faults)? = report?.state { html += told(faults) }
    for (position, hint) in exercise.hints.enumerated() {
      html += .fold(class: "hint", wording.hint(position + 1, of: exercise.hints.count), paragraph(hint))
    }
    if report?.showsSolution == true, !exercise.solution.isEmpty {
      html += .fold(class: "solution", isOpen: true, wording[.solution], write(exercise.solution))
    }
    return .block(
      "section", class: "exercise " + look.style, with: ["id": id, "aria-labelledby": id + "-title"], html)
  }

  /// In the place of what an exercise has to be solved for: "waits for Exercise 4", with a link to it.
  func waits(for link: ExerciseReport.Link) -> HTML {
    let exercise = reference(to: link)
    return wording.say(en: "waits for \(exercise)", ja: "\(exercise)を先に解いてください")
  }

  private func reference(to link: ExerciseReport.Link) -> HTML {
    let name = wording.reference(.exercise, String(link.number))
    if isInsideLink { return .text(name) }
    let target = (link.notebook == page.notebook.name ? "" : ReportPage.link(to: link.notebook)) + "#" + link.anchor
    return .element("a", class: "reference", with: ["href": target], .text(name))
  }

  /// At the head of a page that goes on from the instructor's results: which exercises are still open.
  func continuation() -> HTML {
    if page.continued.isEmpty { return HTML() }
    let links = page.continued.map { reference(to: $0) }.joined(", ")
    return .line(
      "p", class: "continued", Icon.pause,
      .element("span", "\(HTML.element("strong", .text(wording[.continued]))) \(links)"))
  }

  private mutating func paragraph(_ text: [Inline]) -> HTML { .line("p", write(text)) }

  private func isChoice(_ exercise: Exercise) -> Bool {
    if case .choice = exercise.task { return true }
    return false
  }

  /// Faults as sentences with their notes; the place is the card itself.
  private func told(_ faults: [Diagnostic]) -> HTML {
    let items = faults.map { fault -> HTML in
      let more = fault.notes + fault.help
      let words = more.joined(separator: " · ")
      return .line("li", .text(fault.message), more.isEmpty ? nil : .element("span", class: "more", .text(words)))
    }
    return .block("ul", class: "exercise-faults", items.joined())
  }

  /// The choices with the reader's marks; what is said to a choice shows when it is chosen, and all of it in an instructor's build.
  private mutating func choices(_ question: ChoiceQuestion, _ report: ExerciseReport?) -> HTML {
    let showsAll = report?.showsSolution ?? false
    var items = HTML()
    for choice in question.choices {
      // Without a seal the marks are the solution.
      let isMarked = question.isSealed || showsAll ? choice.isChosen : false
      var item = box(isMarked, isMarked ? .chosen : .notChosen) + write(choice.text)
      if isMarked || showsAll, !choice.feedback.isEmpty {
        item += .element("p", class: "feedback \(choice.isRight ? "right" : "wrong")", write(choice.feedback))
      }
      items += .line("li", item)
    }
    var html: HTML = .block("ul", class: "tasks choices", items)
    if case .failing(let faults)? = report?.state, !question.choices.contains(where: { $0.isChosen && !$0.isRight }) {
      html += told(faults)
    }
    return html
  }

  private func number(_ question: NumberQuestion, _ report: ExerciseReport?) -> HTML {
    guard let given = question.given, question.isSealed || report?.showsSolution == true else {
      return report?.showsState ?? true ? .line("p", class: "answer-missing", .text(wording[.noAnswer])) : HTML()
    }
    let value = page.values[question.expectedSpan]
    let text = question.isSealed ? given.span.text : question.expectedText
    let computed: HTML? =
      question.isSealed || value == nil || value == text
      ? nil : " = \(HTML.element("strong", .text(value ?? "")))"
    return .line("p", class: "answer number", .element("code", .text(text)), computed)
  }

  /// The class, the icon and the words of an exercise's state; no words where nobody has been asked yet.
  private func look(of report: ExerciseReport?) -> (style: String, icon: HTML, words: HTML?) {
    guard let report, report.showsState else { return ("plain", Icon.pencil, nil) }
    switch report.state {
    case .unsolved: return ("unsolved", Icon.pencil, .text(wording[.exerciseUnsolved]))
    case .failing: return ("failing", Icon.failure, .text(wording[.exerciseFailing]))
    case .passing: return ("passing", Icon.success, .text(wording[.exercisePassing]))
    case .waiting(let link): return ("waiting", Icon.pause, waits(for: link))
    case .notRun: return ("waiting", Icon.pause, .text(wording[.notRun]))
    }
  }
}
