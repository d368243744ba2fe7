import Foundation
import MachineLearning

// Neighbors train USERS.i32 ITEMS.i32 STARS.f32 OUT-USERS.f32 OUT-ITEMS.f32
//   trains a factorization machine of 64 factors with default settings and writes its vectors [v, 1] and [v, w], row-major.
// Neighbors search METRIC exact|ivf K DIMENSIONS THREADS QUERIES.f32 ITEMS.f32 OUT.i32
//   prints the seconds of preparing the items and of searching, and the recall if approximate; writes the ids.

func elements<Element: BitwiseCopyable>(_ path: String, of type: Element.Type) throws -> [Element] {
  try Data(contentsOf: URL(fileURLWithPath: path)).withUnsafeBytes { Array($0.bindMemory(to: type)) }
}

func write<Element: BitwiseCopyable>(_ elements: [Element], to path: String) throws {
  try elements.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
}

func vectors(_ path: String, dimensions: Int) throws -> Vectors {
  let elements = try elements(path, of: Float.self)
  return try Vectors(count: elements.count / dimensions, dimensions: dimensions, elements: elements)
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let clock = ContinuousClock()
  return try clock.measure(body) / .seconds(1)
}

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("train", 6):
  let users = try elements(arguments[1], of: Int32.self)
  let items = try elements(arguments[2], of: Int32.self)
  let stars = try elements(arguments[3], of: Float.self).map { Double($0) }
  let rows = try FeatureRows([
    .oneHot(codes: users, cardinality: Int(users.max() ?? 0) + 1),
    .oneHot(codes: items, cardinality: Int(items.max() ?? 0) + 1),
  ])
  var options = StochasticGradientOptions()
  options.factors = 64
  options.threads = 2
  let machine = try FactorizationMachine.train(
    .regression, on: try LabeledRows(rows, targets: stars), options: options
  ).machine
  try write(try machine.latentUsers(field: 0).elements, to: arguments[4])
  try write(try machine.latentItems(field: 1).elements, to: arguments[5])
case ("search", 9):
  guard let metric = NeighborMetric(rawValue: arguments[1]), let count = Int(arguments[3]),
    let dimensions = Int(arguments[4]), let threads = Int(arguments[5])
  else { exit(2) }
  let queries = try vectors(arguments[6], dimensions: dimensions)
  let items = try vectors(arguments[7], dimensions: dimensions)
  var found: Neighbors?
  var index: InvertedFile?
  var exact: NeighborSearch?
  let preparing = try seconds {
    if arguments[2] == "ivf" {
      index = try InvertedFile(items, metric: metric, threads: threads)
    } else {
      exact = try NeighborSearch(items, metric: metric)
    }
  }
  let searching = try seconds {
    found =
      try index?.nearest(to: queries, count: count, threads: threads)
      ?? exact?.nearest(to: queries, count: count, threads: threads)
  }
  print("prepare \(preparing) search \(searching)")
  if let found { try write(found.ids, to: arguments[8]) }
default:
  print("usage: see the head of this file")
  exit(2)
}
