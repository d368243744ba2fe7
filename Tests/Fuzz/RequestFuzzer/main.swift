import CFuzzer
import Endpoints
import MachineLearning

// Bytes into the three parsers, by libFuzzer: the first byte chooses the form, the rest is the body. Nothing that comes may crash, be
// refused with another status than 4xx or without a sentence, or be answered with another number of rows than were read.

/// Three users, a number, four items, a bag of five.
let machine = try FactorizationMachine(
  task: .regression,
  fields: [.oneHot(cardinality: 3), .numeric(center: 100, scale: 40), .oneHot(cardinality: 4), .bag(cardinality: 5)],
  factors: 3, bias: 0.5, linear: (0..<13).map { Float($0) / 7 }, latent: (0..<39).map { Float($0 % 5) / 3 - 0.5 })
let endpoint = Endpoint("model", .scores(ScoringModel(machine, features: ["user", "age", "item", "words"])))
let forms = ["application/json", "application/jsonlines", "application/x-recordio-protobuf"]

func check(_ body: UnsafeRawBufferPointer, _ form: String) {
  do throws(RequestFault) {
    for accept in forms {
      let answer = try endpoint.answer(body, contentType: form, accept: accept)
      precondition(answer.rows > 0 && !answer.bytes.isEmpty)
    }
  } catch {
    precondition((400..<500).contains(error.status) && error.sentence.utf8.count > 10, "\(error)")
  }
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
LLVMFuzzerRunDriver(&count, &arguments) { data, size in
  guard let data, size > 0 else { return 0 }
  check(UnsafeRawBufferPointer(start: data + 1, count: size - 1), forms[Int(data[0]) % forms.count])
  return 0
}
