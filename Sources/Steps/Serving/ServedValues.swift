import Endpoints
import MachineLearning

extension ServedModels {
  /// Takes a value of the notebooks in: a model as an endpoint under its name, with its neighbours as NAME-knn and with
  /// recommendations where it has users and items; an embedding for titles that are alike.
  ///
  /// - Parameter neighbors: how many neighbours NAME-knn answers.
  /// - Throws: `LearningError`.
  public mutating func add(_ value: StepValue, named name: String, neighbors: Int) throws {
    switch value {
    case .model(let model):
      endpoints.append(model.endpoint(name))
      if model.hasNeighbors {
        endpoints.append(Endpoint(name + "-knn", .neighbors(try model.neighbors(count: neighbors))))
      }
      if model.type.features.count == 2, model.field(of: model.type.user) == 0,
        let recommender = Recommender(
          model.machine, titles: model.labels(of: model.type.item), keys: model.type.item.flatMap { model.keys[$0] },
          seen: model.seenItems().sets)
      {
        recommenders.append((name, recommender))
      }
    case .embedding(let embedding):
      titles.append((name, SimilarTitles(embedding.model) { TitleSequences.word(of: $0) }))
    case .table: break
    }
  }
}
