import Diagnostics
import Execution
import Foundation
import Steps

/// What holds of everything that is told to a user.
enum FaultCheck {
  static func check(_ faults: [Diagnostic]) {
    for fault in faults {
      // A step that was stopped for lack of time says so.
      require(fault.code != .internalFault || fault.message == "the step was stopped", "internal fault: \(fault)")
      require(!fault.message.isEmpty, "a fault without words: \(fault.code)")
      for label in [fault.primary].compactMap({ $0 }) + fault.related {
        let span = label.span
        require(span.range.upperBound <= span.file.bytes.count, "a place outside of its file: \(fault)")
      }
    }
    require(!ConsoleWriter(colored: true).write(faults).isEmpty || faults.isEmpty, "nothing to read")
    let json = JSONWriter().write(faults)
    require((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil, "no JSON: \(json)")
  }

  static func check(_ program: Program) {
    check(program.diagnostics)
    check(program.learnerFaults)
    for faults in program.cellFaults.values { check(faults) }
  }

  static func check(_ error: any Error) {
    switch error {
    case let fault as Diagnostic: check([fault])
    case let list as DiagnosticList: check(list.diagnostics)
    case is StorageDamage, is Cancelled, is CancellationError, is AlreadyReported: break
    default: fatalError("an error that is no diagnostic: \(error)")
    }
  }
}
