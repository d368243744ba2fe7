import Tables

@testable import Reports

/// The steps of `SampleFolder`'s first notebook and of a second one: every kind of item and of state.
enum SampleSteps {
  private static let customer = Schema.Field("customer_id", .integer)
  private static let stars = Schema.Field("star_rating", .integer)
  private static let title = Schema.Field("product_title", .string)

  static let loaded = DataItem(
    .init("reviews", 1), kind: .table, rows: 200_000, columns: [customer, stars, title])
  static let unique = DataItem(.init("reviews", 2), kind: .table, rows: 199_412, columns: [customer, stars, title])
  static let train = DataItem(.init("train", 1), kind: .table, rows: 180_000, columns: [customer, stars])
  static let test = DataItem(.init("test", 1), kind: .table, rows: 19_412, columns: [customer, stars])
  static let model = DataItem(.init("model", 1), kind: .model, features: ["customer_id"])
  static let words = DataItem(.init("words", 1), kind: .embedding, rows: 4012)
  static let lost = DataItem(.init("lost", 1), kind: .table, columns: [customer])

  static let all: [StepRecord] = [
    StepRecord(
      number: 1, notebook: 0, verb: "load", code: "load \"sample:reviews\" as reviews", line: 12, anchor: "tbl-head",
      state: .done, gives: [loaded], quotes: [("params.data", "sample:reviews")],
      sources: [ReportInput("sample:reviews?rows=200000&seed=7", .sample(rows: 200_000, seed: 7))],
      recipe: String(repeating: "a1", count: 16)),
    StepRecord(
      number: 2, notebook: 0, verb: "dedupe", code: "dedupe reviews\n  by: [customer_id] # <b>", line: 14,
      anchor: "cell-4", state: .done, takes: [loaded], gives: [unique]),
    StepRecord(
      number: 3, notebook: 0, verb: "head", code: "head reviews", line: 16, anchor: "cell-4", state: .done,
      takes: [unique]),
    StepRecord(
      number: 4, notebook: 1, verb: "split", code: "split reviews as train, test", line: 3, anchor: "sec-model",
      state: .done, takes: [unique], gives: [train, test]),
    StepRecord(
      number: 5, notebook: 1, verb: "train fm", code: "train fm on: train as model", line: 4, anchor: "sec-model",
      state: .done, takes: [train], gives: [model], values: (1...12).map { ("model.v\($0)", "\($0)") }),
    StepRecord(
      number: 6, notebook: 1, verb: "evaluate", code: "evaluate model on: test", line: 5, anchor: "sec-model",
      state: .done, takes: [model, test], writes: ["scores.csv"]),
    StepRecord(
      number: 7, notebook: 1, verb: "embed", code: "embed train as words", line: 6, anchor: "sec-model", state: .done,
      takes: [train], gives: [words], asks: [test], quotes: [("test.rows", "19,412")]),
    StepRecord(
      number: 8, notebook: 1, verb: "filter", code: "filter train as lost", line: 7, anchor: "sec-model",
      state: .failed, takes: [train], gives: [lost]),
    StepRecord(
      number: 9, notebook: 1, verb: "head", code: "head lost", line: 8, anchor: "sec-model", state: .notRun,
      takes: [lost]),
  ]
}
