/// Parameters of a factorization machine, as one sweep of Gibbs sampling left them.
public struct ParameterDraw: Sendable, Equatable {
  /// w0.
  public let bias: Double
  /// w, one for each feature.
  public let linear: [Float]
  /// V, row-major, features × factors.
  public let latent: [Float]

  public init(bias: Double, linear: [Float], latent: [Float]) {
    self.bias = bias
    self.linear = linear
    self.latent = latent
  }
}
