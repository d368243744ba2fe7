import Diagnostics
import Testing

@testable import Commands

/// What every code of a fault must say, and that none is forgotten.
@Suite struct DiagnosticCodeTests {
  /// The names of the codes that the sources declare, with the file.
  static let declared: [(name: String, path: String)] = House.sources.flatMap { source in
    source.text.matches(of: /DiagnosticCode\(\s*"([^"]*)"/).map { (String($0.1), source.path) }
  }

  @Test func everyCodeOfTheSourcesIsInTheCatalogue() {
    let known = Set(DiagnosticCatalog.all.map(\.name))
    for (name, path) in Self.declared {
      #expect(known.contains(name), "\(name), declared in \(path), is not in DiagnosticCatalog.all")
    }
    let names = Set(Self.declared.map(\.name))
    for code in DiagnosticCatalog.all { #expect(names.contains(code.name), "\(code.name) is not found in the sources") }
    #expect(Self.declared.count > 100)
  }

  @Test func aNameIsDeclaredOnce() {
    let places = Dictionary(grouping: Self.declared, by: \.name)
    for (name, found) in places.sorted(by: { $0.key < $1.key }) where found.count > 1 {
      Issue.record("\(name) is declared in \(found.map(\.path).joined(separator: " and "))")
    }
    let all = DiagnosticCatalog.all.map(\.name)
    #expect(Set(all).count == all.count)
    #expect(all == all.sorted())
  }

  @Test func everyCodeIsKebabCaseAndExplained() {
    for code in DiagnosticCatalog.all {
      #expect(code.name.wholeMatch(of: /[a-z]+[a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(code.name)")
      #expect(code.explanation.hasSuffix("."), "\(code.name): \(code.explanation)")
      #expect(code.explanation.count >= 30, "\(code.name): \(code.explanation)")
      #expect(code.explanation.first?.isUppercase == true || code.explanation.hasPrefix("\""), "\(code.name)")
    }
  }
}
