extension FactorizationMachine {
  /// The vectors [vᵢ, wᵢ] of a field's codes, `factors` + 1 long.
  ///
  /// Their inner product with `latentUsers` is the part of a two-field machine's score that depends on the item:
  /// ⟨[v_u, 1], [vᵢ, wᵢ]⟩ = ⟨v_u, vᵢ⟩ + wᵢ = ŷ − w0 − w_u.
  ///
  /// - Throws: `LearningError.invalidHyperparameter` when there is no such field.
  public func latentItems(field: Int) throws(LearningError) -> Vectors {
    try latentVectors(field: field) { linear[$0] }
  }

  /// The vectors [v_u, 1] of a field's codes, `factors` + 1 long.
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
    elements.reserveCapacity(fields[field].width * (factors + 1))
    for feature in offsets[field]..<offsets[field] + fields[field].width {
      elements += latent[feature * factors..<(feature + 1) * factors]
      elements.append(last(feature))
    }
    return try Vectors(count: fields[field].width, dimensions: factors + 1, elements: elements)
  }
}
