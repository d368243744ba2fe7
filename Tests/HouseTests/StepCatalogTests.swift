import Steps
import Testing

@testable import Commands

/// What every step must say of itself.
@Suite struct StepCatalogTests {
  static let signatures = StepCatalog.signatures

  @Test func everyStepHasASummaryAnExampleAndDetails() {
    for signature in Self.signatures {
      let name = signature.name
      #expect(Self.isSentence(signature.summary), "\(name): \(signature.summary)")
      #expect(!signature.examples.isEmpty, "\(name) has no example")
      #expect(!signature.details.isEmpty, "\(name) has no details")
      for paragraph in signature.details { #expect(Self.isSentence(paragraph), "\(name): \(paragraph)") }
      for example in signature.examples {
        #expect(!example.title.isEmpty && !example.title.hasSuffix("."), "\(name): \(example.title)")
        #expect(example.code.contains(signature.name), "\(name), \(example.title): does not show the step")
        #expect(example.code.split(separator: "\n").allSatisfy { $0.count <= 120 }, "\(name), \(example.title)")
      }
      #expect(Set(signature.examples.map(\.title)).count == signature.examples.count, "\(name)")
    }
  }

  @Test func everyOperandAndOptionSaysWhatItDoes() {
    for signature in Self.signatures {
      let new = signature.newColumns.map { [$0] } ?? []
      for parameter in signature.operands + signature.options + new {
        let place = "\(signature.name) \(parameter.name)"
        #expect(Self.isSentence(parameter.summary), "\(place): \(parameter.summary)")
        #expect(parameter.name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(place) is not kebab-case")
        #expect(parameter.isRequired || !parameter.fallback.isEmpty, "\(place) does not say what happens without it")
        #expect(!parameter.fallback.hasSuffix("."), "\(place): \(parameter.fallback)")
      }
      let names = (signature.operands + signature.options).map(\.name)
      #expect(Set(names).count == names.count, "\(signature.name) has a parameter twice")
    }
  }

  @Test func namesAreWordsOfTheLanguageAndUnique() {
    let names = Self.signatures.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)?/) != nil, "\(name)")
    }
  }

  @Test func everyStepHasAPageOfHelpThatNamesAllItTakes() {
    for signature in Self.signatures {
      let page = StepHelp.text(signature)
      #expect(page.hasPrefix(signature.name + "\n"))
      for option in signature.options {
        #expect(page.contains("  \(option.name):  ("), "\(signature.name) \(option.name)")
      }
      for example in signature.examples { #expect(page.contains(example.title + ":"), "\(signature.name)") }
      for line in page.split(separator: "\n") where !line.hasPrefix("    ") {
        #expect(line.count <= 100, "\(signature.name): \(line)")
      }
    }
  }

  @Test func everyStepIsOneFileInTheFolderOfItsGroup() {
    let code = House.sources.filter { $0.target == "Steps" }
    for signature in Self.signatures {
      let places = code.filter { $0.text.contains("Signature(\n    \"\(signature.name)\"") }
      #expect(places.count == 1, "\(signature.name) is declared in \(places.map(\.path))")
    }
  }

  private static func isSentence(_ text: String) -> Bool {
    text.hasSuffix(".") && text.count > 5 && text.first?.isWhitespace == false && !text.contains("  ")
  }
}
