import LabSupport
import Steps
import Tables
import Testing

/// Ensembles against the predictions of their parts.
@Suite struct EnsembleTests {
  private static let models = """
    split train last-per: user order-by: review_date as rest, validation
    train fm on: rest target: star_rating features: [user, item] factors: 4 epochs: 5 as model
    train bias on: rest target: star_rating features: [user, item] as bias
    derive rest length: length(product_title)
    train fm on: rest target: star_rating features: [item, length] factors: 3 epochs: 5 as titles

    """

  private func predictions(_ run: LabRun, _ name: String) throws -> [Double] {
    try run.table(name).numbers("prediction").compactMap { $0 }
  }

  @Test func theMeanPredictsTheMean() throws {
    let run = try LearnedModels.run(
      """
      derive validation length: length(product_title)
      ensemble models: [model, bias, titles] as all
      predict all on: validation as by-all
      predict model on: validation as by-model
      predict bias on: validation as by-bias
      predict titles on: validation as by-titles
      recommend model user: 3 top: 2 as list
      """, models: Self.models)
    let parts = try ["by-model", "by-bias", "by-titles"].map { try predictions(run, $0) }
    let mean = parts[0].indices.map { row in parts.reduce(0) { $0 + $1[row] } / 3 }
    #expect(close(try predictions(run, "by-all"), mean, within: 1e-4))
    #expect(try run.number("all.factors") == 7)
    #expect(try run.number("all.bias.weight") == 1.0 / 3)
    #expect(try run.model("all").type.features.map(\.name) == ["user", "item", "length"])
  }

  @Test func fittedWeightsAreAtLeastAsGoodWhereTheyWereFitted() throws {
    let run = try LearnedModels.run(
      """
      ensemble models: [model, bias] weights: fitted on: validation as both
      evaluate both on: validation
      evaluate model on: validation
      evaluate bias on: validation
      recommend both user: 3 top: 5 as list
      knn both k: 3 as near
      """, models: Self.models)
    let fitted = try run.number("both.validation.mse")
    #expect(fitted <= (try run.number("model.validation.mse")) + 1e-6)
    #expect(fitted <= (try run.number("bias.validation.mse")) + 1e-6)
    let weights = [try run.number("both.model.weight"), try run.number("both.bias.weight")]
    #expect(abs(weights[0] + weights[1] - 1) < 1e-12)
    #expect(weights.allSatisfy { $0 >= 0 })
    #expect(try run.number("both.rows") == Double(try run.table("validation").rowCount))
    #expect(try run.table("list").rowCount == 5)
    #expect(try run.table("near").rowCount > 0)
  }
}
