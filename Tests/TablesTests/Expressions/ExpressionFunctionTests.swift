import Testing

@testable import Tables

/// What every function says of itself.
@Suite struct ExpressionFunctionTests {
  @Test func aNameStandsForOneFunction() {
    let all = ExpressionFunction.all
    let names = all.flatMap { [$0.name] + $0.synonyms }
    #expect(Set(names).count == names.count)
    for function in all {
      #expect(ExpressionFunction.named(function.name)?.usage == function.usage)
      // What another tool calls it is compared in lower case.
      for synonym in function.synonyms { #expect(synonym == synonym.lowercased(), "\(function.name)") }
    }
    #expect(ExpressionFunction.named("average") == nil)
  }

  @Test func theUsageShowsAsManyArgumentsAsItTakes() {
    for function in ExpressionFunction.all {
      #expect(function.usage.hasPrefix(function.name + "("), "\(function.name)")
      #expect(function.summary.hasSuffix("."), "\(function.name)")
      let shown = function.usage.split(separator: ")").compactMap { call -> Int? in
        guard let open = call.firstIndex(of: "(") else { return nil }
        let arguments = call[call.index(after: open)...].split(separator: ",").filter {
          !$0.contains("by:") && !$0.contains("...")
        }
        return arguments.count
      }
      for count in shown { #expect(function.arity.contains(count), "\(function.usage): \(count)") }
      #expect(shown.contains(function.arity.lowerBound), "\(function.usage)")
    }
  }
}
