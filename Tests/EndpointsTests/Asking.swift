import Dispatch
import MachineLearning
import Synchronization

@testable import Endpoints

extension Endpoint {
  /// The rows of a body, or the fault.
  func rows(
    _ body: [UInt8], _ format: PayloadFormat = .json, limits: RequestLimits = .init()
  ) -> Result<FeatureVectors, RequestFault> {
    body.withUnsafeBytes { bytes in
      do throws(RequestFault) { return .success(try read(bytes, format, limits: limits)) } catch {
        return .failure(error)
      }
    }
  }

  func rows(_ body: String, _ format: PayloadFormat = .json) -> Result<FeatureVectors, RequestFault> {
    rows(Array(body.utf8), format)
  }

  /// The answer to a body, or the fault.
  func ask(
    _ body: [UInt8], _ contentType: String? = "application/json", accept: String? = nil, threads: Int = 1
  ) -> Result<EndpointAnswer, RequestFault> {
    body.withUnsafeBytes { bytes in
      do throws(RequestFault) {
        return .success(try answer(bytes, contentType: contentType, accept: accept, threads: threads))
      } catch {
        return .failure(error)
      }
    }
  }

  func ask(_ body: String, _ contentType: String? = "application/json", accept: String? = nil) -> Result<
    EndpointAnswer, RequestFault
  > { ask(Array(body.utf8), contentType, accept: accept) }
}

extension Result where Failure == RequestFault {
  var fault: RequestFault? { if case .failure(let fault) = self { fault } else { nil } }
  var value: Success? { try? get() }
}

extension Result where Success == EndpointAnswer, Failure == RequestFault {
  var text: String { value.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "refused: \(fault?.sentence ?? "")" }
}

/// Small machines with made-up parameters.
enum Machines {
  private static func numbers(_ count: Int, _ step: Float) -> [Float] {
    (0..<count).map { Float(($0 * 7919) % 101) / 50 * step - step }
  }

  static func of(
    _ fields: [FeatureField], factors: Int = 5, task: LearningTask = .regression, draws: Int = 0,
    range: ClosedRange<Double>? = nil
  ) throws -> FactorizationMachine {
    let width = fields.reduce(0) { $0 + $1.width }
    return try FactorizationMachine(
      task: task, fields: fields, factors: factors, bias: 0.3, linear: numbers(width, 0.4),
      latent: numbers(width * factors, 0.7), range: range,
      link: draws > 0 && task == .classification ? .probit : .logistic,
      draws: (0..<draws).map { draw in
        ParameterDraw(
          bias: 0.1 * Double(draw), linear: numbers(width, 0.2 + 0.1 * Float(draw)),
          latent: numbers(width * factors, 0.3 + 0.2 * Float(draw)))
      })
  }

  /// Three users, four items: width 7.
  static let pair: [FeatureField] = [.oneHot(cardinality: 3), .oneHot(cardinality: 4)]
  /// Users, a number, items, a bag: width 3 + 1 + 4 + 5.
  static let mixed: [FeatureField] = [
    .oneHot(cardinality: 3), .numeric(center: 100, scale: 40), .oneHot(cardinality: 4), .bag(cardinality: 5),
  ]

  static func endpoint(_ task: LearningTask = .regression) throws -> Endpoint {
    Endpoint("model", .scores(ScoringModel(try of(pair, task: task), features: ["user", "item"])))
  }
}

extension EndpointService {
  /// The answer to a request, waited for.
  func answer(_ request: ServiceRequest) -> ServiceResponse {
    let later = Mutex<ServiceResponse?>(nil)
    let arrival = DispatchSemaphore(value: 0)
    let response = respond(to: request) { response in
      later.withLock { $0 = response }
      arrival.signal()
    }
    if let response { return response }
    arrival.wait()
    return later.withLock { $0 } ?? ServiceResponse(RequestFault(500, "no answer"))
  }
}
