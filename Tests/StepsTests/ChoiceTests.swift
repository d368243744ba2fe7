import LabSupport
import Steps
import Testing

/// Every word that an option offers can be written, also one with a digit behind its hyphen.
@Suite struct ChoiceTests {
  @Test func everyChoiceIsReadAsItIsOffered() throws {
    var count = 0
    for signature in StepCatalog.signatures {
      for option in signature.options {
        guard case .word(let words) = option.kind else { continue }
        for word in words {
          count += 1
          let faults = try Lab(cell: "\(signature.name) \(option.name): \(word)").check().diagnostics
          let own = faults.map(\.message).filter {
            $0.hasPrefix("\(option.name) of \(signature.name) cannot") || $0.contains("is not a choice")
          }
          #expect(own.isEmpty, "\(signature.name) \(option.name): \(word): \(own)")
        }
      }
    }
    #expect(count > 20)
  }

  @Test func anotherWordIsAFaultWithASuggestion() throws {
    let fault = try #require(
      try Lab(cell: "load \"d.csv\" encoding: latin1 as d", data: ["d.csv": "a\n1\n"]).check().diagnostics.first)
    #expect(fault.code.name == "wrong-value")
    #expect(fault.help == ["did you mean latin-1?"])
    #expect(fault.replacements.map(\.text) == ["latin-1"])
  }
}
