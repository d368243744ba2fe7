extension FactorizationMachine {
  /// The vectors [vᵢ, wᵢ] of a field's codes, `factors` + 1 long; those of n draws lie end to end, n `factors` + 1 long.
  ///
  /// Their inner product with `latentUsers` is the part of a two-field machine's score that depends on the item:
  /// ⟨[v_u, 1], [vᵢ, wᵢ]⟩ = ⟨v_u, vᵢ⟩ + wᵢ = ŷ − w0 − w_u.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` when there is no such field.
  public func latentItems(field: Int) throws(LearningError) -> Vectors {
    try latentVectors(field: field) { linear[$0] }
  }

  /// The vectors [v_u, 1] of a field's codes, as long as those of the items.
  ///
  /// The mean score over n draws has ⟨v_u, vᵢ⟩ = Σ ⟨v_u, vᵢ⟩ of the draws / n: their vectors, divided by √n, side by side.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` when there is no such field.
  public func latentUsers(field: Int) throws(LearningError) -> Vectors {
    try latentVectors(field: field) { _ in 1 }
  }

  private func latentVectors(field: Int, last: (Int) -> Float) throws(LearningError) -> Vectors {
    guard fields.indices.contains(field) else {
      throw .invalidHyperparameter(name: "field", value: Double(field), allowed: "0 to \(fields.count - 1)")
    }
    var elements: [Float] = []
    let sources = draws.isEmpty ? [latent] : draws.map(\.latent)
    let share = 1 / Float(sources.count).squareRoot()
    elements.reserveCapacity(fields[field].width * (factors * sources.count + 1))
    for feature in offsets[field]..<offsets[field] + fields[field].width {
      for source in sources {
        elements += source[feature * factors..<(feature + 1) * factors].lazy.map { $0 * share }
      }
      elements.append(last(feature))
    }
    return try Vectors(count: fields[field].width, dimensions: factors * sources.count + 1, elements: elements)
  }
}
