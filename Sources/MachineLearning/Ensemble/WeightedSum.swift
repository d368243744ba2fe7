extension FactorizationMachine {
  /// The machine whose scores are the weighted sum of the scores of `machines`, up to rounding.
  ///
  /// A weighted sum of factorization machines is one: w0 and w add up, and the vectors √a v of all machines, one after the other,
  /// give Σ a ⟨vᵢ, vⱼ⟩. Its k is the sum of those of the machines whose weight is not 0. Its range holds those of all machines, if
  /// all have one.
  ///
  /// - Parameters:
  ///   - fields: The fields of the sum.
  ///   - places: For each machine, the places of its fields among `fields`; a machine need not have all of them.
  ///   - weights: One for each machine, none negative.
  /// - Throws: `LearningError.emptyTrainingSet` without machines, `.mismatchedLengths`, `.mismatchedFields` when a machine's field is
  ///   not that of its place or the tasks differ, `.notSummable` when one has draws or the links differ, `.invalidHyperparameter` for a weight that is negative or not finite.
  public static func weightedSum(
    of machines: [FactorizationMachine], fields: [FeatureField], places: [[Int]], weights: [Double]
  ) throws(LearningError) -> FactorizationMachine {
    guard let first = machines.first else { throw .emptyTrainingSet }
    let task = first.task
    for (what, found) in [("weights", weights.count), ("places of fields", places.count)] where found != machines.count
    {
      throw .mismatchedLengths(what: what, expected: machines.count, found: found)
    }
    // A mean over draws of one machine's scores is a sum of as many machines as it has draws: too many factors to be of use.
    if machines.contains(where: { !$0.draws.isEmpty || $0.link != first.link }) { throw .notSummable }
    for weight in weights where !(weight >= 0 && weight < .infinity) {
      throw .invalidHyperparameter(name: "weight", value: weight, allowed: "0 or more")
    }
    for (machine, places) in zip(machines, places) {
      let placed = places.map { fields.indices.contains($0) ? fields[$0] : nil }
      if placed != machine.fields || machine.task != task {
        throw .mismatchedFields(expected: "\(fields)", found: "\(machine.fields)")
      }
    }
    let factors = zip(machines, weights).reduce(0) { $0 + ($1.1 > 0 ? $1.0.factors : 0) }
    var offsets = [0]
    for field in fields { offsets.append((offsets.last ?? 0) + field.width) }
    let features = offsets.last ?? 0
    var bias = 0.0
    var linear = [Double](repeating: 0, count: features)
    var latent = [Float](repeating: 0, count: features * factors)
    var column = 0
    for (machine, (places, weight)) in zip(machines, zip(places, weights)) where weight > 0 {
      bias += weight * machine.bias
      let root = weight.squareRoot()
      for (field, from) in machine.offsets.enumerated() {
        for feature in 0..<machine.fields[field].width {
          let to = offsets[places[field]] + feature
          linear[to] += weight * Double(machine.linear[from + feature])
          for k in 0..<machine.factors {
            latent[to * factors + column + k] = Float(
              root * Double(machine.latent[(from + feature) * machine.factors + k]))
          }
        }
      }
      column += machine.factors
    }
    let ranges = machines.compactMap(\.range)
    var range: ClosedRange<Double>?
    if ranges.count == machines.count, let low = ranges.map(\.lowerBound).min(),
      let high = ranges.map(\.upperBound).max()
    {
      range = low...high
    }
    return try FactorizationMachine(
      task: task, fields: fields, factors: factors, bias: bias, linear: linear.map { Float($0) }, latent: latent,
      range: range, link: first.link)
  }
}
